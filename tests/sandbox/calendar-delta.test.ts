import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MAILBOX, series, startCalendar } from './calendar-harness.ts';
import type { CalendarHarness, ErrorJson, EventJson } from './calendar-harness.ts';

type DeltaEvent = Partial<EventJson> & { id: string; '@removed'?: { reason: string } };
type Delta = { value: DeltaEvent[]; '@odata.nextLink'?: string; '@odata.deltaLink'?: string };

const events = `/users/${MAILBOX}/events`;
const year = 'startDateTime=2027-01-01T00:00:00Z&endDateTime=2027-12-31T00:00:00Z';
const first = `/users/${MAILBOX}/calendarView/delta?${year}`;
const at = (id: string, action = '') => `${events}/${encodeURIComponent(id)}${action}`;
const small = { prefer: 'odata.maxpagesize=3, IdType="ImmutableId"' };

let calendar: CalendarHarness;
let dataDir: string;
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'sandbox-delta-'));
  calendar = await startCalendar(dataDir);
});
afterEach(async () => {
  const { violations } = calendar.sandbox.world.contract.counts();
  await calendar.sandbox.close();
  expect(violations).toEqual([]);
});

const path = (link: string) => link.replace('https://graph.microsoft.com/v1.0', '');
const ask = (link: string, headers: Record<string, string> = {}) =>
  calendar.graph<Delta>('GET', path(link), undefined, headers);
/** Follows a round to its end. */
async function round(link: string, headers: Record<string, string> = {}) {
  const value: DeltaEvent[] = [];
  for (let next = link; ;) {
    const { status, body } = await ask(next, headers);
    expect(status).toBe(200);
    value.push(...body.value);
    if (body['@odata.deltaLink'] !== undefined) return { value, link: body['@odata.deltaLink'] };
    next = body['@odata.nextLink']!;
  }
}
const book = async (turn = 0, more: Record<string, unknown> = {}) => {
  const pair = [calendar.seniors[turn]!, calendar.juniors[turn]!];
  return (await calendar.graph('POST', events, series(pair, more))).body;
};
const instances = async (id: string) =>
  (await calendar.graph<{ value: EventJson[] }>('GET', at(id, `/instances?${year}&$top=100`))).body.value;
const code = (answer: { status: number; body: unknown }) => [answer.status, (answer.body as ErrorJson).error.code];

test('the first round tells each series whole: its master in full, of its occurrences no more than the times', async () => {
  const masters = [await book(0), await book(1), await book(2)];
  const { value } = await round(first, { prefer: 'outlook.timezone="GMT Standard Time"' });
  expect(value.map(({ type }) => type)).toEqual(
    masters.flatMap(() => ['seriesMaster', ...Array<string>(6).fill('occurrence')]),
  );
  expect(value.filter(({ type }) => type === 'seriesMaster').map(({ id }) => id)).toEqual(masters.map(({ id }) => id));
  expect(value[0]).toMatchObject({ subject: 'Mentoring conversation', attendees: [{}, {}] });
  expect(Object.keys(value[4]!).sort()).toEqual(
    ['@odata.etag', '@odata.type', 'end', 'id', 'seriesMasterId', 'start', 'type'].sort(),
  );
  // The clock in London goes forward on 28 March; the wall time stays.
  expect(value[4]).toMatchObject({
    id: (await instances(masters[0]!.id))[3]!.id,
    seriesMasterId: masters[0]!.id,
    start: { dateTime: '2027-04-27T10:00:00.0000000', timeZone: 'GMT Standard Time' },
  });
});

test('pages follow the preferred size and never divide a series', async () => {
  for (const turn of [0, 1, 2]) await book(turn);
  const page = await ask(first, small);
  expect(page.body.value).toHaveLength(7);
  expect(page.body['@odata.nextLink']).toContain('$skiptoken=');
  expect(page.headers.get('preference-applied')).toContain('odata.maxpagesize=3');
  expect((await round(page.body['@odata.nextLink']!, small)).value).toHaveLength(14);
});

test('a round without changes is empty, and one change tells that series again', async () => {
  const [one, other] = [await book(0), await book(1)];
  const start = await round(first);
  const quiet = await round(start.link);
  expect(quiet.value).toEqual([]);
  const second = (await instances(other.id))[1]!;
  await calendar.graph('PATCH', at(second.id), {
    start: { dateTime: '2027-02-18T14:00:00', timeZone: 'Europe/London' },
    end: { dateTime: '2027-02-18T15:00:00', timeZone: 'Europe/London' },
  });
  const { value } = await round(quiet.link);
  expect(value).toHaveLength(7);
  expect(value.map(({ id }) => id)).not.toContain(one.id);
  expect(value.filter(({ type }) => type === 'exception')).toMatchObject([
    {
      id: second.id,
      originalStart: '2027-02-16T10:00:00.000Z',
      start: { dateTime: '2027-02-18T14:00:00.0000000', timeZone: 'UTC' },
      attendees: [{}, {}],
    },
  ]);
});

test('a deleted occurrence is merely missing; a deleted series is named', async () => {
  const { id } = await book();
  const start = await round(first);
  const third = (await instances(id))[2]!;
  await calendar.graph('POST', at(third.id, '/cancel'), { comment: 'Not this week' });
  const after = await round(start.link);
  expect(after.value.map(({ type }) => type)).toEqual(['seriesMaster', ...Array<string>(5).fill('occurrence')]);
  expect(after.value.map((event) => event.id)).not.toContain(third.id);
  await calendar.graph('DELETE', at(id));
  const end = await round(after.link);
  expect(end.value).toEqual([{ '@odata.type': '#microsoft.graph.event', id, '@removed': { reason: 'deleted' } }]);
  expect((await round(first)).value).toEqual([]);
});

test('a reply shows as an exception that has not moved, with the answer', async () => {
  const { id } = await book();
  const start = await round(first);
  const senior = calendar.seniors[0]!;
  const shown = await calendar.shown(senior, '2027-01-01', '2027-12-31');
  await calendar.control('POST', '/calendar/respond', {
    personId: senior.id,
    eventId: shown[1]!['id'],
    response: 'decline',
    comment: 'Away',
  });
  const { value } = await round(start.link);
  const exceptions = value.filter(({ type }) => type === 'exception');
  expect(exceptions).toMatchObject([{ seriesMasterId: id, originalStart: '2027-02-16T10:00:00.000Z' }]);
  expect(exceptions[0]!.start!.dateTime).toBe('2027-02-16T10:00:00.0000000');
  expect(exceptions[0]!.attendees![0]!.status.response).toBe('declined');
});

test('an event outside the window is told as removed once it changes, and not in the first round', async () => {
  const short = `/users/${MAILBOX}/calendarView/delta?startDateTime=2028-01-01T00:00:00Z&endDateTime=2028-02-01T00:00:00Z`;
  await book(0);
  const start = await round(short);
  expect(start.value).toEqual([]);
  const { id } = await book(1);
  expect((await round(start.link)).value).toMatchObject([{ id, '@removed': { reason: 'deleted' } }]);
});

test('old links are gone: by generation, by age and when Outlook forgets', async () => {
  await book();
  const old = (await round(first)).link;
  let { link } = await round(old);
  // The same link may be asked again while it's one of the last.
  expect((await ask(old)).status).toBe(200);
  for (let again = 0; again < 3; again++) ({ link } = await round(link));
  expect(code(await ask(old))).toEqual([410, 'SyncStateNotFound']);
  await calendar.control('POST', '/clock', { advanceMs: 8 * 86_400_000 });
  await calendar.sandbox.close();
  calendar = await startCalendar(dataDir);
  expect(code(await ask(link))).toEqual([410, 'SyncStateNotFound']);
  ({ link } = await round(first));
  await calendar.control('POST', '/calendar/forget-deltas', { mailbox: MAILBOX });
  expect(code(await ask(link))).toEqual([410, 'SyncStateNotFound']);
  expect(code(await ask(`/users/${MAILBOX}/calendarView/delta?$deltatoken=nonsense`))).toEqual([
    400,
    'SyncStateInvalid',
  ]);
  expect(code(await ask(`/users/${MAILBOX}/calendarView/delta`))).toEqual([400, 'ErrorInvalidParameter']);
  expect(code(await ask(`/users/${calendar.seniors[0]!.mail}/calendarView/delta?${year}`))).toEqual([
    403,
    'ErrorAccessDenied',
  ]);
});

test('a link goes on where it was after the sandbox was opened again', async () => {
  await book(0);
  const { link } = await round(first);
  const { id } = await book(1);
  await calendar.sandbox.close();
  calendar = await startCalendar(dataDir);
  const { value } = await round(link);
  expect(value[0]).toMatchObject({ id, type: 'seriesMaster' });
  expect(value).toHaveLength(7);
});
