import { randomUUID } from 'node:crypto';
import { createCalendar } from '../../../src/adapters/graph/calendar.ts';
import { createDirectory } from '../../../src/adapters/graph/directory.ts';
import type { PairId } from '../../../src/domain/kernel/ids.ts';
import { systemScope } from '../../../src/domain/kernel/unit-of-work.ts';
import type { Pair } from '../../../src/domain/matching/ports.ts';
import { exchangeLimits } from '../../../src/domain/meetings/mail-budget.ts';
import type { PlacementQuestion } from '../../../src/domain/meetings/placement.ts';
import { endSeries } from '../../../src/domain/meetings/end-series.ts';
import { placeSeries } from '../../../src/domain/meetings/place-series.ts';
import { planSeries } from '../../../src/domain/meetings/plan-series.ts';
import type { Calendar } from '../../../src/domain/meetings/ports.ts';
import { sendSeries } from '../../../src/domain/meetings/send-series.ts';
import type { Programme } from '../../../src/domain/programme/programme.ts';
import { calendarOf } from '../../../src/sandbox/calendar/calendar.ts';
import { instancesOf } from '../../../src/sandbox/calendar/event-query.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { graphSandbox, mailbox } from '../../support/graph-sandbox.ts';

const DAY = 86_400_000;
let sandbox: Awaited<ReturnType<typeof graphSandbox>>;
let database: TestDatabase;
let programme: Programme;
beforeAll(async () => {
  sandbox = await graphSandbox({ people: 400 });
  database = await createTestDatabase({ clock: sandbox.clock });
});
beforeEach(async () => {
  programme = await addProgramme();
});
afterEach(() => {
  sandbox.world.faults.change({ lostAnswer: 0 });
  calendarOf(sandbox.world).faults.set({ noTeamsLink: false, hiddenCalendars: [], transactionLifetimeMs: null });
});
afterAll(async () => {
  expect(sandbox.violations()).toEqual([]);
  await database.close();
  await sandbox.close();
});

const dateIn = (days: number) => new Date(sandbox.clock.now().getTime() + days * DAY).toISOString().slice(0, 10);

async function addProgramme(): Promise<Programme> {
  const added: Programme = {
    id: randomUUID(),
    name: 'Inclusion pilot',
    calendarName: 'Conversation & coffee',
    goal: 'Learn',
    topics: ['Data'],
    state: 'running',
    startsOn: dateIn(7),
    endsOn: dateIn(7 * 33),
    sessions: 6,
    sessionMinutes: 60,
    gapWeeks: 5,
    timeZone: 'Europe/London',
    organizerMailbox: mailbox,
    coordinators: [],
    largestCapacity: { mentor: 1, mentee: 1 },
    levels: { from: 'depth' },
    matchSettings: {},
    createdAt: sandbox.clock.now(),
  };
  await database.transact(systemScope, ({ programmes }) => programmes.add(added));
  return added;
}

let usedPeople = 0;
/** People of the sandbox who work London hours and were in no test before. */
function staff(count = 4) {
  const everybody = sandbox.world.directory
    .list(0, 400)
    .filter((one) => one.userType === 'Member' && one.accountEnabled && one.timeZone === 'Europe/London');
  usedPeople += count;
  return everybody.slice(usedPeople - count, usedPeople);
}

async function addPair(mentorId: string, menteeId: string): Promise<Pair> {
  const details = await createDirectory(sandbox.graph).look([mentorId, menteeId]);
  const hours = { timeZone: null, worksFrom: null, worksTo: null, refreshedAt: sandbox.clock.now() };
  const pair: Pair = {
    id: randomUUID(),
    programmeId: programme.id,
    mentorId,
    menteeId,
    score: 1,
    distance: 5,
    reasons: 'Both gain.',
    state: 'live',
    publishedAt: sandbox.clock.now(),
    endedAt: null,
  };
  await database.transact(systemScope, async ({ participants, pairs }) => {
    await participants.save(details.map((one) => ({ ...one, ...hours })));
    await pairs.add([pair]);
  });
  return pair;
}

const outlook = () =>
  createCalendar(sandbox.client({ wait: async () => undefined }), { mailbox, clock: sandbox.clock });

const deps = (change: Partial<Calendar> = {}) => ({
  transact: database.transact,
  clock: sandbox.clock,
  newId: randomUUID,
  tabLink: 'https://teams.microsoft.com/l/entity/4444/home',
  calendar: { ...outlook(), ...change },
  placer: { place: async (question: PlacementQuestion) => placeSeries(question) },
  organizerMailboxes: [mailbox],
  limits: exchangeLimits,
  /** Nobody waits for a minute: the clock is moved instead. */
  wait: async (ms: number) => void sandbox.world.clock.advance(ms),
});

/** What the jobs would do: choose the hours of all who wait, and send until nothing waits any more. */
async function book(change: Partial<Calendar> = {}) {
  await planSeries(deps(change))({ programmeId: programme.id });
  await sendAll(change);
}

async function sendAll(change: Partial<Calendar> = {}) {
  for (let run = 0; run < 100; run += 1) {
    const before = await database.transact(systemScope, ({ sends }) => sends.waiting());
    if (before.length === 0) return;
    await sendSeries(deps(change))({});
  }
  throw new Error('it never ended');
}

const stored = (pairId: PairId) =>
  database.transact(systemScope, async ({ meetings }) => {
    const series = await meetings.seriesOfPair(pairId);
    return { series, meetings: series ? await meetings.occurrencesOfSeries([series.id]) : [] };
  });

const endPair = (id: PairId) => database.transact(systemScope, ({ pairs }) => pairs.end(id, sandbox.clock.now()));

/** What a mailbox holds of somebody's meetings: each series with the starts of its meetings. */
function seriesIn(address: string, attendee = address) {
  const { store } = calendarOf(sandbox.world);
  const isInvited = (uid: string) =>
    store.meeting(uid).content.attendees.some((one) => one.emailAddress.address === attendee.toLowerCase());
  return store
    .copiesIn(address.toLowerCase())
    .filter((copy) => copy.state === 'active' && isInvited(copy.uid))
    .map((copy) => ({
      content: store.meeting(copy.uid).content,
      starts: instancesOf(store, copy, 0, Date.UTC(2030, 0, 1)).map((view) => view.occurrence!.start),
    }));
}

test('books six meetings in three calendars, as stored and as explained', async () => {
  const [mentor, mentee] = staff();
  const pair = await addPair(mentor!.id, mentee!.id);
  await book();
  const { series, meetings } = await stored(pair.id);
  expect(series).toMatchObject({ state: 'booked', organizerMailbox: mailbox });
  expect([4, 5, 6]).toContain(series!.everyWeeks);
  expect(series!.joinUrl).toContain('https://teams.microsoft.com/');
  expect(series!.explanation).toMatch(/^\w+day \d\d:\d\d/);
  for (const address of [mailbox, mentor!.mail, mentee!.mail]) {
    const [found, ...more] = seriesIn(address, mentor!.mail);
    expect(more).toEqual([]);
    expect(found!.starts).toEqual(meetings.map((meeting) => meeting.startsAt.getTime()));
  }
  const { content } = seriesIn(mailbox, mentor!.mail)[0]!;
  expect(content).toMatchObject({ subject: 'Conversation & coffee', isReminderOn: true, allowNewTimeProposals: true });
  expect(content.body.content).toContain('weeks, six times');
  expect(content.body.content).not.toMatch(/mentor|inclusion|data/i);
  await book();
  expect(seriesIn(mailbox, mentor!.mail)).toHaveLength(1);
});

describe('killed at any point and run again, it books once', () => {
  const killed = () => Promise.reject(new Error('killed'));
  const atPoint: Record<string, (real: Calendar) => Partial<Calendar>> = {
    'before the diaries are read': () => ({ diaries: killed }),
    'before Outlook is asked': () => ({ createSeries: killed }),
    'after Outlook has made it': (real) => ({ createSeries: (order) => real.createSeries(order).then(killed) }),
  };
  test.each(Object.keys(atPoint))('%s', async (point) => {
    const [mentor, mentee] = staff();
    const pair = await addPair(mentor!.id, mentee!.id);
    const dying = { findSeries: async () => null, ...atPoint[point]!(outlook()) };
    for (let run = 0; run < 2; run += 1) await expect(book(dying)).rejects.toThrow('killed');
    await book();
    expect(seriesIn(mailbox, mentor!.mail)).toHaveLength(1);
    expect((await stored(pair.id)).meetings).toHaveLength(6);
  });

  test('after the transactionId is forgotten, it is found by our own id (R3)', async () => {
    calendarOf(sandbox.world).faults.set({ transactionLifetimeMs: 1000 });
    const [mentor, mentee] = staff();
    const pair = await addPair(mentor!.id, mentee!.id);
    await expect(book(atPoint['after Outlook has made it']!(outlook()))).rejects.toThrow('killed');
    sandbox.world.clock.advance(3 * DAY);
    const createSeries = jest.fn<Promise<never>, []>();
    await book({ createSeries });
    expect(createSeries).not.toHaveBeenCalled();
    expect((await stored(pair.id)).series?.state).toBe('booked');
    expect(seriesIn(mailbox, mentor!.mail)).toHaveLength(1);
  });

  test('a decision that is rolled back asks Outlook for nothing (R5)', async () => {
    const [mentor, mentee] = staff();
    const pair = await addPair(mentor!.id, mentee!.id);
    const createSeries = jest.fn<Promise<never>, []>();
    const failing = { ...deps({ createSeries }), newId: () => 'not a uuid' };
    await expect(planSeries(failing)({ programmeId: programme.id })).rejects.toThrow();
    await sendSeries(deps({ createSeries }))({});
    expect(createSeries).not.toHaveBeenCalled();
    expect(await stored(pair.id)).toEqual({ series: undefined, meetings: [] });
  });
});

test('with every fifth answer lost, and each run twice at once, every pair has one series (R2, R21)', async () => {
  const before = calendarOf(sandbox.world).store.copiesIn(mailbox).length;
  const people = staff(24);
  const pairs: Pair[] = [];
  for (let at = 0; at < people.length; at += 2) pairs.push(await addPair(people[at]!.id, people[at + 1]!.id));
  await planSeries(deps())({ programmeId: programme.id });
  sandbox.world.faults.change({ lostAnswer: 0.2 });
  for (let run = 0; run < 20; run += 1) {
    await Promise.all([sendSeries(deps())({}), sendSeries(deps())({})].map((one) => one.catch(() => null)));
  }
  sandbox.world.faults.change({ lostAnswer: 0 });
  await sendAll();
  const { store } = calendarOf(sandbox.world);
  expect(store.copiesIn(mailbox).length - before).toBe(12);
  for (const pair of pairs) expect((await stored(pair.id)).series?.state).toBe('booked');
  for (const person of people) expect(seriesIn(person.mail)).toHaveLength(1);
});

test('two series of one senior, chosen in two programmes, never overlap', async () => {
  const [senior, one, other] = staff();
  const pairs = [await addPair(one!.id, senior!.id)];
  const first = programme;
  programme = await addProgramme();
  pairs.push(await addPair(other!.id, senior!.id));
  await Promise.all([first, programme].map(({ id }) => planSeries(deps())({ programmeId: id })));
  // Whoever came second was left out, and is planned again by its own order.
  for (const { id } of [first, programme]) await planSeries(deps())({ programmeId: id });
  const starts = (await Promise.all(pairs.map((pair) => stored(pair.id)))).flatMap(({ meetings }) =>
    meetings.map((meeting) => meeting.startsAt.getTime()),
  );
  const sorted = starts.sort((a, b) => a - b);
  expect(sorted).toHaveLength(12);
  sorted.slice(1).forEach((start, at) => expect(start - sorted[at]!).toBeGreaterThanOrEqual(3_600_000));
  await sendAll();
});

test('no common hour is stored, and hours are sought with the two, once', async () => {
  const [mentor, mentee] = staff();
  calendarOf(sandbox.world).faults.set({ hiddenCalendars: [mentee!.mail] });
  const pair = await addPair(mentor!.id, mentee!.id);
  await book();
  await book();
  expect((await stored(pair.id)).series).toMatchObject({ state: 'no-common-hour', eventId: null });
  expect(seriesIn(mailbox, mentor!.mail)).toEqual([]);
  const proposals = await database.transact(systemScope, ({ timeProposals }) => timeProposals.ofSeries(pair.id));
  expect(proposals.map(({ because, state }) => [because, state])).toEqual([['no-known-hour', 'looking']]);
});

test('an event without a Teams link is booked, and the audit says so', async () => {
  calendarOf(sandbox.world).faults.set({ noTeamsLink: true });
  const [mentor, mentee] = staff();
  const pair = await addPair(mentor!.id, mentee!.id);
  await book();
  expect((await stored(pair.id)).series).toMatchObject({ state: 'booked', joinUrl: null });
});

describe('a pair that ends', () => {
  test('before booking is not booked', async () => {
    const [mentor, mentee] = staff();
    const pair = await addPair(mentor!.id, mentee!.id);
    await endPair(pair.id);
    await book();
    expect(seriesIn(mailbox, mentor!.mail)).toEqual([]);
  });

  test.each(['while the diaries are read', 'while Outlook makes it'])('%s leaves nothing behind', async (when) => {
    const [mentor, mentee] = staff();
    const pair = await addPair(mentor!.id, mentee!.id);
    const real = outlook();
    const leave = async () => {
      await endPair(pair.id);
      await endSeries(deps())({ pairId: pair.id });
    };
    const change: Partial<Calendar> =
      when === 'while Outlook makes it'
        ? { createSeries: (order) => leave().then(() => real.createSeries(order)) }
        : { diaries: (...asked) => leave().then(() => real.diaries(...asked)) };
    await book(change);
    if (when === 'while Outlook makes it') {
      // Ordered by the booking, which found the pair ended.
      expect(await database.waitingJobs()).toContainEqual({ name: 'end-series', data: { pairId: pair.id } });
      await endSeries(deps())({ pairId: pair.id });
    }
    for (const address of [mailbox, mentor!.mail]) expect(seriesIn(address, mentor!.mail)).toEqual([]);
    expect((await stored(pair.id)).series?.state).toBe(when === 'while Outlook makes it' ? 'ended' : undefined);
  });

  test('before the first meeting: the whole series goes; later: only the future', async () => {
    const [mentor, mentee, third, fourth] = staff();
    const early = await addPair(mentor!.id, mentee!.id);
    const late = await addPair(third!.id, fourth!.id);
    await book();
    expect(await endSeries(deps())({ pairId: early.id })).toEqual({ ok: true, value: 'still-live' });
    await endPair(early.id);
    expect(await endSeries(deps())({ pairId: early.id })).toEqual({ ok: true, value: 'ended' });
    expect(seriesIn(mentor!.mail)).toEqual([]);

    const { meetings } = await stored(late.id);
    sandbox.world.clock.advance(meetings[2]!.endsAt.getTime() - sandbox.clock.now().getTime() + 1000);
    await endPair(late.id);
    for (let run = 0; run < 2; run += 1) await endSeries(deps())({ pairId: late.id });
    expect(seriesIn(mailbox, third!.mail).map((one) => one.starts)).toEqual([
      meetings.slice(0, 3).map((one) => one.startsAt.getTime()),
    ]);
    expect((await stored(late.id)).series?.state).toBe('ended');
  });
});
