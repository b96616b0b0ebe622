import { askForTimes } from '../../src/contract/new-times.ts';
import { leave, pause } from '../../src/contract/programmes.ts';
import type { PairView } from '../../src/contract/meetings.ts';
import { seededRandom } from '../../src/sandbox/random.ts';
import type { Calls } from './publish-pairs.ts';
import { day, minute, type SubscribedProduct } from './subscribed-product.ts';

const HOUR_MS = 60 * minute;
/** They change to and from daylight saving on different dates, Sydney the other way round, and Kolkata never. */
const [LONDON, NEW_YORK, BERLIN] = ['Europe/London', 'America/New_York', 'Europe/Berlin'] as const;
const [KOLKATA, SYDNEY] = ['Asia/Kolkata', 'Australia/Sydney'] as const;
const ZONES = [LONDON, NEW_YORK, BERLIN, KOLKATA, SYDNEY];
/** So that most pairs are in two zones. */
export const MIXED_ZONES = {
  mentors: [NEW_YORK, BERLIN, LONDON, KOLKATA, SYDNEY],
  mentees: [LONDON, LONDON, NEW_YORK, BERLIN, KOLKATA],
};

export type ShownEvent = {
  id: string;
  start: string;
  end: string;
  seriesMasterId: string | null;
  isCancelled: boolean;
  own: boolean;
  attendees: { address: string }[];
};
type Target = { pair: PairView; personId: string; event: ShownEvent };
type Act = (target: Target) => Promise<void>;

/**
 * What busy people do with their meetings, by hand in Outlook or in the tab: each act draws a live pair, one of its two,
 * and one of the next three meetings. The same seed on the same meetings does the same.
 */
export function executives(product: SubscribedProduct, programmeId: string, as: Calls, seed: number) {
  const random = seededRandom(`executives ${seed}`);
  const done: Record<string, number> = {};
  /** Meetings that somebody deleted from their own calendar without a word: only they don't have them. */
  const deleted = new Map<string, Set<string>>();
  const left = new Set<string>();
  const post = (path: string, body: object) => product.control('POST', path, body);
  const later = (iso: string, ms: number): string => new Date(Date.parse(iso) + ms).toISOString();

  const respond =
    (response: string): Act =>
    ({ personId, event }) =>
      post('/calendar/respond', { personId, eventId: event.id, response }).then(() => undefined);

  const acts: [string, number, Act][] = [
    ['accept', 14, respond('accept')],
    ['tentative', 4, respond('tentative')],
    ['decline', 16, respond('decline')],
    [
      'counter-propose',
      10,
      async ({ personId, event }) => {
        const by = (1 + random.below(30)) * HOUR_MS;
        const [start, end] = [later(event.start, by), later(event.end, by)];
        await post('/calendar/propose', { personId, eventId: event.id, start, end });
      },
    ],
    [
      'move',
      7,
      async ({ event }) => {
        const by = (random.next() < 0.7 ? 1 + random.below(3) : 24 * (1 + random.below(9))) * HOUR_MS;
        const to = { start: later(event.start, by), end: later(event.end, by) };
        // Exchange refuses what would cross a neighbour.
        await post('/calendar/move', { eventId: event.id, ...to }).catch((error: Error) => {
          if (!error.message.includes('CrossingBoundary')) throw error;
        });
      },
    ],
    ['cancel', 6, async ({ event }) => void (await post('/calendar/cancel', { eventId: event.id }))],
    [
      'delete',
      3,
      async ({ personId, event }) => {
        await post('/calendar/delete', { personId, eventId: event.id });
        deleted.set(personId, (deleted.get(personId) ?? new Set()).add(event.start));
      },
    ],
    [
      'forward',
      7,
      async ({ pair, personId, event }) => {
        const both = [pair.mentor.id, pair.mentee.id];
        const others = product.people().filter((one) => one.accountEnabled && !both.includes(one.id));
        const eventId = random.next() < 0.5 ? event.id : event.seriesMasterId;
        await post('/calendar/forward', { personId, eventId, to: random.pick(others).id });
      },
    ],
    [
      'new meeting',
      14,
      async ({ personId, event }) => {
        const { start, end } = event;
        await post('/calendar/block', { personId, start, end, weeks: random.pick([1, 1, 1, 6]) });
      },
    ],
    [
      'on leave',
      5,
      async ({ personId, event }) => {
        await post('/calendar/leave', { personId, from: later(event.start, -2 * day), to: later(event.end, 5 * day) });
      },
    ],
    [
      'other zone',
      2,
      async ({ personId }) => void (await post('/calendar/hours', { personId, timeZone: random.pick(ZONES) })),
    ],
    [
      'ask for another time',
      8,
      async ({ pair, personId }) => {
        if (pair.nextMeetingId === null) return;
        await as(personId)(askForTimes, { params: { meetingId: pair.nextMeetingId }, body: {} });
      },
    ],
    [
      'pause',
      2,
      async ({ personId }) => {
        const until = new Date(product.world.clock.now().getTime() + 30 * day).toISOString().slice(0, 10);
        await as(personId)(pause, { params: { programmeId }, body: { until } });
      },
    ],
    ['leave the programme', 0.7, async ({ personId }) => void (await as(personId)(leave, { params: { programmeId } }))],
    [
      'leave the organisation',
      0.7,
      async ({ personId }) => {
        await post('/org/leave', { personId });
        left.add(personId);
      },
    ],
  ];
  const total = acts.reduce((sum, [, weight]) => sum + weight, 0);

  const draw = (): [string, Act] => {
    let at = random.next() * total;
    const [name, , act] = acts.find(([, weight]) => (at -= weight) < 0) ?? acts[0]!;
    return [name, act];
  };

  return {
    done,
    deleted,
    left,
    /** Somebody does something; nothing when nobody has a meeting to come. */
    async act(pairs: PairView[]): Promise<void> {
      const live = pairs.filter(
        ({ booking, state, mentor, mentee }) =>
          booking === 'booked' && state === 'live' && !left.has(mentor.id) && !left.has(mentee.id),
      );
      if (live.length === 0) return;
      const pair = random.pick(live);
      const personId = random.pick([pair.mentor.id, pair.mentee.id]);
      const coming = (await meetingsOf(product, personId)).filter(
        ({ start }) => Date.parse(start) > product.world.clock.now().getTime() + HOUR_MS,
      );
      if (coming.length === 0) return;
      const event = random.pick(coming.slice(0, 3));
      const [name, act] = draw();
      try {
        await act({ pair, personId, event });
      } catch (error) {
        throw new Error(`${name}: ${(error as Error).message}`, { cause: error });
      }
      done[name] = (done[name] ?? 0) + 1;
    },
  };
}

/** The sandbox shows 60 weeks at once. */
const SHOWN_MS = 50 * 7 * day;

/** What stands in somebody's calendar from the programme, in the coming 50 weeks or in a span. */
export async function meetingsOf(
  product: SubscribedProduct,
  person: string,
  span?: { from: Date; to: Date },
): Promise<ShownEvent[]> {
  const from = (span?.from ?? product.world.clock.now()).getTime();
  const to = span?.to.getTime() ?? from + SHOWN_MS;
  const found = new Map<string, ShownEvent>();
  for (let at = from; at < to; at += SHOWN_MS) {
    const [begin, end] = [new Date(at), new Date(Math.min(to, at + SHOWN_MS))];
    const query = new URLSearchParams({ person, from: begin.toISOString(), to: end.toISOString() }).toString();
    const { events } = await product.control<{ events: ShownEvent[] }>('GET', `/calendar?${query}`);
    for (const event of events) if (!event.own && !event.isCancelled) found.set(event.id, event);
  }
  return [...found.values()];
}
