import { createAppTokens } from '../../src/adapters/entra/app-token.ts';
import { createCalendar } from '../../src/adapters/graph/calendar.ts';
import { createGraphClient } from '../../src/adapters/graph/client.ts';
import { systemScope } from '../../src/domain/kernel/unit-of-work.ts';
import type { Occurrence, Series } from '../../src/domain/meetings/meetings.ts';
import { seededRandom } from '../../src/sandbox/random.ts';
import { enrolmentOf, pairOf, participantOf, programmeOf, seriesOf } from '../adapters/postgres/filled-programme.ts';
import type { SubscribedProduct } from './subscribed-product.ts';

const hour = 3_600_000;
const week = 7 * 24 * hour;
const sessions = 6;
/** A Tuesday at ten, in London's winter and in UTC. */
const first = new Date('2027-01-12T10:00:00Z');
const rule = { everyWeeks: 5, timeZone: 'Europe/London' };

/**
 * Pairs whose series stand in Outlook and in the database, without a word by the matcher and the search: what these
 * would choose is for other tests.
 */
export async function bookedPairs(product: SubscribedProduct, count: number, seed: number) {
  const { world, database } = product;
  const random = seededRandom(`people in Outlook ${seed}`);
  const [mailbox] = product.mailboxes as [string];
  const { config } = world;
  const clock = { now: () => world.clock.now() };
  const tokens = createAppTokens({
    authorityUrl: world.address,
    tenantId: config.tenantId,
    clientId: config.apiAppId,
    credential: { secret: config.apiAppSecret },
    clock,
  });
  const graph = createGraphClient({ baseUrl: world.address, tokens });
  const calendar = createCalendar(graph, { mailbox, clock });
  const people = product.people().filter(({ mail }) => mail.toLowerCase() !== mailbox);
  if (people.length < 2 * count) throw new Error(`only ${people.length} people for ${count} pairs`);

  const [coordinator] = people;
  const programme = programmeOf(coordinator!.id);
  const booked: { series: Series; occurrences: Occurrence[]; both: typeof people }[] = [];
  await database.transact(systemScope, (stores) => stores.programmes.add(programme));
  for (let at = 0; at < count; at += 1) {
    const both = people.slice(2 * at, 2 * at + 2);
    const pair = pairOf(programme.id, both[0]!.id, both[1]!.id);
    const chosen = seriesOf(pair);
    const series: Series = { ...chosen.series, ...rule, organizerMailbox: mailbox };
    const occurrences = Array.from({ length: sessions }, (_, n): Occurrence => {
      const startsAt = localTime(first.getTime() + n * rule.everyWeeks * week);
      const id = crypto.randomUUID();
      const endsAt = new Date(startsAt.getTime() + hour);
      return { ...chosen.occurrences[0]!, id, position: n + 1, regularStart: startsAt, startsAt, endsAt };
    });
    await database.transact(systemScope, async ({ participants, enrolments, pairs, meetings }) => {
      await participants.save(both.map(({ id, mail, displayName }) => ({ ...participantOf(id), mail, displayName })));
      for (const [n, { id }] of both.entries()) {
        await enrolments.save(enrolmentOf(programme.id, id, n === 0 ? 'mentor' : 'mentee'));
      }
      await pairs.add([pair]);
      await meetings.addSeries(series, occurrences);
    });
    const event = await calendar.createSeries({
      seriesId: series.id,
      mailbox,
      transactionId: series.transactionId,
      subject: programme.calendarName,
      bodyHtml: '<p>An hour for the two of you.</p>',
      timeZone: rule.timeZone,
      firstStart: '2027-01-12T10:00:00',
      minutes: 60,
      everyWeeks: rule.everyWeeks,
      count: sessions,
      attendees: both.map(({ mail, displayName: name }) => ({ mail, name })),
    });
    await database.transact(systemScope, ({ meetings }) =>
      meetings.markBooked(series.id, event.eventId, event.joinUrl),
    );
    booked.push({ series: { ...series, eventId: event.eventId }, occurrences, both });
  }

  type Shown = { id: string; seriesMasterId: string | null; isCancelled: boolean };
  const span = `from=2027-01-01T00:00:00Z&to=2027-12-31T00:00:00Z`;
  let changed = 0;

  /** Somebody answers one meeting, or the coordinator takes one out or moves it by hand in the mailbox. */
  const change = async (): Promise<void> => {
    const { both, series } = random.pick(booked);
    const person = random.pick(both);
    const kind = random.next();
    const { events } = await product.control<{ events: Shown[] }>('GET', `/calendar?person=${person.id}&${span}`);
    const mine = events.filter((event) => event.seriesMasterId !== null && !event.isCancelled);
    if (mine.length === 0) return;
    const { id } = random.pick(mine);
    const answer = kind < 0.35 ? 'accept' : kind < 0.5 ? 'tentative' : kind < 0.6 ? 'decline' : null;
    if (answer !== null) {
      await product.control('POST', '/calendar/respond', { personId: person.id, eventId: id, response: answer });
      changed += 1;
      return;
    }
    const path = `/users/${mailbox}/events`;
    const days = `startDateTime=2027-01-01T00:00:00Z&endDateTime=2027-12-31T00:00:00Z`;
    const { value } = await graph.send<{ value: { id: string; start: { dateTime: string } }[] }>({
      operation: 'list meetings',
      path: `${path}/${encodeURIComponent(series.eventId!)}/instances?${days}&$select=id,start`,
    });
    if (value.length === 0) return;
    const one = random.pick(value);
    const address = `${path}/${encodeURIComponent(one.id)}`;
    if (kind < 0.7) await graph.send({ operation: 'delete a meeting', path: address, method: 'DELETE' });
    else {
      const from = new Date(Date.parse(`${one.start.dateTime}Z`) + (1 + random.below(3)) * hour);
      const wall = (at: Date) => ({ dateTime: at.toISOString().slice(0, 19), timeZone: 'UTC' });
      const body = { start: wall(from), end: wall(new Date(from.getTime() + hour)) };
      await graph.send({ operation: 'move a meeting', path: address, method: 'PATCH', body });
    }
    changed += 1;
  };

  return {
    change,
    changed: () => changed,
    /** All that the database knows of what stands in Outlook. */
    async known() {
      const occurrences = await product.query(
        `select id, state, event_id, starts_at, ends_at, regular_start from occurrences order by id`,
      );
      const replies = await product.query('select * from replies order by occurrence_id, person_id');
      return { occurrences, replies };
    },
    /** Orders the comparison of everything that runs once a day. */
    compareAll: () =>
      database.transact(systemScope, ({ jobs }) =>
        jobs.enqueue({ name: 'read-mailbox', data: { mailbox, whole: true } }),
      ),
  };
}

/** The instant of the same wall-clock time in London. */
function localTime(winter: number): Date {
  const shown = new Intl.DateTimeFormat('en-GB', { timeZone: rule.timeZone, hour: '2-digit', hourCycle: 'h23' });
  return new Date(winter - (Number(shown.format(new Date(winter))) - first.getUTCHours()) * hour);
}
