import { randomUUID } from 'node:crypto';
import { systemScope } from '../../../src/domain/kernel/unit-of-work.ts';
import { compareSeries } from '../../../src/domain/meetings/calendar/compare-series.ts';
import { pauseMeetings } from '../../../src/domain/meetings/pause-meetings.ts';
import { proposeTimes } from '../../../src/domain/meetings/new-times/propose-times.ts';
import { mailbox } from '../../support/graph-sandbox.ts';
import { bookedLife, type BookedLife } from './booked-life.ts';

const HOUR = 3_600_000;
let life: BookedLife;
beforeAll(async () => {
  life = await bookedLife();
  await life.read();
});
afterAll(async () => {
  expect(life.sandbox.violations()).toEqual([]);
  await life.close();
});

test('a pause calls off what lies in it, kindly and once, and leaves the rest', async () => {
  const it = await life.booked();
  const { id: programmeId } = it.programme;
  const until = it.meetings[1]!.startsAt.toISOString().slice(0, 10);
  const pause = (personId: string, day = until) => pauseMeetings(life.deps)({ programmeId, personId, until: day });
  const asked = { occurrenceId: it.meetings[1]!.id, because: 'asked', by: it.mentor.id } as const;
  await proposeTimes(life.deps)(asked);
  expect(await pause(it.mentee.id)).toEqual({ ok: true, value: 2 });
  expect(await pause(it.mentee.id)).toEqual({ ok: true, value: 0 });
  expect(await pause(randomUUID())).toMatchObject({ fault: { code: 'not-joined' } });
  expect(await pause(it.mentee.id, '2020-01-01')).toMatchObject({ fault: { code: 'bad-input', at: 'until' } });
  expect(await life.waitingJobs()).toContainEqual({ name: 'compare-series', data: { seriesId: it.series.id } });
  for (let run = 0; run < 2; run += 1) await compareSeries(life.deps)({ seriesId: it.series.id });
  const seen = await life.deps.calendarReader.series(mailbox, it.series.eventId);
  expect(seen!.occurrences.map(({ startsAt }) => startsAt)).toEqual(it.meetings.slice(2).map((one) => one.startsAt));
  const { uid } = life.outlook.store.copy(it.series.eventId)!;
  const told = life.outlook.mails.counts(it.mentor.mail.toLowerCase()).find((count) => count.uid === uid);
  expect(told).toMatchObject({ invitation: 1, update: 0, cancellation: 2 });
  const { alerts, proposals } = await life.stored(it);
  expect(alerts).toEqual([]);
  // What was asked about a meeting that is called off needs no answer.
  expect(proposals.map(({ state }) => state)).toEqual(['over']);
});

test.each(['asked for by themselves', 'asked for by whoever keeps their diary'])(
  'a meeting moved at somebody’s wish on the day before is cancelled by them, as far as the partner goes: %s',
  async (how) => {
    const it = await life.booked();
    const assistant = {
      programmeId: it.programme.id,
      personId: it.mentee.id,
      assistantId: randomUUID(),
      namedAt: life.clock.now(),
    };
    await life.transact(systemScope, ({ assistants }) => assistants.save(assistant));
    const [first] = it.meetings;
    const closedAt = new Date(first!.startsAt.getTime() - 5 * HOUR);
    await life.transact(systemScope, async ({ timeProposals }) => {
      const proposal = {
        id: randomUUID(),
        programmeId: it.programme.id,
        pairId: it.pair.id,
        occurrenceId: first!.id,
        because: 'asked' as const,
        raisedBy: how === 'asked for by themselves' ? it.mentee.id : assistant.assistantId,
        raisedAt: closedAt,
        movedFrom: first!.startsAt,
        wished: null,
        state: 'looking' as const,
        round: 1,
        hours: [],
        refused: [],
        agreedStart: null,
        askedAt: null,
        closedAt: null,
      };
      await timeProposals.add(proposal);
      await timeProposals.save({ ...proposal, state: 'arranged', agreedStart: first!.startsAt, closedAt });
    });
    for (let run = 0; run < 2; run += 1) await life.read({ whole: true });
    expect((await life.stored(it)).cancellations).toMatchObject([
      { occurrenceId: first!.id, personId: it.mentee.id, because: 'moved-late' },
    ]);
  },
);
