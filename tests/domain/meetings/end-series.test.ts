import { systemScope } from '../../../src/domain/kernel/unit-of-work.ts';
import { endSeries } from '../../../src/domain/meetings/end-series.ts';
import { mailbox } from '../../support/graph-sandbox.ts';
import { bookedLife, type BookedLife } from './booked-life.ts';

const HOUR = 3_600_000;
let life: BookedLife;
beforeEach(async () => {
  life = await bookedLife();
  await life.read();
});
afterEach(async () => {
  expect(life.sandbox.violations()).toEqual([]);
  await life.close();
});

type Booked = Awaited<ReturnType<BookedLife['booked']>>;
const end = async (it: Booked) => {
  await life.transact(systemScope, ({ pairs }) => pairs.end(it.pair.id, life.clock.now()));
  await endSeries(life.deps)({ pairId: it.pair.id });
};
const goTo = (at: Date) => life.sandbox.world.clock.advance(at.getTime() - life.clock.now().getTime());
const starts = async (it: Booked) =>
  (await life.deps.calendarReader.series(mailbox, it.series.eventId))?.occurrences.map(({ startsAt }) => startsAt);
const mails = (it: Booked) => {
  const { uid } = life.outlook.store.copy(it.series.eventId)!;
  const { update, cancellation } = life.outlook.mails
    .counts(it.mentee.mail.toLowerCase())
    .find((count) => count.uid === uid)!;
  return { update, cancellation };
};
const states = async (it: Booked) => (await life.stored(it)).meetings.map(({ state }) => state);

test('before the first meeting the whole series goes, with one mail', async () => {
  const it = await life.booked();
  for (let run = 0; run < 2; run += 1) await end(it);
  expect(await starts(it)).toBeUndefined();
  expect(mails(it)).toEqual({ update: 0, cancellation: 1 });
  expect(await states(it)).toEqual(it.meetings.map(() => 'cancelled'));
});

test('with many to come the series is cut: one mail, the past stays, and where it was held is kept here', async () => {
  const it = await life.booked();
  const [first, second] = it.meetings;
  const held = new Date(second!.startsAt.getTime() + 3 * HOUR);
  life.move(it, second!, held);
  const before = mails(it);
  goTo(new Date(held.getTime() + 2 * HOUR));
  for (let run = 0; run < 2; run += 1) await end(it);
  expect(await starts(it)).toEqual([first!.startsAt, second!.startsAt]);
  expect(mails(it)).toEqual({ update: before.update + 1, cancellation: 0 });
  const { meetings, series } = await life.stored(it);
  expect(series.state).toBe('ended');
  expect(meetings[1]!.startsAt).toEqual(held);
  expect(await states(it)).toEqual(['planned', 'planned', 'cancelled', 'cancelled', 'cancelled', 'cancelled']);
  // Neither reading brings back what Outlook says of the past now, nor anything to come.
  await life.read();
  await life.read({ whole: true });
  expect((await life.stored(it)).meetings[1]!.startsAt).toEqual(held);
});

test('a meeting that somebody moved from the past into the future was not held: the cut takes it too', async () => {
  const it = await life.booked();
  const [first, second] = it.meetings;
  const later = new Date(second!.startsAt.getTime() + 20 * 24 * HOUR);
  life.move(it, second!, later);
  const before = mails(it);
  goTo(new Date(second!.endsAt.getTime() + 24 * HOUR));
  for (let run = 0; run < 2; run += 1) await end(it);
  // Outlook puts what stays back to the rule: there it would look as if it had been held.
  expect(await starts(it)).toEqual([first!.startsAt]);
  expect(mails(it)).toEqual({ update: before.update + 1, cancellation: 0 });
  expect(await states(it)).toEqual(['planned', ...it.meetings.slice(1).map(() => 'cancelled')]);
});

test('turns after the last meeting that was held are cut off too, even those that are past', async () => {
  const it = await life.booked();
  const [first, second, third] = it.meetings;
  life.cancel(it, third!);
  life.move(it, second!, new Date(third!.startsAt.getTime() + 20 * 24 * HOUR));
  await life.read();
  goTo(new Date(third!.startsAt.getTime() + 24 * HOUR));
  await end(it);
  expect(await starts(it)).toEqual([first!.startsAt]);
  expect(await states(it)).toEqual(['planned', ...it.meetings.slice(1).map(() => 'cancelled')]);
});

test('a past meeting that was called off does not come back: those to come are cancelled one by one', async () => {
  const it = await life.booked();
  const [first, second, third] = it.meetings;
  life.cancel(it, second!);
  await life.read();
  goTo(new Date(third!.endsAt.getTime() + HOUR));
  const before = mails(it);
  for (let run = 0; run < 2; run += 1) await end(it);
  expect(await starts(it)).toEqual([first!.startsAt, third!.startsAt]);
  expect(mails(it)).toEqual({ update: before.update, cancellation: before.cancellation + 3 });
  expect(await states(it)).toEqual(['planned', 'cancelled', 'planned', 'cancelled', 'cancelled', 'cancelled']);
});

test('one or two to come are cancelled by themselves, kindly, and what was moved stays moved', async () => {
  const it = await life.booked();
  const fourth = it.meetings[3]!;
  const held = new Date(fourth.startsAt.getTime() + 3 * HOUR);
  life.move(it, fourth, held);
  goTo(new Date(held.getTime() + 2 * HOUR));
  const before = mails(it);
  for (let run = 0; run < 2; run += 1) await end(it);
  expect((await starts(it))?.[3]).toEqual(held);
  expect(await starts(it)).toHaveLength(4);
  expect(mails(it)).toEqual({ update: before.update, cancellation: 2 });
});

test('a meeting that stands to come in an ended series is found by the comparison, and taken out', async () => {
  const it = await life.booked();
  await life.transact(systemScope, async ({ pairs, meetings }) => {
    await pairs.end(it.pair.id, life.clock.now());
    await meetings.markEnded(it.series.id);
  });
  await life.read({ whole: true });
  expect(await life.waitingJobs()).toContainEqual({ name: 'end-series', data: { pairId: it.pair.id } });
  await endSeries(life.deps)({ pairId: it.pair.id });
  expect(await starts(it)).toBeUndefined();
});
