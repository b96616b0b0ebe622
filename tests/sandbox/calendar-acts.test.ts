import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Person } from '../../src/sandbox/people/person.ts';
import { MAILBOX, series, startCalendar } from './calendar-harness.ts';
import type { CalendarHarness, EventJson } from './calendar-harness.ts';

type Mails = { mails: Record<string, unknown>[] };
type Schedule = {
  value: {
    availabilityView?: string;
    workingHours?: { startTime: string; timeZone: { name: string } };
    error?: { responseCode: string };
  }[];
};

const events = `/users/${MAILBOX}/events`;
const year = 'startDateTime=2027-01-01T00:00:00Z&endDateTime=2027-12-31T00:00:00Z';
const at = (id: string, action = '') => `${events}/${encodeURIComponent(id)}${action}`;

let calendar: CalendarHarness;
let dataDir: string;
let pair: [Person, Person];
let turn = 0;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'sandbox-acts-'));
  calendar = await startCalendar(dataDir);
});
afterAll(async () => {
  const { violations } = calendar.sandbox.world.contract.counts();
  await calendar.sandbox.close();
  expect(violations).toEqual([]);
});
beforeEach(() => {
  pair = [calendar.seniors[turn]!, calendar.juniors[turn]!];
  turn += 1;
});

const book = async () => (await calendar.graph('POST', events, series(pair))).body;
const read = async (id: string) => (await calendar.graph('GET', at(id))).body;
const instances = async (id: string) =>
  (await calendar.graph<{ value: EventJson[] }>('GET', at(id, `/instances?${year}&$top=100`))).body.value;
const act = (name: string, body: Record<string, unknown>) =>
  calendar.control<{ error?: string; ids?: string[] }>('POST', `/calendar/${name}`, body);
const shown = (person: Person) => calendar.shown(person, '2027-01-01', '2027-12-31');
const mails = async (person: Person | string) => {
  const address = typeof person === 'string' ? person : person.mail;
  return (await calendar.control<Mails>('GET', `/calendar/mails?person=${address}`)).body.mails;
};
const inbox = async (person: Person | string) => {
  const address = typeof person === 'string' ? person : person.mail;
  return (await calendar.control<Mails>('GET', `/calendar/inbox?person=${address}&limit=1`)).body.mails[0];
};
const moved = (day: string) => ({
  start: { dateTime: `${day}T14:00:00`, timeZone: 'Europe/London' },
  end: { dateTime: `${day}T15:00:00`, timeZone: 'Europe/London' },
});
const availability = async (person: Person, day: string) => {
  const { body } = await calendar.graph<Schedule>('POST', `/users/${MAILBOX}/calendar/getSchedule`, {
    schedules: [person.mail],
    startTime: { dateTime: `${day}T00:00:00`, timeZone: 'Europe/London' },
    endTime: { dateTime: `${day}T23:59:00`, timeZone: 'Europe/London' },
    availabilityViewInterval: 60,
  });
  return body.value[0]!;
};

test('a new time is proposed for one occurrence, and stands in the organizer’s copy until it is moved', async () => {
  const { id } = await book();
  const second = (await instances(id))[1]!;
  await act('propose', {
    personId: pair[0].id,
    eventId: second.id,
    start: '2027-02-17T09:00:00Z',
    end: '2027-02-17T10:00:00Z',
    comment: 'Would Wednesday do?',
  });
  const proposed = await read(second.id);
  expect(proposed).toMatchObject({ type: 'exception', start: second.start });
  expect(proposed.attendees).toMatchObject([
    {
      status: { response: 'tentativelyAccepted' },
      proposedNewTime: { start: { dateTime: '2027-02-17T09:00:00.0000000', timeZone: 'UTC' } },
    },
    { status: { response: 'none' } },
  ]);
  expect(await inbox(MAILBOX)).toMatchObject({
    kind: 'response',
    original: '2027-02-16T10:00:00.000Z',
    comment: 'Would Wednesday do?',
  });
  await calendar.graph('PATCH', at(second.id), moved('2027-02-17'));
  const { attendees } = await read(second.id);
  expect(attendees.map(({ status, proposedNewTime }) => [status.response, proposedNewTime])).toEqual([
    ['none', undefined],
    ['none', undefined],
  ]);
  const wrong = await act('propose', { personId: pair[0].id, eventId: id, start: '2027-02-17', end: '2027-02-18' });
  expect([wrong.status, wrong.body.error]).toEqual([
    400,
    'ErrorInvalidRequest: A new time can be proposed for one occurrence, not for a series.',
  ]);
});

test('mails are one per changed occurrence and attendee, and one more of each about the series', async () => {
  const { id } = await book();
  const [, second, third] = await instances(id);
  await calendar.graph('PATCH', at(second!.id), moved('2027-02-18'));
  await act('respond', { personId: pair[1].id, eventId: third!.id, response: 'accept' });
  expect(await mails(pair[0])).toMatchObject([{ invitation: 1, update: 1, total: 2 }]);
  const assistant = calendar.juniors.at(-1)!;
  const attendees = [...pair, assistant].map(({ mail }) => ({ emailAddress: { address: mail } }));
  await calendar.graph('PATCH', at(id), { attendees });
  expect(await mails(assistant)).toMatchObject([{ invitation: 2, total: 2 }]);
  expect((await shown(assistant)).map(({ start }) => start)).toContain('2027-02-18T14:00:00.000Z');
  await calendar.graph('PATCH', at(id), { body: { contentType: 'text', content: 'New' } });
  expect(await mails(pair[0])).toMatchObject([{ invitation: 1, update: 3, total: 4 }]);
  await calendar.graph('POST', at(id, '/cancel'), { comment: 'Thank you both' });
  expect(await mails(pair[0])).toMatchObject([{ cancellation: 2, total: 6 }]);
  expect(await inbox(pair[1])).toMatchObject({ kind: 'cancellation', comment: 'Thank you both' });
});

test('a range that is cut ends the series earlier, and takes moved and cancelled occurrences with it', async () => {
  const { id } = await book();
  const [, second, third] = await instances(id);
  await calendar.graph('PATCH', at(second!.id), moved('2027-02-18'));
  await calendar.graph('POST', at(third!.id, '/cancel'), {});
  const { recurrence } = series(pair) as { recurrence: { pattern: object } };
  const { status } = await calendar.graph('PATCH', at(id), {
    recurrence: {
      pattern: recurrence.pattern,
      range: { type: 'endDate', startDate: '2027-01-12', endDate: '2027-04-01' },
    },
  });
  expect(status).toBe(200);
  expect((await instances(id)).map(({ start, type }) => [start.dateTime.slice(0, 10), type])).toEqual([
    ['2027-01-12', 'occurrence'],
    ['2027-02-16', 'occurrence'],
    ['2027-03-23', 'occurrence'],
  ]);
});

test('a forwarded invitation adds an attendee whom the organizer didn’t invite', async () => {
  const { id } = await book();
  const [friend, guest] = [calendar.juniors.at(-2)!, 'somebody@elsewhere.example'];
  await act('forward', { personId: pair[1].id, eventId: id, to: friend.id });
  const { attendees } = await read(id);
  expect(attendees.map(({ emailAddress }) => emailAddress.address)).toEqual([...pair, friend].map(({ mail }) => mail));
  expect(attendees[2]).toMatchObject({ type: 'optional' });
  expect(await shown(friend)).toHaveLength(6);
  expect(await inbox(MAILBOX)).toMatchObject({ kind: 'forward', original: null });
  const fourth = (await instances(id))[3]!;
  await act('forward', { personId: pair[1].id, eventId: fourth.id, to: guest });
  expect((await read(fourth.id)).attendees).toHaveLength(4);
  expect((await read(id)).attendees).toHaveLength(3);
  // Taken off the series, they are taken off the occurrence that has a list of its own too.
  await calendar.graph('PATCH', at(id), {
    attendees: pair.map(({ mail }) => ({ emailAddress: { address: mail } })),
  });
  expect((await read(fourth.id)).attendees.map(({ emailAddress }) => emailAddress.address)).toEqual([
    ...pair.map(({ mail }) => mail),
    guest,
  ]);
  expect(await mails(friend)).toMatchObject([{ invitation: 1, cancellation: 2 }]);
  expect((await shown(friend)).every(({ isCancelled }) => isCancelled)).toBe(true);
});

test('whoever is invited to one occurrence, or taken off one, has the right ones in the calendar', async () => {
  const { id } = await book();
  const [first, second] = await instances(id);
  const friend = calendar.juniors.at(-3)!;
  const list = (people: Person[]) => ({ attendees: people.map(({ mail }) => ({ emailAddress: { address: mail } })) });
  await calendar.graph('PATCH', at(first!.id), list([...pair, friend]));
  await calendar.graph('PATCH', at(second!.id), list([pair[0]]));
  expect((await shown(friend)).map(({ start }) => start)).toEqual(['2027-01-12T10:00:00.000Z']);
  expect(await shown(pair[0])).toHaveLength(6);
  expect(await shown(pair[1])).toHaveLength(5);
  expect(await mails(friend)).toMatchObject([{ invitation: 1, total: 1 }]);
  expect(await mails(pair[1])).toMatchObject([{ invitation: 1, cancellation: 1 }]);
});

test('the organizer’s series is moved and cancelled by hand, by the rules that hold for apps too', async () => {
  const { id } = await book();
  const [first, second] = await instances(id);
  const own = (await shown(pair[0]))[0]!['id'];
  await act('move', { eventId: own, start: '2027-01-14T09:00:00Z', end: '2027-01-14T10:00:00Z' });
  expect(await read(first!.id)).toMatchObject({
    type: 'exception',
    start: { dateTime: '2027-01-14T09:00:00.0000000' },
  });
  const crossing = await act('move', {
    eventId: second!.id,
    start: '2027-01-14T16:00:00Z',
    end: '2027-01-14T17:00:00Z',
  });
  expect([crossing.status, crossing.body.error]).toMatchObject([
    400,
    expect.stringMatching(/^ErrorOccurrenceCrossingBoundary/),
  ]);
  await act('cancel', { eventId: second!.id, comment: 'Not needed' });
  expect(await instances(id)).toHaveLength(5);
  await act('cancel', { eventId: id });
  expect((await calendar.graph('GET', at(id))).status).toBe(404);
  expect((await act('cancel', { eventId: id })).status).toBe(404);
});

test('an attendee deletes an occurrence in silence, and an update brings it back', async () => {
  const { id } = await book();
  const second = (await instances(id))[1]!;
  await act('delete', { personId: pair[1].id, eventId: second.id });
  expect(await shown(pair[1])).toHaveLength(5);
  expect(await instances(id)).toHaveLength(6);
  await calendar.graph('PATCH', at(second.id), moved('2027-02-17'));
  expect(await shown(pair[1])).toHaveLength(6);
});

test('a leave, a new meeting, other hours and a hidden calendar show in the free/busy', async () => {
  const person = pair[1];
  await act('leave', { personId: person.id, from: '2027-05-10T00:00:00+01:00', to: '2027-05-15T00:00:00+01:00' });
  expect((await availability(person, '2027-05-12')).availabilityView).toMatch(/^3+$/);
  const { body } = await act('block', {
    personId: person.id,
    start: '2027-06-05T10:00:00+01:00',
    end: '2027-06-05T12:00:00+01:00',
    weeks: 2,
  });
  const saturdays = await Promise.all(['2027-06-05', '2027-06-12'].map((day) => availability(person, day)));
  expect(saturdays.map(({ availabilityView }) => availabilityView!.slice(9, 13))).toEqual(['0220', '0220']);
  await act('unblock', { id: body.ids![0] });
  expect((await availability(person, '2027-06-05')).availabilityView!.slice(9, 13)).toBe('0000');
  await act('hours', { personId: person.id, timeZone: 'America/New_York', worksFrom: '07:30' });
  expect((await availability(person, '2027-06-05')).workingHours).toMatchObject({
    startTime: '07:30:00.0000000',
    timeZone: { name: 'Eastern Standard Time' },
  });
  await act('hide', { personId: person.id, hidden: true });
  expect((await availability(person, '2027-06-05')).error).toMatchObject({ responseCode: 'ErrorNoFreeBusyAccess' });
  await act('hide', { personId: person.id, hidden: false });
  expect((await availability(person, '2027-06-05')).error).toBeUndefined();
});

test('a person sees the whole series: what was moved, what was cancelled, and the zone that keeps its hour', async () => {
  const { id } = await book();
  const [, second, third] = await instances(id);
  await calendar.graph('PATCH', at(second!.id), moved('2027-02-18'));
  await calendar.graph('POST', at(third!.id, '/cancel'), {});
  const { body } = await calendar.control<{ timeZone: string; meetings: Record<string, unknown>[] }>(
    'GET',
    `/calendar/series?person=${pair[1].id}&eventId=${encodeURIComponent(second!.id)}`,
  );
  expect(body.timeZone).toBe('Europe/London');
  expect(body.meetings.map(({ isCancelled }) => isCancelled)).toEqual([false, false, true, false, false, false]);
  expect(body.meetings.map(({ movedFrom }) => movedFrom)).toEqual([
    null,
    '2027-02-16T10:00:00.000Z',
    ...Array<null>(4).fill(null),
  ]);
});

test('all of it is still there after the sandbox was opened again', async () => {
  const { id } = await book();
  const [first, second] = await instances(id);
  const [senior, junior] = pair;
  await act('propose', {
    personId: senior.id,
    eventId: second!.id,
    start: '2027-02-17T09:00:00Z',
    end: '2027-02-17T10:00:00Z',
  });
  await act('forward', { personId: junior.id, eventId: first!.id, to: 'somebody@elsewhere.example' });
  await act('leave', { personId: junior.id, from: '2027-09-06T00:00:00+01:00', to: '2027-09-11T00:00:00+01:00' });
  await act('hours', { personId: junior.id, timeZone: 'Asia/Kolkata' });
  const before = [await instances(id), await availability(junior, '2027-09-08'), await mails(senior)];
  await calendar.sandbox.close();
  calendar = await startCalendar(dataDir);
  expect([await instances(id), await availability(junior, '2027-09-08'), await mails(senior)]).toEqual(before);
  expect((await read(first!.id)).attendees).toHaveLength(3);
});

test('the end of the next meeting is known of guests too, who have no calendar here', async () => {
  const guest = calendar.sandbox.world.directory.guests()[0]!;
  const next = async () => (await calendar.control<{ end: string }>('GET', `/calendar/next?person=${guest.id}`)).body;
  expect(await next()).toEqual({ end: null });
  await calendar.graph('POST', events, series([pair[1], guest]));
  expect(await next()).toEqual({ end: '2027-01-12T11:00:00.000Z' });
});
