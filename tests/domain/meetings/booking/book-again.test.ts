import { sql } from 'kysely';
import type { PersonId } from '../../../../src/domain/kernel/ids.ts';
import { systemScope } from '../../../../src/domain/kernel/unit-of-work.ts';
import { bookAgain } from '../../../../src/domain/meetings/booking/book-again.ts';
import { bookSeries } from '../../../../src/domain/meetings/booking/book-series.ts';
import { compareSeries } from '../../../../src/domain/meetings/calendar/compare-series.ts';
import { placeSeries } from '../../../../src/domain/meetings/search/place-series.ts';
import type { PlacementQuestion } from '../../../../src/domain/meetings/search/placement.ts';
import { planSeries } from '../../../../src/domain/meetings/booking/plan-series.ts';
import { readMailbox } from '../../../../src/domain/meetings/calendar/read-mailbox.ts';
import { showHome } from '../../../../src/domain/overview/show-home.ts';
import { showPairs } from '../../../../src/domain/overview/show-pairs.ts';
import { mailbox } from '../../../support/graph-sandbox.ts';
import { value } from '../../../support/value.ts';
import { bookedLife, type BookedLife } from '../booked-life.ts';

let life: BookedLife;
beforeAll(async () => {
  life = await bookedLife();
  await life.read();
});
afterAll(async () => {
  expect(life.sandbox.violations()).toEqual([]);
  await life.close();
});

type Booked = Awaited<ReturnType<BookedLife['booked']>>;
const press = (it: Booked, by: PersonId = life.coordinator) =>
  bookAgain(life.deps)({ programmeId: it.programme.id, pairId: it.pair.id, by });
const goTo = (at: Date) => life.sandbox.world.clock.advance(at.getTime() - life.clock.now().getTime());
const mailsTo = (address: string) =>
  life.outlook.mails.counts(address.toLowerCase()).map(({ invitation, update, cancellation }) => ({
    invitation,
    update,
    cancellation,
  }));
const openAlerts = async (it: Booked) => (await life.stored(it)).alerts.filter(({ state }) => state === 'open');
const latest = (it: Booked) => life.transact(systemScope, ({ meetings }) => meetings.seriesOfPair(it.pair.id));

/** What the jobs would do; answers what the search was asked. */
async function book(it: Booked): Promise<PlacementQuestion[]> {
  const asked: PlacementQuestion[] = [];
  const placer = {
    place: async (question: PlacementQuestion) => {
      asked.push(question);
      return placeSeries(question);
    },
  };
  const deps = { ...life.deps, placer, organizerMailboxes: [mailbox], tabLink: 'https://teams.microsoft.com/' };
  value(await planSeries(deps)({ programmeId: it.programme.id }));
  const series = await latest(it);
  if (series?.state === 'chosen') value(await bookSeries(deps)({ seriesId: series.id, wasTried: false }));
  return asked;
}

test('what is left of a deleted series is booked anew, once, and what was held stays', async () => {
  const it = await life.booked();
  life.sandbox.world.clock.advance(60_000);
  goTo(new Date(it.meetings[0]!.endsAt.getTime() + 3_600_000));
  life.cancel(it, null);
  await life.read();
  expect((await openAlerts(it)).map(({ matter }) => matter.kind)).toEqual(['series-deleted']);
  const { programme, pair } = it;

  expect(await press(it, pair.mentorId)).toMatchObject({ fault: { code: 'no-such-pair' } });
  expect(value(await press(it))).toBe('ordered');
  expect(await life.waitingJobs()).toContainEqual({ name: 'plan-series', data: { programmeId: programme.id } });
  for (let run = 0; run < 2; run += 1) await book(it);
  expect(value(await press(it))).toBe('not-needed');
  await book(it);
  expect(await openAlerts(it)).toEqual([]);

  // One invitation to the new one; of the old one there was nothing more than that it was cancelled.
  expect(mailsTo(it.mentee.mail)).toEqual([
    { invitation: 1, update: 0, cancellation: 1 },
    { invitation: 1, update: 0, cancellation: 0 },
  ]);
  const series = (await latest(it))!;
  expect(series.state).toBe('booked');
  const seen = await life.deps.calendarReader.series(mailbox, series.eventId!);
  expect(seen!.occurrences).toHaveLength(5);
  const [shown] = value(await showPairs(life.deps)({ programmeId: programme.id, reader: life.coordinator }));
  expect(shown!.occurrences.map(({ position, state }) => [position, state])).toEqual(
    [1, 2, 3, 4, 5, 6].map((position) => [position, 'planned']),
  );
  const [home] = value(await showHome(life.deps)({ personId: pair.menteeId }));
  expect(home!.pair!.meetings.map(({ feedback }) => feedback)).toEqual(['due', ...Array(5).fill('not-due')]);
  const trail = await life.db.transaction().execute(async (tx) => {
    await sql`select set_config('counterpart.scope', 'system', true)`.execute(tx);
    return tx.selectFrom('audit').select(['action', 'actor']).where('subject', '=', pair.id).execute();
  });
  expect(trail).toEqual([{ action: 'series-booked-again', actor: life.coordinator }]);
});

test('what was called off by itself before the series was deleted stays called off, and keeps its number', async () => {
  const it = await life.booked();
  life.sandbox.world.clock.advance(60_000);
  life.cancel(it, it.meetings[2]!);
  await life.read();
  goTo(new Date(it.meetings[0]!.endsAt.getTime() + 3_600_000));
  life.cancel(it, null);
  await life.read();
  expect(value(await press(it))).toBe('ordered');
  const [asked] = await book(it);
  // Nor may another one come on its day, which both are to have kept clear.
  const { startsAt } = it.meetings[2]!;
  for (const { taken } of asked!.people) {
    const around = taken.filter(({ from, to }) => from <= startsAt && startsAt < to);
    expect(around.map(({ from, to }) => (to.getTime() - from.getTime()) / 3_600_000)).toEqual([24]);
  }
  const series = (await latest(it))!;
  const seen = await life.deps.calendarReader.series(mailbox, series.eventId!);
  expect(seen!.occurrences).toHaveLength(4);
  const [shown] = value(await showPairs(life.deps)({ programmeId: it.programme.id, reader: life.coordinator }));
  expect(shown!.occurrences.map(({ position, state }) => [position, state])).toEqual([
    [1, 'planned'],
    [2, 'planned'],
    [3, 'cancelled'],
    [4, 'planned'],
    [5, 'planned'],
    [6, 'planned'],
  ]);
});

test('meetings that are back in Outlook are taken up without one that was called off by itself', async () => {
  const it = await life.booked();
  const second = it.meetings[1]!;
  life.cancel(it, second);
  await life.read();
  const gone = { ...life.deps.calendarReader, series: async () => null, all: async () => new Map() };
  value(await readMailbox({ ...life.deps, calendarReader: gone })({ mailbox, whole: true }));
  // As they are back, so is the one that had been called off.
  const whole = await life.deps.calendarReader.series(mailbox, it.series.eventId);
  const [first] = whole!.occurrences;
  const { regularStart: originalStart, startsAt, endsAt } = second;
  const occurrences = [...whole!.occurrences, { ...first!, eventId: 'back', originalStart, startsAt, endsAt }];
  const calendarReader = { ...life.deps.calendarReader, series: async () => ({ ...whole!, occurrences }) };
  const { programme, pair } = it;
  const pressed = bookAgain({ ...life.deps, calendarReader })({
    programmeId: programme.id,
    pairId: pair.id,
    by: life.coordinator,
  });
  expect(value(await pressed)).toBe('stands');
  const states = (await life.stored(it)).meetings.map(({ state }) => state);
  expect(states).toEqual(['planned', 'cancelled', 'planned', 'planned', 'planned', 'planned']);
});

test('meetings that are back in Outlook are taken up as they stand, and nobody gets a mail', async () => {
  const it = await life.booked();
  const gone = { ...life.deps.calendarReader, series: async () => null, all: async () => new Map() };
  value(await readMailbox({ ...life.deps, calendarReader: gone })({ mailbox, whole: true }));
  expect((await life.stored(it)).series.state).toBe('ended');
  const before = mailsTo(it.mentor.mail);
  expect(value(await press(it))).toBe('stands');
  value(await compareSeries(life.deps)({ seriesId: it.series.id }));
  await book(it);
  const { series, meetings } = await life.stored(it);
  expect(series.state).toBe('booked');
  expect(meetings.map(({ state }) => state)).toEqual(meetings.map(() => 'planned'));
  expect(mailsTo(it.mentor.mail)).toEqual(before);
  expect(await openAlerts(it)).toEqual([]);
});
