import { systemScope } from '../../../../src/domain/kernel/unit-of-work.ts';
import { readMailbox } from '../../../../src/domain/meetings/calendar/read-mailbox.ts';
import { mailbox } from '../../../support/graph-sandbox.ts';
import { bookedLife, type BookedLife } from '../booked-life.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
let life: BookedLife;
beforeAll(async () => {
  life = await bookedLife();
  await life.read();
});
afterAll(async () => {
  expect(life.sandbox.violations()).toEqual([]);
  await life.close();
});

const later = (at: Date, by: number) => new Date(at.getTime() + by);
const names = (all: { because: string }[]) => all.map(({ because }) => because).sort();

test('the first reading compares everything, the next only what has changed, and a day later everything again', async () => {
  const it = await life.booked();
  expect(await life.read()).toMatchObject({ outcome: 'read', series: 1 });
  expect((await life.stored(it)).meetings.map(({ eventId }) => eventId)).not.toContain(null);
  expect(await life.read()).toEqual({ outcome: 'read', series: 0 });
  life.sandbox.world.clock.advance(DAY);
  expect(await life.read()).toMatchObject({ outcome: 'compared' });
  expect(await life.waitingJobs()).toContainEqual({ name: 'watch-diaries', data: { mailbox, pairId: null } });
});

test('replies are kept for each person and meeting; a decline asks for new hours, once', async () => {
  const it = await life.booked();
  const [, second, third] = it.meetings;
  life.reply(it, it.mentor.mail, null, 'accepted');
  life.reply(it, it.mentee.mail, second!, 'declined');
  for (let run = 0; run < 2; run += 1) await life.read();
  await life.read({ whole: true });
  const { replies, proposals, cancellations, alerts } = await life.stored(it);
  expect(replies.filter(({ personId }) => personId === it.mentor.id).map(({ reply }) => reply)).toEqual(
    it.meetings.map(() => 'accepted'),
  );
  expect(replies.filter(({ reply }) => reply === 'declined')).toMatchObject([{ occurrenceId: second!.id }]);
  expect(proposals).toMatchObject([{ occurrenceId: second!.id, because: 'declined', raisedBy: it.mentee.id }]);
  expect(cancellations).toMatchObject([{ occurrenceId: second!.id, personId: it.mentee.id, because: 'declined' }]);
  expect(alerts).toEqual([]);

  life.reply(it, it.mentee.mail, third!, 'declined');
  for (let run = 0; run < 2; run += 1) await life.read();
  const after = await life.stored(it);
  expect(after.alerts).toMatchObject([
    {
      state: 'open',
      matter: { kind: 'cancelled-in-a-row', personId: it.mentee.id, occurrenceIds: [second!.id, third!.id] },
    },
  ]);
  expect(after.letters.filter(({ about }) => about.kind === 'alert').map(({ to }) => to)).toEqual([life.coordinator]);

  life.reply(it, it.mentee.mail, third!, 'accepted');
  await life.read();
  expect((await life.stored(it)).alerts).toMatchObject([{ state: 'mended' }]);
});

test('whoever declines the whole series is asked about the next meeting only', async () => {
  const it = await life.booked();
  life.reply(it, it.mentee.mail, null, 'declined');
  await life.read();
  const { proposals, cancellations, alerts } = await life.stored(it);
  expect(proposals.map(({ occurrenceId }) => occurrenceId)).toEqual([it.meetings[0]!.id]);
  expect(cancellations).toHaveLength(6);
  expect(alerts).toHaveLength(1);
});

test('a counter-proposal is put first', async () => {
  const it = await life.booked();
  const wished = later(it.meetings[2]!.startsAt, 26 * HOUR);
  life.reply(it, it.mentor.mail, it.meetings[2]!, 'tentativelyAccepted', wished);
  await life.read();
  expect((await life.stored(it)).proposals).toMatchObject([
    { because: 'counter-proposal', occurrenceId: it.meetings[2]!.id, wished, raisedBy: it.mentor.id },
  ]);
});

test('a meeting moved in Outlook is where Outlook says; outside its window new hours are sought', async () => {
  const it = await life.booked();
  const [, second, , fourth] = it.meetings;
  life.move(it, second!, later(second!.startsAt, 2 * DAY));
  life.move(it, fourth!, later(fourth!.startsAt, 15 * DAY));
  for (let run = 0; run < 2; run += 1) await life.read();
  const { meetings, proposals } = await life.stored(it);
  expect(meetings[1]).toMatchObject({ startsAt: later(second!.startsAt, 2 * DAY), regularStart: second!.regularStart });
  expect(meetings[3]!.startsAt).toEqual(later(fourth!.startsAt, 15 * DAY));
  expect(proposals).toMatchObject([{ occurrenceId: fourth!.id, because: 'left-its-window', raisedBy: 'system' }]);
  expect(await life.waitingJobs()).toContainEqual({ name: 'watch-diaries', data: { mailbox, pairId: it.pair.id } });
});

test('what was asked about a meeting is over once somebody moves or cancels it in Outlook', async () => {
  const it = await life.booked();
  await life.read();
  const [, second, third] = it.meetings;
  for (const meeting of [second!, third!]) {
    life.reply(it, it.mentee.mail, meeting, 'declined');
    await life.read();
  }
  expect((await life.stored(it)).proposals.map(({ state }) => state)).toEqual(['looking', 'looking']);
  life.move(it, second!, new Date(second!.startsAt.getTime() + 3 * HOUR));
  life.cancel(it, third!);
  for (let run = 0; run < 2; run += 1) await life.read();
  expect((await life.stored(it)).proposals.map(({ state }) => state)).toEqual(['over', 'over']);
});

test('a reply makes an exception, and moves nothing', async () => {
  const it = await life.booked();
  life.reply(it, it.mentor.mail, it.meetings[1]!, 'accepted');
  await life.read();
  const { meetings } = await life.stored(it);
  expect(meetings.map(({ startsAt }) => startsAt)).toEqual(it.meetings.map(({ startsAt }) => startsAt));
});

test('a meeting deleted in Outlook is cancelled here, and cancelled again should it come back', async () => {
  const it = await life.booked();
  life.cancel(it, it.meetings[1]!);
  await life.read();
  const states = async () => (await life.stored(it)).meetings.map(({ state }) => state);
  const expected = ['planned', 'cancelled', 'planned', 'planned', 'planned', 'planned'];
  expect(await states()).toEqual(expected);
  expect((await life.stored(it)).letters).toEqual([]);
  life.outlook.store.dropExceptions(life.outlook.store.copy(it.series.eventId)!.uid);
  await life.read({ whole: true });
  expect(await states()).toEqual(expected);
  const seen = await life.deps.calendarReader.series(mailbox, it.series.eventId);
  expect(seen!.occurrences).toHaveLength(5);
});

test('a whole series deleted by hand is told to the coordinator and not made again', async () => {
  const it = await life.booked();
  await life.read();
  life.cancel(it, null);
  for (let run = 0; run < 2; run += 1) await life.read();
  await life.read({ whole: true });
  const { series, meetings, alerts } = await life.stored(it);
  expect(series.state).toBe('ended');
  expect(meetings.every(({ state }) => state === 'cancelled')).toBe(true);
  expect(alerts).toMatchObject([{ matter: { kind: 'series-deleted', pairId: it.pair.id } }]);
  expect(await life.deps.calendar.findSeries(mailbox, it.series.id)).toBeNull();
});

test('an invitation that was forwarded: both are warned once, and it is put right', async () => {
  const it = await life.booked();
  const [other] = await life.booked().then(({ mentor }) => [mentor]);
  const two = [it.mentor.mail, it.mentee.mail].map((mail) => mail.toLowerCase()).sort();
  life.forward(it, null, other!);
  life.forward(it, it.meetings[2]!, other!);
  for (let run = 0; run < 3; run += 1) await life.read();
  expect(life.attendees(it)).toEqual(two);
  expect(life.attendees(it, it.meetings[2])).toEqual(two);
  const { letters } = await life.stored(it);
  expect(letters.map(({ about, to }) => [about.kind, to]).sort()).toEqual(
    [it.mentor.id, it.mentee.id].sort().map((id) => ['forwarded-invitation', id]),
  );
});

test('an invitation that was forwarded meeting by meeting, until somebody is on all of them, is put right too', async () => {
  const it = await life.booked();
  const { mentor: other } = await life.booked();
  const two = [it.mentor.mail, it.mentee.mail].map((mail) => mail.toLowerCase()).sort();
  for (const meeting of it.meetings) {
    life.forward(it, meeting, other);
    // Exchange lets a mailbox send so much a minute.
    life.sandbox.world.clock.advance(60_000);
  }
  for (let run = 0; run < 3; run += 1) await life.read();
  life.sandbox.world.clock.advance(60_000);
  for (const meeting of it.meetings) expect(life.attendees(it, meeting)).toEqual(two);
});

test('a former address of one of the two, and a former assistant’s, are taken off and nobody is warned', async () => {
  const it = await life.booked();
  const { mentor: renamed, mentee: assistant } = await life.booked();
  const { id: programmeId } = it.programme;
  const named = { programmeId, personId: it.mentor.id, assistantId: assistant.id, namedAt: life.deps.clock.now() };
  await life.transact(systemScope, ({ assistants }) => assistants.save(named));
  life.forward(it, null, assistant);
  await life.read();
  expect(life.attendees(it)).toHaveLength(3);
  await life.transact(systemScope, async ({ assistants, participants }) => {
    await assistants.remove(programmeId, it.mentor.id);
    const [mentee] = await participants.list([it.mentee.id]);
    await participants.save([{ ...mentee!, mail: renamed.mail }]);
  });
  for (let run = 0; run < 3; run += 1) await life.read({ whole: true });
  expect(life.attendees(it)).toEqual([it.mentor.mail, renamed.mail].map((mail) => mail.toLowerCase()).sort());
  expect((await life.stored(it)).letters).toEqual([]);
});

describe('killed anywhere, lost or repeated, it ends the same', () => {
  test('a reader that dies leaves the mailbox to the next, and what it had not committed is read again', async () => {
    const it = await life.booked();
    life.reply(it, it.mentee.mail, it.meetings[0]!, 'declined');
    const dying = {
      ...life.deps,
      calendarReader: { ...life.deps.calendarReader, series: () => Promise.reject(new Error('killed')) },
    };
    await expect(readMailbox(dying)({ mailbox })).rejects.toThrow('killed');
    expect(names((await life.stored(it)).proposals)).toEqual([]);
    await life.read();
    expect(names((await life.stored(it)).proposals)).toEqual(['declined']);
  });

  test('two at once: one reads, and what the one in the way has in hand is thrown away when it is overtaken', async () => {
    const it = await life.booked();
    life.reply(it, it.mentee.mail, it.meetings[0]!, 'declined');
    const slow = {
      ...life.deps,
      calendarReader: {
        ...life.deps.calendarReader,
        async series(...asked: Parameters<typeof life.deps.calendarReader.series>) {
          expect(await life.read()).toEqual({ outcome: 'being-read', series: 0 });
          life.sandbox.world.clock.advance(10 * 60_000);
          await life.read();
          return life.deps.calendarReader.series(...asked);
        },
      },
    };
    await expect(readMailbox(slow)({ mailbox })).rejects.toThrow('taken the mailbox over');
    expect(names((await life.stored(it)).proposals)).toEqual(['declined']);
  });

  test('a link that Outlook has forgotten: everything is compared', async () => {
    const it = await life.booked();
    await life.read();
    life.outlook.faults.set({ deltaTokenLifetimeMs: 60_000 });
    life.sandbox.world.clock.advance(10 * 60_000);
    life.cancel(it, it.meetings[5]!);
    expect(await life.read()).toMatchObject({ outcome: 'compared' });
    life.outlook.faults.set({ deltaTokenLifetimeMs: null });
    expect((await life.stored(it)).meetings[5]!.state).toBe('cancelled');
  });

  test('with every third answer lost and many refused it is told once, and both agree', async () => {
    const all = [];
    for (let count = 0; count < 4; count += 1) all.push(await life.booked());
    life.sandbox.world.faults.change({ lostAnswer: 0.3, rate503: 0.2, retryAfter: 0 });
    for (const it of all) {
      life.reply(it, it.mentee.mail, it.meetings[0]!, 'declined');
      life.move(it, it.meetings[1]!, later(it.meetings[1]!.startsAt, HOUR));
    }
    for (let run = 0; run < 4; run += 1) await life.read({ whole: run % 2 === 1 }).catch(() => undefined);
    life.sandbox.world.faults.change({ lostAnswer: 0, rate503: 0 });
    await life.read();
    for (const it of all) {
      const { meetings, proposals } = await life.stored(it);
      expect(names(proposals)).toEqual(['declined']);
      const seen = await life.deps.calendarReader.series(mailbox, it.series.eventId);
      expect(meetings.map(({ startsAt }) => startsAt)).toEqual(seen!.occurrences.map(({ startsAt }) => startsAt));
    }
  });
});
