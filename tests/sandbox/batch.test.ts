import { MAILBOX, series, startCalendar } from './calendar-harness.ts';
import type { CalendarHarness, ErrorJson } from './calendar-harness.ts';

type Inner = {
  id: string;
  status: number;
  headers?: Record<string, string>;
  body?: { id?: string } & Partial<ErrorJson>;
};
type Batch = { responses: Inner[] };

let calendar: CalendarHarness;
beforeAll(async () => {
  calendar = await startCalendar();
});
afterAll(async () => {
  const { violations } = calendar.sandbox.world.contract.counts();
  await calendar.sandbox.close();
  expect(violations).toEqual([]);
});
afterEach(async () => {
  await calendar.control('POST', '/faults', { rate429: 0, latencyMs: 0, lostAnswer: 0, paths: '.' });
});

const json = { 'content-type': 'application/json' };
const events = `/users/${MAILBOX}/events`;
const batch = async (requests: unknown[]) => {
  const answer = await calendar.graph<Batch & ErrorJson>('POST', '/$batch', { requests });
  return { ...answer, by: (id: string) => answer.body.responses.find((inner) => inner.id === id)! };
};
const create = (id: string, turn: number, more: Record<string, unknown> = {}) => ({
  id,
  method: 'POST',
  url: events,
  headers: json,
  body: series([calendar.seniors[turn]!, calendar.juniors[turn]!], { transactionId: `batch-${turn}` }),
  ...more,
});

test('inner requests are done as if they had come alone, each with an answer of its own', async () => {
  const { requests: before } = calendar.sandbox.world.contract.counts();
  const answered = await batch([
    create('a', 0),
    { id: 'b', method: 'GET', url: `/users/${calendar.seniors[0]!.id}?$select=id,displayName` },
    { id: 'c', method: 'GET', url: `/users/${calendar.seniors[0]!.mail}/events` },
    { id: 'd', method: 'GET', url: `${events}/nothing` },
  ]);
  expect(answered.status).toBe(200);
  expect(answered.by('a')).toMatchObject({
    status: 201,
    headers: { 'Content-Type': expect.stringContaining('json') as string },
  });
  expect(answered.by('b').body).toMatchObject({ displayName: calendar.seniors[0]!.displayName });
  expect(answered.by('c')).toMatchObject({ status: 403, body: { error: { code: 'ErrorAccessDenied' } } });
  expect(answered.by('d')).toMatchObject({ status: 400, body: { error: { code: 'ErrorInvalidIdMalformed' } } });
  expect(calendar.sandbox.world.contract.counts().requests).toBe(before + 5);
  const deleted = await batch([
    { id: 'x', method: 'DELETE', url: `${events}/${encodeURIComponent(answered.by('a').body!.id!)}` },
  ]);
  expect(deleted.by('x')).toEqual({ id: 'x', status: 204, headers: {} });
});

test('twenty calls to one mailbox go on four at a time, so that none is refused', async () => {
  await calendar.control('POST', '/faults', { latencyMs: 20, paths: 'events' });
  const requests = Array.from({ length: 20 }, (_, n) => ({ id: `${n}`, method: 'GET', url: `${events}?$top=1` }));
  const answered = await batch(requests);
  expect(answered.body.responses.map(({ status }) => status)).toEqual(Array<number>(20).fill(200));
});

test('a batch beside other calls is too much for one mailbox: inner 429s in a batch that is 200', async () => {
  await calendar.control('POST', '/faults', { latencyMs: 60, paths: 'events' });
  const requests = Array.from({ length: 4 }, (_, n) => ({ id: `${n}`, method: 'GET', url: `${events}?$top=1` }));
  const { world } = calendar.sandbox;
  const key = `outlook ${world.config.apiAppId} ${world.directory.get(MAILBOX)!.id}`;
  const leave = Array.from({ length: 4 }, () => world.throttle.enter(key, 4)!);
  const answered = await batch(requests);
  for (const free of leave) free();
  expect(answered.status).toBe(200);
  for (const inner of answered.body.responses) {
    expect(inner).toMatchObject({
      status: 429,
      headers: { 'Retry-After': '1', 'RateLimit-Exceeded': 'MailboxConcurrency' },
      body: { error: { code: 'ApplicationThrottled' } },
    });
  }
  expect((await batch(requests)).body.responses.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
});

test('requests that depend on another run after it, and not at all once it failed', async () => {
  const answered = await batch([
    create('1', 2),
    create('2', 3, { dependsOn: ['1'] }),
    { id: '3', method: 'GET', url: `${events}/nothing`, dependsOn: ['2'] },
    create('4', 4, { dependsOn: ['3'] }),
  ]);
  expect(answered.body.responses.map(({ id, status }) => [id, status])).toEqual([
    ['1', 201],
    ['2', 201],
    ['3', 400],
    ['4', 424],
  ]);
  expect(answered.by('4').body!.error!.code).toBe('FailedDependency');
  expect(await calendar.shown(calendar.seniors[4]!, '2027-01-01', '2027-12-31')).toEqual([]);
});

test('faults strike inner requests one by one; a lost answer is a 504 for work that was done', async () => {
  await calendar.control('POST', '/faults', { rate429: 1, retryAfter: 7, paths: 'events' });
  const throttled = await batch([create('1', 5), { id: '2', method: 'GET', url: '/organization' }]);
  expect(throttled.by('1')).toMatchObject({ status: 429, headers: { 'Retry-After': '7' } });
  expect(throttled.by('2').status).toBe(200);
  await calendar.control('POST', '/faults', { rate429: 0, lostAnswer: 1, paths: 'events' });
  const lost = await batch([create('1', 5)]);
  expect(lost.by('1')).toMatchObject({ status: 504 });
  await calendar.control('POST', '/faults', { lostAnswer: 0 });
  const again = await batch([create('1', 5)]);
  expect(again.by('1').status).toBe(201);
  expect(await calendar.shown(calendar.seniors[5]!, '2027-01-01', '2027-12-31')).toHaveLength(6);
});

test('a batch that is wrong as a whole is refused as a whole', async () => {
  const get = (id: string, dependsOn?: string[]) => ({
    id,
    method: 'GET',
    url: events,
    ...(dependsOn === undefined ? {} : { dependsOn }),
  });
  const refused = async (requests: unknown[]) => (await batch(requests)).body.error.message;
  expect(await refused([get('1'), get('1')])).toBe("Request id '1' is used more than once.");
  expect(await refused([get('1', ['2']), get('2')])).toBe("dependsOn of '1': '2' is no request before it.");
  expect(await refused([get('1'), get('2'), get('3', ['1'])])).toBe(
    'Batch should be either fully sequential or fully parallel.',
  );
  expect((await batch([{ id: '1', method: 'POST', url: '/$batch', headers: json, body: {} }])).by('1').status).toBe(
    400,
  );
});
