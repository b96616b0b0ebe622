import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { startTenant } from './tenant.ts';
import type { Tenant } from './tenant.ts';

let tenant: Tenant;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'counterpart-contract-'));
  tenant = await startTenant({ CONTRACT_LOG: join(folder, 'contract.jsonl') });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test.each([
  ['/nowhere', 'not in the contract'],
  ['/users?$skip=100', 'query $skip is not a parameter'],
  ['/users?$top=1000', 'at most 999'],
  ['/users?$select=shoeSize', 'query $select'],
  ['/users?$select=id&$select=mail', 'given twice'],
])('GET %s breaks the contract: 500, what and where, counted', async (path, what) => {
  const before = tenant.world.contract.counts().violations.length;
  const { status, body, headers } = await tenant.graph(path);
  expect(status).toBe(500);
  expect(body['error']).toMatchObject({ code: 'ContractViolation', message: expect.stringContaining(what) as string });
  expect((body['error'] as { innerError: object }).innerError).toHaveProperty('request-id', headers.get('request-id'));
  expect(tenant.world.contract.counts().violations).toHaveLength(before + 1);
});

test('a body that the schema does not know breaks the contract too', async () => {
  const [mailbox] = tenant.world.config.organizerMailboxes;
  const post = (body: string): ReturnType<Tenant['graph']> => {
    const headers = { 'content-type': 'application/json' };
    return tenant.graph(`/users/${mailbox}/events`, { method: 'POST', headers, body });
  };
  const unknown = await post('{"subject":"Hello","colour":"red"}');
  expect(unknown).toMatchObject({ status: 500, body: { error: { code: 'ContractViolation' } } });
  expect((unknown.body['error'] as { message: string }).message).toContain('colour');
  expect(await post('{"subject":')).toMatchObject({ status: 500, body: { error: { code: 'ContractViolation' } } });
});

test('a property name that only looks like an extension is refused as Graph refuses it, and is no violation', async () => {
  const before = tenant.world.contract.counts().violations.length;
  const { status, body } = await tenant.graph('/users?$select=shoe_size');
  expect(status).toBe(400);
  expect((body['error'] as { message: string }).message).toContain("named 'shoe_size'");
  expect(tenant.world.contract.counts().violations).toHaveLength(before);
});

test('an answer that breaks the contract becomes a 500, counted', async () => {
  const [person] = tenant.world.directory.list(0, 1);
  const name = person!.displayName;
  person!.displayName = 7 as unknown as string;
  const { status, body } = await tenant.graph(`/users/${person!.id}`);
  person!.displayName = name;
  expect(status).toBe(500);
  expect(body['error']).toMatchObject({ code: 'ContractViolation' });
  expect(tenant.world.contract.counts().violations.at(-1)!.where).toBe('answer GET /users/{user-id}');
});

test('the limit of the directory answers 429 with Retry-After until its window is over', async () => {
  const { apiAppId, apiAppSecret } = tenant.world.config;
  const form = { grant_type: 'client_credentials', client_id: apiAppId, client_secret: apiAppSecret };
  const own = (await tenant.token({ ...form, scope: 'https://graph.microsoft.com/.default' })).body[
    'access_token'
  ] as string;
  tenant.world.throttle.take(`identity ${apiAppId}`, { limit: 5000, windowMs: 10_000 }, 4998);
  await tenant.control('POST', '/clock', { advanceMs: 10_000 });
  tenant.world.throttle.take(`identity ${apiAppId}`, { limit: 5000, windowMs: 10_000 }, 4998);

  const near = await tenant.graph('/users?$select=id&$top=1', { token: own });
  expect(near.status).toBe(200);
  expect(near.headers.get('x-ms-throttle-limit-percentage')).toBe('1.00');
  const over = await tenant.graph('/users', { token: own });
  expect(over).toMatchObject({ status: 429, body: { error: { code: 'TooManyRequests' } } });
  const wait = Number(over.headers.get('retry-after'));
  expect(wait).toBeGreaterThanOrEqual(1);
  expect(wait).toBeLessThanOrEqual(10);
  await tenant.control('POST', '/clock', { advanceMs: wait * 1000 });
  expect((await tenant.graph('/users', { token: own })).status).toBe(200);
});

test('five calls at once to one mailbox are one too many', async () => {
  const [mailbox] = tenant.world.config.organizerMailboxes;
  const { throttle, directory, config } = tenant.world;
  const key = `outlook ${config.apiAppId} ${directory.get(mailbox!)!.id}`;
  const leave = [1, 2, 3, 4].map(() => throttle.enter(key, 4)!);
  const view = `/users/${mailbox}/calendarView?startDateTime=2026-12-01T00:00:00Z&endDateTime=2026-12-02T00:00:00Z`;
  expect((await tenant.graph(view)).status).toBe(429);
  leave.forEach((free) => free());
  expect((await tenant.graph(view)).status).toBe(200);
});

test('invented faults: 429 and 503 with Retry-After, only where they are wanted, the same by seed', async () => {
  await tenant.control('POST', '/faults', { rate429: 1, retryAfter: 3, paths: '^/v1.0/users' });
  const refused = await tenant.graph('/users');
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '3']);
  expect((await tenant.graph('/organization')).status).toBe(200);
  await tenant.control('POST', '/faults', { rate429: 0, rate503: 1, method: 'GET' });
  expect((await tenant.graph('/users')).status).toBe(503);
  const wrong = await tenant.control('POST', '/faults', { rate503: 2 });
  expect(wrong).toMatchObject({ status: 400, body: { error: 'rate503: expected a rate from 0 to 1' } });
  await tenant.control('POST', '/faults', { rate503: 0, latencyMs: 0 });
});

test('a lost answer: the connection breaks, the work is done', async () => {
  const [mailbox] = tenant.world.config.organizerMailboxes;
  const event = {
    subject: 'Mentoring',
    start: { dateTime: '2026-12-01T09:00:00', timeZone: 'Europe/London' },
    end: { dateTime: '2026-12-01T10:00:00', timeZone: 'Europe/London' },
  };
  await tenant.control('POST', '/faults', { lostAnswer: 1, paths: '/events$', method: 'POST' });
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(event) };
  await expect(tenant.graph(`/users/${mailbox}/events`, init)).rejects.toThrow('fetch failed');
  await tenant.control('POST', '/faults', { lostAnswer: 0 });
  const { body } = await tenant.graph(`/users/${mailbox}/events?$select=subject`);
  expect((body['value'] as { subject: string }[]).map(({ subject }) => subject)).toEqual(['Mentoring']);
});

test('callers that went away while they waited give back their places at a mailbox', async () => {
  const { apiAppId, apiAppSecret, organizerMailboxes } = tenant.world.config;
  const scope = 'https://graph.microsoft.com/.default';
  const form = { grant_type: 'client_credentials', client_id: apiAppId, client_secret: apiAppSecret, scope };
  const token = (await tenant.token(form)).body['access_token'] as string;
  const ask = (init: RequestInit = {}) => tenant.graph(`/users/${organizerMailboxes[0]}/events`, { token, ...init });
  tenant.world.faults.change({ rate429: 0, rate503: 0, lostAnswer: 0, latencyMs: 600, paths: '.', method: 'GET' });
  const leaving = new AbortController();
  const gone = [1, 2, 3, 4].map(() => ask({ signal: leaving.signal }));
  setTimeout(() => leaving.abort(), 300);
  expect((await Promise.allSettled(gone)).map(({ status }) => status)).toEqual(Array(4).fill('rejected'));
  // Their work is still done, after its latency.
  await wait(500);
  tenant.world.faults.change({ latencyMs: 0 });
  expect((await ask()).status).toBe(200);
});

test('the counts are written for whoever runs the tests', async () => {
  const counts = (await tenant.control('GET', '/contract')).body;
  await tenant.remove();
  const lines = (await readFile(join(folder, 'contract.jsonl'), 'utf8')).trim().split('\n');
  const { process: writer, ...written } = JSON.parse(lines.at(-1)!) as { process: string };
  expect(writer).toMatch(new RegExp(`^${process.pid}-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`));
  expect(written).toEqual(counts);
});
