import { createCalendar } from '../../../src/adapters/graph/calendar.ts';
import { GraphFault } from '../../../src/adapters/graph/graph-fault.ts';
import type { SeriesOrder } from '../../../src/domain/meetings/ports.ts';
import { calendarOf } from '../../../src/sandbox/calendar/calendar.ts';
import { graphSandbox, mailbox } from '../../support/graph-sandbox.ts';

let sandbox: Awaited<ReturnType<typeof graphSandbox>>;
beforeAll(async () => {
  sandbox = await graphSandbox();
});
afterAll(async () => {
  expect(sandbox.violations()).toEqual([]);
  await sandbox.close();
});

const calendar = () => createCalendar(sandbox.graph, { mailbox, clock: sandbox.clock });
const people = () => sandbox.world.directory.list(0, 300).filter((person) => person.userType === 'Member');

/** CLDR and the sandbox may use two names for one zone (Asia/Calcutta). */
const sameName = (timeZone: string) => new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;

let orders = 0;
function order(change: Partial<SeriesOrder> = {}): SeriesOrder {
  orders += 1;
  const [one, other] = people().slice(0, 2);
  return {
    seriesId: `00000000-0000-4000-8000-${String(orders).padStart(12, '0')}`,
    mailbox,
    transactionId: `10000000-0000-4000-8000-${String(orders).padStart(12, '0')}`,
    subject: 'Conversation',
    bodyHtml: '<p>Two people meet.</p>',
    timeZone: 'Europe/London',
    firstStart: '2027-02-16T10:00:00',
    minutes: 60,
    everyWeeks: 5,
    count: 6,
    attendees: [one!, other!].map(({ mail, displayName }) => ({ mail, name: displayName })),
    ...change,
  };
}

const masters = () =>
  calendarOf(sandbox.world)
    .store.copiesIn(mailbox)
    .filter((copy) => copy.state === 'active');

describe('diaries', () => {
  test('of 22 people over half a year: 20 a call, under 42 days a call, merged', async () => {
    const addresses = people()
      .slice(0, 22)
      .map((person) => person.mail);
    const before = sandbox.requests.length;
    const from = new Date('2026-12-01T00:00:00Z');
    const found = await calendar().diaries(mailbox, addresses, from, new Date('2027-06-01T00:00:00Z'));
    expect(sandbox.requests.slice(before).filter((one) => one.attempt === 1)).toHaveLength(2 * 5);
    expect([...found.keys()]).toEqual(addresses);
    const sizes = [...found.values()].map((diary) => diary.busy.length);
    expect(Math.min(...sizes)).toBeGreaterThan(50);
    for (const person of people().slice(0, 22)) {
      const diary = found.get(person.mail)!;
      expect(diary.known).toBe(true);
      expect([diary.worksFrom, diary.worksTo]).toEqual([person.worksFrom, person.worksTo]);
      expect(diary.workDays).toEqual([1, 2, 3, 4, 5]);
      expect([sameName(person.timeZone), null]).toContain(diary.timeZone && sameName(diary.timeZone));
    }
    const statuses = new Set([...found.values()].flatMap((diary) => diary.busy.map((entry) => entry.status)));
    expect([...statuses]).toEqual(expect.arrayContaining(['busy', 'tentative', 'workingElsewhere']));
    expect(statuses).not.toContain('free');
  });

  test('somebody hidden or unknown is not known, and letter case does not matter', async () => {
    const [open, hidden] = people();
    calendarOf(sandbox.world).faults.set({ hiddenCalendars: [hidden!.mail] });
    const addresses = [open!.mail.toUpperCase(), hidden!.mail, 'nobody@contoso.example'];
    const to = new Date('2027-03-01T00:00:00Z');
    const found = await calendar().diaries(mailbox, addresses, new Date('2026-12-01T00:00:00Z'), to);
    expect(addresses.map((address) => found.get(address)?.known)).toEqual([true, false, false]);
    calendarOf(sandbox.world).faults.set({ hiddenCalendars: [] });
  });

  test('working hours come with the zone; nobody is invented', async () => {
    const asked = people()
      .slice(0, 3)
      .map(({ id, mail }) => ({ id, mail }));
    const found = await calendar().of([...asked, { id: 'x', mail: 'nobody@contoso.example' }]);
    expect(found.map((one) => one.id)).toEqual(asked.map((one) => one.id));
  });
});

describe('a series', () => {
  test('is made once, with a Teams link, and found by our own id', async () => {
    const wanted = order();
    expect(await calendar().findSeries(mailbox, wanted.seriesId)).toBeNull();
    const made = await calendar().createSeries(wanted);
    expect(made.joinUrl).toMatch(/^https:\/\/teams\.microsoft\.com\//);
    expect(await calendar().createSeries(wanted)).toEqual(made);
    expect(await calendar().findSeries(mailbox, wanted.seriesId)).toEqual(made);
    expect(await calendar().findSeries(mailbox, order().seriesId)).toBeNull();
    expect(masters()).toHaveLength(1);
  });

  test('the same order in other words is the series that was made first (R4)', async () => {
    const wanted = order();
    const made = await calendar().createSeries(wanted);
    expect(await calendar().createSeries({ ...wanted, bodyHtml: '<p>Somebody married.</p>' })).toEqual(made);
  });

  test('without a Teams link says so', async () => {
    calendarOf(sandbox.world).faults.set({ noTeamsLink: true });
    expect(await calendar().createSeries(order())).toMatchObject({ joinUrl: null });
    calendarOf(sandbox.world).faults.set({ noTeamsLink: false });
  });

  test('is cancelled as a whole, twice without harm', async () => {
    const wanted = order();
    const { eventId } = await calendar().createSeries(wanted);
    await calendar().cancelSeries(mailbox, eventId, 'Not needed any more.');
    await calendar().cancelSeries(mailbox, eventId, 'Not needed any more.');
    expect(await calendar().findSeries(mailbox, wanted.seriesId)).toBeNull();
  });

  test('loses its future and keeps its past', async () => {
    const wanted = order();
    const { eventId } = await calendar().createSeries(wanted);
    const after = new Date('2027-04-27T09:30:00Z');
    const until = new Date('2027-12-01T00:00:00Z');
    const left = async () => {
      const url = `/users/${mailbox}/events/${encodeURIComponent(eventId)}/instances?startDateTime=2027-01-01&endDateTime=2027-12-01&$select=id,start`;
      const { value } = await sandbox.graph.send<{ value: unknown[] }>({ operation: 'list', path: url });
      return value.length;
    };
    expect(await left()).toBe(6);
    // The third meeting is running at this moment: it stays.
    await calendar().cancelAfter(mailbox, eventId, after, until, 'Not needed any more.');
    await calendar().cancelAfter(mailbox, eventId, after, until, 'Not needed any more.');
    expect(await left()).toBe(3);
    expect(await calendar().findSeries(mailbox, wanted.seriesId)).not.toBeNull();
  });

  test('with every fifth answer lost there is one event for each order (R2)', async () => {
    // The pace that Exchange asks for is not the adapter's matter.
    await fetch(`${sandbox.address}/_sandbox/calendar/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ messagesPerMinute: null }),
    });
    sandbox.world.faults.change({ lostAnswer: 0.2, paths: '/events' });
    const patient = createCalendar(sandbox.client({ wait: async () => undefined }), { mailbox, clock: sandbox.clock });
    const before = masters().length;
    const all = Array.from({ length: 60 }, () => order());
    const made = await Promise.all(all.map((one) => patient.createSeries(one)));
    sandbox.world.faults.change({ lostAnswer: 0 });
    expect(new Set(made.map((one) => one.eventId)).size).toBe(60);
    expect(masters().length - before).toBe(60);
    const looked = sandbox.requests.filter((one) => one.operation === 'find a series');
    expect(looked.length).toBeGreaterThan(5);
  });

  test('after a lost answer it is looked for by our own id: Outlook may have forgotten its key by then (R3)', async () => {
    const { clock, faults } = sandbox.world;
    calendarOf(sandbox.world).faults.set({ transactionLifetimeMs: 1000 });
    faults.change({ lostAnswer: 0.5, paths: '/events' });
    const slow = sandbox.client({ wait: async () => void clock.advance(60_000) });
    const patient = createCalendar(slow, { mailbox, clock: sandbox.clock });
    const before = masters().length;
    const made: unknown[] = [];
    for (let at = 0; at < 10; at += 1) made.push(await patient.createSeries(order()).catch(() => null));
    faults.change({ lostAnswer: 0 });
    calendarOf(sandbox.world).faults.set({ transactionLifetimeMs: null });
    // Whatever could not be confirmed may stand there as well, but none of them twice.
    expect(masters().length - before).toBeLessThanOrEqual(10);
    expect(made.filter((one) => one !== null).length).toBeGreaterThan(5);
  });
});

test('a mailbox outside the scope is unavailable, and the message names nobody', async () => {
  const stranger = people()[5]!.mail;
  const to = new Date(sandbox.clock.now().getTime() + 86_400_000);
  const fault = await calendar()
    .diaries(stranger, [stranger], sandbox.clock.now(), to)
    .catch((error: unknown) => error);
  expect(fault).toMatchObject({ name: 'CalendarUnavailable', code: 'ErrorAccessDenied' });
  expect(String(fault)).not.toContain('@');
});

test('a mailbox that is not there, for example without its licence, does not say that its meetings are gone', async () => {
  const send = () => Promise.reject(new GraphFault('do that', 404, 'MailboxNotEnabledForRESTAPI'));
  const unready = createCalendar({ send }, { mailbox, clock: sandbox.clock });
  const startsAt = new Date('2027-02-16T10:00:00Z');
  const one = { mailbox, seriesEventId: 'an-event', regularStart: startsAt };
  const move = { ...one, startsAt, endsAt: new Date('2027-02-16T11:00:00Z'), timeZone: 'Europe/London' };
  const attendee = { mail: 'somebody@contoso.example', name: 'Somebody', kind: 'optional' as const };
  for (const call of [
    () => unready.moveOccurrence(move),
    () => unready.cancelOccurrence(one, ''),
    () => unready.cancelSeries(mailbox, one.seriesEventId, ''),
    () => unready.cutSeries(mailbox, one.seriesEventId, 1),
    () => unready.addAttendee(mailbox, one.seriesEventId, attendee),
  ]) {
    await expect(call()).rejects.toMatchObject({ name: 'CalendarUnavailable', code: 'MailboxNotEnabledForRESTAPI' });
  }
});
