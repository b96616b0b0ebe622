import { systemScope } from '../../../../src/domain/kernel/unit-of-work.ts';
import type { Pair } from '../../../../src/domain/matching/ports.ts';
import { endSeries } from '../../../../src/domain/meetings/end-series.ts';
import { mendLink } from '../../../../src/domain/meetings/booking/mend-link.ts';
import { planSeries } from '../../../../src/domain/meetings/booking/plan-series.ts';
import type { Calendar } from '../../../../src/domain/meetings/ports.ts';
import { sendSeries } from '../../../../src/domain/meetings/booking/send-series.ts';
import { calendarOf } from '../../../../src/sandbox/calendar/calendar.ts';
import { mailbox } from '../../../support/graph-sandbox.ts';
import { DAY, openBooking } from './booking-harness.ts';

let room: Awaited<ReturnType<typeof openBooking>>;
beforeAll(async () => {
  room = await openBooking();
});
beforeEach(() => room.addProgramme());
afterEach(() => room.clearFaults());
afterAll(() => room.close());

test('books six meetings in three calendars, as stored and as explained', async () => {
  const [mentor, mentee] = room.staff();
  const pair = await room.addPair(mentor!.id, mentee!.id);
  await room.book();
  const { series, meetings } = await room.stored(pair.id);
  expect(series).toMatchObject({ state: 'booked', organizerMailbox: mailbox });
  expect([4, 5, 6]).toContain(series!.everyWeeks);
  expect(series!.joinUrl).toContain('https://teams.microsoft.com/');
  expect(series!.explanation).toMatch(/^\w+day \d\d:\d\d/);
  for (const address of [mailbox, mentor!.mail, mentee!.mail]) {
    const [found, ...more] = room.seriesIn(address, mentor!.mail);
    expect(more).toEqual([]);
    expect(found!.starts).toEqual(meetings.map((meeting) => meeting.startsAt.getTime()));
  }
  const { content } = room.seriesIn(mailbox, mentor!.mail)[0]!;
  expect(content).toMatchObject({ subject: 'Conversation & coffee', isReminderOn: true, allowNewTimeProposals: true });
  expect(content.body.content).toContain('weeks, six times');
  expect(content.body.content).not.toMatch(/mentor|inclusion|data/i);
  await room.book();
  expect(room.seriesIn(mailbox, mentor!.mail)).toHaveLength(1);
});

describe('killed at any point and run again, it books once', () => {
  const killed = () => Promise.reject(new Error('killed'));
  const atPoint: Record<string, (real: Calendar) => Partial<Calendar>> = {
    'before the diaries are read': () => ({ diaries: killed }),
    'before Outlook is asked': () => ({ createSeries: killed }),
    'after Outlook has made it': (real) => ({ createSeries: (order) => real.createSeries(order).then(killed) }),
  };
  test.each(Object.keys(atPoint))('%s', async (point) => {
    const [mentor, mentee] = room.staff();
    const pair = await room.addPair(mentor!.id, mentee!.id);
    const dying = { findSeries: async () => null, ...atPoint[point]!(room.outlook()) };
    for (let run = 0; run < 2; run += 1) await expect(room.book(dying)).rejects.toThrow('killed');
    await room.book();
    expect(room.seriesIn(mailbox, mentor!.mail)).toHaveLength(1);
    expect((await room.stored(pair.id)).meetings).toHaveLength(6);
  });

  test('after the transactionId is forgotten, it is found by our own id (R3)', async () => {
    calendarOf(room.sandbox.world).faults.set({ transactionLifetimeMs: 1000 });
    const [mentor, mentee] = room.staff();
    const pair = await room.addPair(mentor!.id, mentee!.id);
    await expect(room.book(atPoint['after Outlook has made it']!(room.outlook()))).rejects.toThrow('killed');
    room.sandbox.world.clock.advance(3 * DAY);
    const createSeries = jest.fn<Promise<never>, []>();
    await room.book({ createSeries });
    expect(createSeries).not.toHaveBeenCalled();
    expect((await room.stored(pair.id)).series?.state).toBe('booked');
    expect(room.seriesIn(mailbox, mentor!.mail)).toHaveLength(1);
  });

  test('a decision that is rolled back asks Outlook for nothing (R5)', async () => {
    const [mentor, mentee] = room.staff();
    const pair = await room.addPair(mentor!.id, mentee!.id);
    const createSeries = jest.fn<Promise<never>, []>();
    const failing = { ...room.deps({ createSeries }), newId: () => 'not a uuid' };
    await expect(planSeries(failing)({ programmeId: room.programme().id })).rejects.toThrow();
    await sendSeries(room.deps({ createSeries }))({});
    expect(createSeries).not.toHaveBeenCalled();
    expect(await room.stored(pair.id)).toEqual({ series: undefined, meetings: [] });
  });
});

test('with every fifth answer lost, and each run twice at once, every pair has one series (R2, R21)', async () => {
  const before = calendarOf(room.sandbox.world).store.copiesIn(mailbox).length;
  const people = room.staff(24);
  const pairs: Pair[] = [];
  for (let at = 0; at < people.length; at += 2) pairs.push(await room.addPair(people[at]!.id, people[at + 1]!.id));
  await planSeries(room.deps())({ programmeId: room.programme().id });
  room.sandbox.world.faults.change({ lostAnswer: 0.2 });
  for (let run = 0; run < 20; run += 1) {
    await Promise.all([sendSeries(room.deps())({}), sendSeries(room.deps())({})].map((one) => one.catch(() => null)));
  }
  room.sandbox.world.faults.change({ lostAnswer: 0 });
  await room.sendAll();
  const { store } = calendarOf(room.sandbox.world);
  expect(store.copiesIn(mailbox).length - before).toBe(12);
  for (const pair of pairs) {
    const { series, meetings } = await room.stored(pair.id);
    expect(series?.state).toBe('booked');
    const moved = meetings.filter((one) => one.startsAt.getTime() !== one.regularStart.getTime());
    for (const { mail } of people.filter(({ id }) => id === pair.mentorId || id === pair.menteeId)) {
      const mails = calendarOf(room.sandbox.world).mails.latest(mail.toLowerCase(), 50);
      expect(mails.map((one) => one.kind).sort()).toEqual(['invitation', ...moved.map(() => 'update')]);
    }
  }
  for (const person of people) expect(room.seriesIn(person.mail)).toHaveLength(1);
});

test('two series of one senior, chosen in two programmes, never overlap', async () => {
  const [senior, one, other] = room.staff();
  const pairs = [await room.addPair(one!.id, senior!.id)];
  const first = room.programme();
  await room.addProgramme();
  pairs.push(await room.addPair(other!.id, senior!.id));
  await Promise.all([first, room.programme()].map(({ id }) => planSeries(room.deps())({ programmeId: id })));
  // Whoever came second was left out, and is planned again by its own order.
  for (const { id } of [first, room.programme()]) await planSeries(room.deps())({ programmeId: id });
  const starts = (await Promise.all(pairs.map((pair) => room.stored(pair.id)))).flatMap(({ meetings }) =>
    meetings.map((meeting) => meeting.startsAt.getTime()),
  );
  const sorted = starts.sort((a, b) => a - b);
  expect(sorted).toHaveLength(12);
  sorted.slice(1).forEach((start, at) => expect(start - sorted[at]!).toBeGreaterThanOrEqual(3_600_000));
  await room.sendAll();
});

test('no common hour is stored, and hours are sought with the two, once', async () => {
  const [mentor, mentee] = room.staff();
  calendarOf(room.sandbox.world).faults.set({ hiddenCalendars: [mentee!.mail] });
  const pair = await room.addPair(mentor!.id, mentee!.id);
  await room.book();
  await room.book();
  expect((await room.stored(pair.id)).series).toMatchObject({ state: 'no-common-hour', eventId: null });
  expect(room.seriesIn(mailbox, mentor!.mail)).toEqual([]);
  const proposals = await room.database.transact(systemScope, ({ timeProposals }) => timeProposals.ofSeries(pair.id));
  expect(proposals.map(({ because, state }) => [because, state])).toEqual([['no-known-hour', 'looking']]);
});

test('an event without a Teams link is booked and looked at again; its coordinator can have it asked for', async () => {
  calendarOf(room.sandbox.world).faults.set({ noTeamsLink: true });
  const [mentor, mentee] = room.staff();
  const pair = await room.addPair(mentor!.id, mentee!.id);
  await room.book();
  const { series } = await room.stored(pair.id);
  expect(series).toMatchObject({ state: 'booked', joinUrl: null });
  const jobs = await room.database.waitingJobs();
  expect(jobs).toContainEqual({ name: 'mend-link', data: { seriesId: series!.id, ask: false } });
  const mend = (ask: boolean) => mendLink(room.deps())({ seriesId: series!.id, ask });
  expect(await mend(true)).toEqual({ ok: true, value: 'missing' });
  room.clearFaults();
  // Asked to by the coordinator: looking alone does not make one.
  expect(await mend(false)).toEqual({ ok: true, value: 'missing' });
  expect(await mend(true)).toEqual({ ok: true, value: 'there' });
  expect((await room.stored(pair.id)).series?.joinUrl).toContain('https://teams.microsoft.com/');
});

describe('a pair that ends', () => {
  test('before booking is not booked', async () => {
    const [mentor, mentee] = room.staff();
    const pair = await room.addPair(mentor!.id, mentee!.id);
    await room.endPair(pair.id);
    await room.book();
    expect(room.seriesIn(mailbox, mentor!.mail)).toEqual([]);
  });

  test.each(['while the diaries are read', 'while Outlook makes it'])('%s leaves nothing behind', async (when) => {
    const [mentor, mentee] = room.staff();
    const pair = await room.addPair(mentor!.id, mentee!.id);
    const real = room.outlook();
    const leave = async () => {
      await room.endPair(pair.id);
      const ended = endSeries(room.deps())({ pairId: pair.id });
      if (when === 'while Outlook makes it') await expect(ended).rejects.toMatchObject({ code: 'being-sent' });
      else await ended;
    };
    const change: Partial<Calendar> =
      when === 'while Outlook makes it'
        ? { createSeries: (order) => leave().then(() => real.createSeries(order)) }
        : { diaries: (...asked) => leave().then(() => real.diaries(...asked)) };
    await room.book(change);
    if (when === 'while Outlook makes it') {
      // Ordered by the booking, which found the pair ended.
      expect(await room.database.waitingJobs()).toContainEqual({ name: 'end-series', data: { pairId: pair.id } });
      await endSeries(room.deps())({ pairId: pair.id });
    }
    for (const address of [mailbox, mentor!.mail]) expect(room.seriesIn(address, mentor!.mail)).toEqual([]);
    expect((await room.stored(pair.id)).series?.state).toBe(when === 'while Outlook makes it' ? 'ended' : undefined);
  });

  test('while Outlook makes it, and the worker is killed before it hears of it, leaves nothing behind', async () => {
    const [pair] = await room.chosenPairs(1);
    const real = room.outlook();
    const end = () => endSeries(room.deps())({ pairId: pair!.id });
    const createSeries: Calendar['createSeries'] = async (order) => {
      await room.endPair(pair!.id);
      await expect(end()).rejects.toMatchObject({ code: 'being-sent' });
      await real.createSeries(order);
      throw new Error('killed');
    };
    await sendSeries(room.deps({ createSeries }))({}).catch(() => null);
    const mail = (await room.database.transact(systemScope, ({ participants }) => participants.get(pair!.mentorId)))!
      .mail!;
    expect(room.seriesIn(mail)).toHaveLength(1);
    expect(await end()).toEqual({ ok: true, value: 'ended' });
    expect(room.seriesIn(mail)).toEqual([]);
  });

  test('before the first meeting: the whole series goes; later: only the future', async () => {
    const [mentor, mentee, third, fourth] = room.staff();
    const early = await room.addPair(mentor!.id, mentee!.id);
    const late = await room.addPair(third!.id, fourth!.id);
    await room.book();
    expect(await endSeries(room.deps())({ pairId: early.id })).toEqual({ ok: true, value: 'still-live' });
    await room.endPair(early.id);
    expect(await endSeries(room.deps())({ pairId: early.id })).toEqual({ ok: true, value: 'ended' });
    expect(room.seriesIn(mentor!.mail)).toEqual([]);

    const { meetings } = await room.stored(late.id);
    room.sandbox.world.clock.advance(meetings[2]!.endsAt.getTime() - room.sandbox.clock.now().getTime() + 1000);
    await room.endPair(late.id);
    for (let run = 0; run < 2; run += 1) await endSeries(room.deps())({ pairId: late.id });
    expect(room.seriesIn(mailbox, third!.mail).map((one) => one.starts)).toEqual([
      meetings.slice(0, 3).map((one) => one.startsAt.getTime()),
    ]);
    expect((await room.stored(late.id)).series?.state).toBe('ended');
  });
});
