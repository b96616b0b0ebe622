import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Person } from '../../src/sandbox/people/person.ts';
import { MAILBOX, OWN_PROPERTY, series, startCalendar } from './calendar-harness.ts';
import type { CalendarHarness, ErrorJson, EventJson } from './calendar-harness.ts';

type List = { value: EventJson[]; '@odata.nextLink'?: string; '@odata.count'?: number };

let calendar: CalendarHarness;
let pair: [Person, Person];
let turn = 0;
const events = `/users/${MAILBOX}/events`;
const window = 'startDateTime=2027-01-01T00:00:00Z&endDateTime=2027-12-31T00:00:00Z';
const at = (id: string, action = '') => `${events}/${encodeURIComponent(id)}${action}`;

beforeAll(async () => {
  calendar = await startCalendar();
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

const book = async (more: Record<string, unknown> = {}) =>
  (await calendar.graph('POST', events, series(pair, more))).body;
const instances = async (id: string) =>
  (await calendar.graph<List>('GET', at(id, `/instances?${window}&$top=100`))).body.value;
const mailsOf = async (person: Person) => {
  const { body } = await calendar.control<{ mails: Record<string, unknown>[] }>(
    'GET',
    `/calendar/mails?person=${person.id}`,
  );
  return body.mails;
};
const code = (answer: { status: number; body: unknown }) => [answer.status, (answer.body as ErrorJson).error.code];

test('a series is booked, expanded at constant wall time, and stands in both calendars under ids of their own', async () => {
  const { status, body: master } = await calendar.graph('POST', events, series(pair));
  expect(status).toBe(201);
  expect(master).toMatchObject({
    type: 'seriesMaster',
    isOnlineMeeting: true,
    onlineMeetingProvider: 'teamsForBusiness',
  });
  expect(master.onlineMeeting?.joinUrl).toMatch(/^https:\/\/teams\.microsoft\.com\/l\/meetup-join\//);
  const occurrences = await instances(master.id);
  // British summer time begins on 28 March 2027: ten o'clock in London is nine in UTC from then on.
  expect(occurrences.map(({ start }) => start.dateTime.slice(0, 16))).toEqual([
    '2027-01-12T10:00',
    '2027-02-16T10:00',
    '2027-03-23T10:00',
    '2027-04-27T09:00',
    '2027-06-01T09:00',
    '2027-07-06T09:00',
  ]);
  for (const person of pair) {
    const shown = await calendar.shown(person, '2027-01-01', '2027-12-31');
    expect(shown).toHaveLength(6);
    expect(shown[0]).toMatchObject({
      response: 'notResponded',
      showAs: 'tentative',
      start: '2027-01-12T10:00:00.000Z',
    });
    expect(occurrences.map(({ id }) => id)).not.toContain(shown[0]!['id']);
    expect(await mailsOf(person)).toMatchObject([{ invitation: 1, total: 1 }]);
  }
});

test('the same transactionId gives the same event again, and a conflict when the body is another', async () => {
  const body = series(pair, { transactionId: 'pair-17' });
  const first = await calendar.graph('POST', events, body);
  const again = await calendar.graph('POST', events, Object.fromEntries(Object.entries(body).reverse()));
  expect([again.status, again.body.id]).toEqual([201, first.body.id]);
  expect(await mailsOf(pair[0])).toMatchObject([{ total: 1 }]);
  const edited = await calendar.graph<ErrorJson>('POST', events, { ...body, subject: 'Another' });
  expect(code(edited)).toEqual([400, 'ErrorDuplicateTransactionId']);
  expect(edited.body.error['@event.existingEventId']).toBe(first.body.id);
});

test('an event is found again by its extended property', async () => {
  const value = `it's series ${turn}`;
  const { id } = await book({ singleValueExtendedProperties: [{ id: OWN_PROPERTY, value }] });
  const filter = `singleValueExtendedProperties/Any(ep: ep/id eq '${OWN_PROPERTY}' and ep/value eq '${value.replace("'", "''")}')`;
  const expand = `singleValueExtendedProperties($filter=id eq '${OWN_PROPERTY}')`;
  const query = `$filter=${encodeURIComponent(filter)}&$expand=${encodeURIComponent(expand)}&$select=id,subject`;
  const found = await calendar.graph<List>('GET', `${events}?${query}`);
  expect(found.body.value).toHaveLength(1);
  expect(found.body.value[0]).toMatchObject({ id, singleValueExtendedProperties: [{ id: OWN_PROPERTY, value }] });
  expect(Object.keys(found.body.value[0]!).sort()).toEqual(
    ['@odata.etag', 'id', 'singleValueExtendedProperties', 'subject'].sort(),
  );
  const unknown = await calendar.graph('GET', `${events}?$filter=${encodeURIComponent("subject eq 'x'")}`);
  expect(code(unknown)).toEqual([400, 'ErrorInvalidUrlQueryFilter']);
});

test('a moved occurrence becomes an exception and asks for a new answer', async () => {
  const { id } = await book();
  const second = (await instances(id))[1]!;
  const { body: moved } = await calendar.graph(
    'PATCH',
    at(second.id),
    {
      start: { dateTime: '2027-02-18T14:00:00', timeZone: 'Europe/London' },
      end: { dateTime: '2027-02-18T15:00:00', timeZone: 'Europe/London' },
    },
    { prefer: 'outlook.timezone="GMT Standard Time", IdType="ImmutableId"' },
  );
  expect(moved).toMatchObject({
    id: second.id,
    type: 'exception',
    originalStart: '2027-02-16T10:00:00.000Z',
    start: { dateTime: '2027-02-18T14:00:00.0000000', timeZone: 'GMT Standard Time' },
    seriesMasterId: id,
  });
  expect((await instances(id)).map(({ type }) => type)).toEqual([
    'occurrence',
    'exception',
    'occurrence',
    'occurrence',
    'occurrence',
    'occurrence',
  ]);
  expect((await calendar.shown(pair[1], '2027-02-18', '2027-02-19'))[0]).toMatchObject({
    start: '2027-02-18T14:00:00.000Z',
  });
  expect(await mailsOf(pair[1])).toMatchObject([{ invitation: 1, update: 1, total: 2 }]);
});

test.each([
  ['to its neighbour’s day', '2027-03-23T16:00:00', '2027-03-23T17:00:00'],
  ['past its neighbour', '2027-03-25T10:00:00', '2027-03-25T11:00:00'],
  ['to its predecessor’s day', '2027-01-12T16:00:00', '2027-01-12T17:00:00'],
])('an occurrence can’t be moved %s', async (_where, start, end) => {
  const { id } = await book();
  const second = (await instances(id))[1]!;
  const zone = 'Europe/London';
  const times = { start: { dateTime: start, timeZone: zone }, end: { dateTime: end, timeZone: zone } };
  expect(code(await calendar.graph('PATCH', at(second.id), times))).toEqual([400, 'ErrorOccurrenceCrossingBoundary']);
  expect((await instances(id))[1]).toMatchObject({ type: 'occurrence', start: second.start });
});

test('a change of the hour of a series drops exceptions and answers; a change of the body doesn’t', async () => {
  const { id } = await book();
  const second = (await instances(id))[1]!;
  await calendar.graph('PATCH', at(second.id), { subject: 'A different talk' });
  const own = (await calendar.shown(pair[0], '2027-01-01', '2027-12-31'))[0]!;
  await calendar.control('POST', '/calendar/respond', {
    personId: pair[0].id,
    eventId: own['seriesMasterId'],
    response: 'accept',
  });
  const body = await calendar.graph('PATCH', at(id), { body: { contentType: 'text', content: 'New text' } });
  expect(body.body.attendees[0]!.status.response).toBe('accepted');
  expect((await instances(id))[1]!.subject).toBe('A different talk');
  const later = await calendar.graph('PATCH', at(id), {
    start: { dateTime: '2027-01-12T15:00:00', timeZone: 'GMT Standard Time' },
    end: { dateTime: '2027-01-12T16:00:00', timeZone: 'GMT Standard Time' },
  });
  expect(later.body.attendees[0]!.status.response).toBe('none');
  expect((await instances(id)).every(({ type }) => type === 'occurrence')).toBe(true);
});

test('one occurrence is cancelled, then the series', async () => {
  const { id } = await book();
  const third = (await instances(id))[2]!;
  expect((await calendar.graph('POST', at(third.id, '/cancel'), { comment: 'Not this week' })).status).toBe(202);
  expect(await instances(id)).toHaveLength(5);
  expect(code(await calendar.graph('GET', at(third.id)))).toEqual([404, 'ErrorItemNotFound']);
  const { body: master } = await calendar.graph('GET', `${at(id)}?$select=cancelledOccurrences`);
  expect(master.cancelledOccurrences).toEqual([`OID.${id}.2027-03-23`]);
  const shown = await calendar.shown(pair[0], '2027-01-01', '2027-12-31');
  expect(shown.map(({ isCancelled }) => isCancelled)).toEqual([false, false, true, false, false, false]);
  expect(shown[2]).toMatchObject({ subject: 'Canceled: Mentoring conversation', showAs: 'free' });

  expect((await calendar.graph('POST', at(id, '/cancel'), { comment: 'Thank you both' })).status).toBe(202);
  expect(code(await calendar.graph('POST', at(id, '/cancel'), {}))).toEqual([404, 'ErrorItemNotFound']);
  const after = await calendar.shown(pair[0], '2027-01-01', '2027-12-31');
  expect(after.every(({ isCancelled }) => isCancelled)).toBe(true);
  expect(await mailsOf(pair[0])).toMatchObject([{ invitation: 1, cancellation: 2, total: 3 }]);
});

test('DELETE by the organizer is a cancellation, and a second one finds nothing', async () => {
  const { id } = await book();
  expect((await calendar.graph('DELETE', at(id))).status).toBe(204);
  expect(code(await calendar.graph('DELETE', at(id)))).toEqual([404, 'ErrorItemNotFound']);
  expect(await mailsOf(pair[0])).toMatchObject([{ cancellation: 1 }]);
});

test('answers reach the organizer; an answer for one date makes an exception that hasn’t moved', async () => {
  const { id } = await book();
  const respond = (body: Record<string, unknown>) => calendar.control<ErrorJson>('POST', '/calendar/respond', body);
  const shown = await calendar.shown(pair[0], '2027-01-01', '2027-12-31');
  await respond({ personId: pair[0].id, eventId: shown[0]!['seriesMasterId'], response: 'accept' });
  const proposedNewTime = {
    start: { dateTime: '2027-04-28T09:00:00', timeZone: 'UTC' },
    end: { dateTime: '2027-04-28T10:00:00', timeZone: 'UTC' },
  };
  await respond({
    personId: pair[0].id,
    eventId: shown[3]!['id'],
    response: 'decline',
    comment: 'Away',
    proposedNewTime,
  });
  const { body: master } = await calendar.graph('GET', at(id));
  expect(master.attendees.map(({ status }) => status.response)).toEqual(['accepted', 'none']);
  const fourth = (await instances(id))[3]!;
  expect(fourth).toMatchObject({ type: 'exception', originalStart: '2027-04-27T09:00:00.000Z' });
  expect(fourth.start.dateTime).toBe('2027-04-27T09:00:00.0000000');
  expect(fourth.attendees[0]).toMatchObject({ status: { response: 'declined' }, proposedNewTime });
  expect((await calendar.shown(pair[0], '2027-01-01', '2027-03-01')).map(({ showAs }) => showAs)).toEqual([
    'busy',
    'busy',
  ]);
  const stranger = calendar.juniors.at(-4)!.id;
  expect((await respond({ personId: stranger, eventId: shown[0]!['id'], response: 'accept' })).status).toBe(404);
  expect(code(await calendar.graph('POST', at(id, '/accept'), {}))).toEqual([400, 'ErrorInvalidRequest']);
});

test('attendees that come and go get an invitation and a cancellation, the others nothing', async () => {
  const { id } = await book();
  const assistant = calendar.juniors.at(-1)!;
  const attendees = [pair[0], assistant].map(({ mail }) => ({ emailAddress: { address: mail } }));
  const { body } = await calendar.graph('PATCH', at(id), { attendees });
  expect(body.attendees).toHaveLength(2);
  expect(await mailsOf(pair[0])).toMatchObject([{ total: 1 }]);
  expect(await mailsOf(assistant)).toMatchObject([{ invitation: 1, total: 1 }]);
  expect(await mailsOf(pair[1])).toMatchObject([{ invitation: 1, cancellation: 1, total: 2 }]);
  expect(await calendar.shown(assistant, '2027-01-01', '2027-12-31')).toHaveLength(6);
  expect((await calendar.shown(pair[1], '2027-01-01', '2027-12-31')).every(({ isCancelled }) => isCancelled)).toBe(
    true,
  );
});

test('the switch noTeamsLink answers 201 without a link', async () => {
  await calendar.control('POST', '/calendar/faults', { noTeamsLink: true });
  const without = await book();
  await calendar.control('POST', '/calendar/faults', { noTeamsLink: false });
  expect(without).toMatchObject({ isOnlineMeeting: false, onlineMeetingProvider: 'unknown', onlineMeeting: null });
  const wrong = await calendar.control<{ error: string }>('POST', '/calendar/faults', { noLink: true });
  expect([wrong.status, wrong.body.error]).toEqual([400, 'calendar faults: no switch noLink']);
  const badValue = await calendar.control<{ error: string }>('POST', '/calendar/faults', { noTeamsLink: 'yes' });
  expect([badValue.status, badValue.body.error]).toEqual([400, 'calendar faults: noTeamsLink can\'t be "yes"']);
});

test('lists come in pages with a link to the next', async () => {
  await book();
  await book();
  const view = `/users/${MAILBOX}/calendarView?${window}`;
  const first = await calendar.graph<List>('GET', `${view}&$count=true`);
  expect(first.body.value).toHaveLength(10);
  const seen: string[] = first.body.value.map(({ start }) => start.dateTime);
  let next = first.body['@odata.nextLink'];
  while (next !== undefined) {
    expect(next).toMatch(/^https:\/\/graph\.microsoft\.com\/v1\.0\/users\//);
    const { body } = await calendar.graph<List>('GET', next.slice('https://graph.microsoft.com/v1.0'.length));
    seen.push(...body.value.map(({ start }) => start.dateTime));
    next = body['@odata.nextLink'];
  }
  expect(seen).toHaveLength(first.body['@odata.count']!);
  expect(seen).toEqual([...seen].sort());
});

test('what Exchange refuses', async () => {
  const refused = async (more: Record<string, unknown>) =>
    code(await calendar.graph('POST', events, series(pair, more)));
  const { recurrence } = series(pair) as { recurrence: { pattern: object; range: object } };
  const weekly = (pattern: object, range: object = {}) => ({
    recurrence: { pattern: { ...recurrence.pattern, ...pattern }, range: { ...recurrence.range, ...range } },
  });
  expect(await refused(weekly({}, { startDate: '2027-01-13' }))).toEqual([400, 'ErrorPropertyValidationFailure']);
  expect(await refused(weekly({ dayOfMonth: 12 }))).toEqual([400, 'ErrorPropertyValidationFailure']);
  expect(await refused({ start: { dateTime: '2027-01-12T10:00:00', timeZone: 'Middle-earth Time' } })).toEqual([
    400,
    'TimeZoneNotSupportedException',
  ]);
  expect(await refused({ end: { dateTime: '2027-01-12T09:00:00', timeZone: 'GMT Standard Time' } })).toEqual([
    400,
    'ErrorCalendarEndDateIsEarlierThanStartDate',
  ]);
  expect(await refused({ end: { dateTime: '2027-03-01T09:00:00', timeZone: 'GMT Standard Time' } })).toEqual([
    400,
    'ErrorOccurrenceTimeSpanTooBig',
  ]);
  expect(await refused({ singleValueExtendedProperties: [{ id: 'Counterpart', value: 'x' }] })).toEqual([
    400,
    'ErrorInvalidProperty',
  ]);
  const other = `/users/${pair[0].mail}/events`;
  expect(code(await calendar.graph('POST', other, series(pair)))).toEqual([403, 'ErrorAccessDenied']);
  expect(await mailsOf(pair[0])).toEqual([]);
});

test('a change meant for an older version is refused', async () => {
  const master = await book();
  const { body } = await calendar.graph(
    'PATCH',
    at(master.id),
    { subject: 'Newer' },
    { 'if-match': master['@odata.etag'] },
  );
  const stale = await calendar.graph(
    'PATCH',
    at(master.id),
    { subject: 'Late' },
    { 'if-match': master['@odata.etag'] },
  );
  expect([body.subject, ...code(stale)]).toEqual(['Newer', 412, 'ErrorIrresolvableConflict']);
});

test('everything is still there after the sandbox was opened again', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'sandbox-calendar-'));
  const before = await startCalendar(dataDir);
  const [senior, junior] = [before.seniors[0]!, before.juniors[0]!];
  const body = series([senior, junior], { transactionId: 'kept' });
  const { body: master } = await before.graph('POST', events, body);
  const { body: list } = await before.graph<List>('GET', at(master.id, `/instances?${window}`));
  await before.graph('POST', at(list.value[4]!.id, '/cancel'), {});
  await before.control('POST', '/calendar/respond', {
    personId: senior.id,
    eventId: (await before.shown(senior, '2027-01-01', '2027-12-31'))[0]!['seriesMasterId'],
    response: 'tentative',
  });
  await before.sandbox.close();
  const after = await startCalendar(dataDir);
  const again = await after.graph('POST', events, body);
  expect(again.body.id).toBe(master.id);
  expect(again.body.attendees[0]!.status.response).toBe('tentativelyAccepted');
  expect((await after.graph<List>('GET', at(master.id, `/instances?${window}`))).body.value).toHaveLength(5);
  await after.sandbox.close();
});

test('a forgotten transactionId books again: only the extended property finds the first', async () => {
  const body = series(pair, { transactionId: 'short-lived' });
  const first = await calendar.graph('POST', events, body);
  await calendar.control('POST', '/calendar/faults', { transactionLifetimeMs: 60_000 });
  await calendar.control('POST', '/clock', { advanceMs: 120_000 });
  const second = await calendar.graph('POST', events, body);
  await calendar.control('POST', '/calendar/faults', { transactionLifetimeMs: null });
  expect(second.status).toBe(201);
  expect(second.body.id).not.toBe(first.body.id);
});
