import { meetingsOf, type ShownEvent } from './executives.ts';
import type { SubscribedProduct } from './subscribed-product.ts';

export type Row = {
  series_id: string;
  series_event: string | null;
  series_state: string;
  pair_id: string;
  mentor_id: string;
  mentee_id: string;
  pair_state: string;
  time_zone: string;
  id: string;
  position: number;
  state: 'planned' | 'cancelled';
  starts_at: Date;
  ends_at: Date;
  regular_start: Date;
};

export const knownMeetings = (product: SubscribedProduct): Promise<Row[]> =>
  product.query<Row>(
    `select s.id as series_id, s.event_id as series_event, s.state as series_state, s.pair_id, p.mentor_id, p.mentee_id,
       p.state as pair_state, s.time_zone, o.id, o.position, o.state, o.starts_at, o.ends_at, o.regular_start
     from occurrences o join series s on s.id = o.series_id join pairs p on p.id = s.pair_id
     where s.state in ('booked', 'ended') order by s.id, o.position`,
  );

const hourOf = (start: string | Date, end: string | Date): string =>
  `${new Date(start).toISOString()}/${new Date(end).toISOString()}`;

/** What the database holds of series that differ, and what it wrote down of them, for whoever looks for the cause. */
export async function trailOf(product: SubscribedProduct, differences: string[]): Promise<string[]> {
  const named = new Set(differences.flatMap((one) => /series ([0-9a-f-]{36})/.exec(one)?.[1] ?? []));
  const own = (await knownMeetings(product)).filter((row) => named.has(row.series_id));
  const subjects = own.flatMap((row) => [row.id, row.series_id, row.pair_id, row.mentor_id, row.mentee_id]);
  const written = await product.query<{ at: Date; action: string; subject: string; detail: object }>(
    'select at, action, subject, detail from audit where subject = any ($1) order by at',
    [[...new Set(subjects)]],
  );
  const positions = new Map(own.map((row) => [row.id, `meeting ${row.position} of series ${row.series_id}`]));
  return [
    ...own.map(
      (row) =>
        `${positions.get(row.id)} (${row.series_state}, pair ${row.pair_id} ${row.pair_state}): ${row.state}, ${row.starts_at.toISOString()}, by the rule ${row.regular_start.toISOString()}`,
    ),
    ...written.map(
      ({ at, action, subject, detail }) =>
        `${at.toISOString()} ${action}: ${positions.get(subject) ?? subject} ${JSON.stringify(detail)}`,
    ),
  ];
}

export type Comparison = { calendars: number; meetings: number; backToRule: number; differences: string[] };

/**
 * Every calendar beside the database: the mailbox's and both people's hold the meetings that are planned, at their hours,
 * with the two and nobody else. What cutting a series does to meetings of its past that were moved (Exchange puts them
 * back to the rule) is known, and counted by itself.
 */
export async function compareCalendars(
  product: SubscribedProduct,
  span: { from: Date; to: Date },
  people: { left: Set<string>; deleted: Map<string, Set<string>> },
): Promise<Comparison> {
  const rows = await knownMeetings(product);
  const mails = new Map(product.people().map(({ id, mail }) => [id, mail.toLowerCase()]));
  const outcome: Comparison = { calendars: 0, meetings: 0, backToRule: 0, differences: [] };
  const organizers = new Map<string, ShownEvent[]>();
  for (const mailbox of product.mailboxes) {
    for (const event of await meetingsOf(product, mailbox, span)) {
      const key = event.seriesMasterId ?? event.id;
      organizers.set(key, [...(organizers.get(key) ?? []), event]);
    }
  }
  const now = product.world.clock.now();
  const compare = (whose: string, planned: Row[], found: ShownEvent[], excused: Set<string>): void => {
    outcome.calendars += 1;
    const left = new Map(found.map((event) => [hourOf(event.start, event.end), event]));
    for (const row of planned) {
      outcome.meetings += 1;
      const key = hourOf(row.starts_at, row.ends_at);
      if (left.delete(key)) continue;
      const length = row.ends_at.getTime() - row.starts_at.getTime();
      const atRule = hourOf(row.regular_start, new Date(row.regular_start.getTime() + length));
      if (row.series_state === 'ended' && row.starts_at < now && left.delete(atRule)) outcome.backToRule += 1;
      else if (!excused.has(row.starts_at.toISOString())) {
        outcome.differences.push(`${whose}: ${key} (${row.position}, series ${row.series_id}) is missing`);
      }
    }
    for (const [key, event] of left) {
      if (!excused.has(event.start)) outcome.differences.push(`${whose}: ${key} stands and is not planned`);
    }
  };
  const bySeries = Map.groupBy(rows, (row) => row.series_id);
  for (const [id, own] of bySeries) {
    const events = organizers.get(own[0]!.series_event ?? '') ?? [];
    organizers.delete(own[0]!.series_event ?? '');
    const planned = own.filter(({ state }) => state === 'planned');
    compare(`mailbox, series ${id}`, planned, events, new Set());
    const both = [own[0]!.mentor_id, own[0]!.mentee_id].flatMap((one) => mails.get(one) ?? []).sort();
    if (both.length < 2) continue;
    for (const event of events.filter(({ start }) => Date.parse(start) > now.getTime() - 7 * 86_400_000)) {
      const invited = event.attendees.map(({ address }) => address.toLowerCase()).sort();
      if (invited.join() !== both.join()) {
        outcome.differences.push(`mailbox, series ${id}: ${event.start} invites ${invited.join()}, not ${both.join()}`);
      }
    }
  }
  for (const [key, events] of organizers) {
    outcome.differences.push(`mailbox: ${key} with ${events.length} meetings belongs to nobody`);
  }
  for (const personId of new Set(rows.flatMap((row) => [row.mentor_id, row.mentee_id]))) {
    if (people.left.has(personId)) continue;
    const mine = rows.filter(
      ({ mentor_id, mentee_id, state }) => state === 'planned' && [mentor_id, mentee_id].includes(personId),
    );
    const found = await meetingsOf(product, personId, span);
    const member = new Set(mine.map((row) => row.series_id));
    // A forwarded meeting of others is not theirs: the mailbox's side tells whether they are still on it.
    const own =
      member.size === 0
        ? []
        : found.filter(({ attendees }) =>
            attendees.some(({ address }) => address.toLowerCase() === mails.get(personId)),
          );
    compare(`person ${personId}`, mine, own, people.deleted.get(personId) ?? new Set());
  }
  return outcome;
}
