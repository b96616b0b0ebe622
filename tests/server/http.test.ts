import pg from 'pg';
import { DirectoryUnavailable } from '../../src/domain/people/ports.ts';
import { createWebApp, listen } from '../../src/server/http.ts';
import { createLog } from '../../src/server/log.ts';
import { baseUrl, runningProduct, type RunningProduct } from './running-product.ts';

let product: RunningProduct;
let token: string;
beforeAll(async () => {
  product = await runningProduct();
  token = await product.tokenOf(product.people()[0]!.id, ['Coordinator']);
});
afterAll(() => product.close());

const settings = {
  name: 'Pilot',
  calendarName: 'Conversation',
  goal: '',
  topics: ['Data'],
  startsOn: '2027-01-11',
  endsOn: '2027-12-17',
  sessions: 6,
  gapWeeks: 5,
  timeZone: 'Europe/London',
};
const create = (body: unknown, headers?: Record<string, string>) =>
  product.request('POST', '/api/programmes', { token, body, ...(headers ? { headers } : {}) });

test.each([
  ['GET', '/healthz', 200],
  ['GET', '/readyz', 200],
  ['GET', '/api/me', 200],
  ['GET', '/api/me', 401],
  ['GET', '/nowhere', 404],
  ['POST', '/api/messages', 401],
  ['GET', '/tab/assets/nothing.js', 404],
])('headers of %s %s (%i)', async (method, path, status) => {
  const answer = await product.request(method, path, status === 200 ? { token } : {});
  expect(answer.status).toBe(status);
  const headers = Object.fromEntries(answer.headers);
  // The sandbox's port is another each time.
  const policy = headers['content-security-policy'] ?? '';
  headers['content-security-policy'] = policy.replace(product.world.address, 'https://login.microsoftonline.com');
  for (const name of ['x-request-id', 'date', 'content-length', 'connection', 'keep-alive']) delete headers[name];
  expect(headers).toMatchSnapshot();
  expect(headers).not.toHaveProperty('x-frame-options');
});

test('ready says how far the org chart has got, and needs none of it', async () => {
  const answer = await product.request('GET', '/readyz');
  expect(answer.json).toEqual({
    ready: true,
    database: 'up',
    jobs: 'up',
    directory: { phase: 'never', people: 0, pages: 0 },
  });
});

test('a page of another origin may not call, with or without a token; our own may', async () => {
  for (const origin of ['https://evil.example', 'null', 'http://127.0.0.1:4400', 'https://teams.microsoft.com']) {
    const answer = await product.request('GET', '/api/me', { token, headers: { origin } });
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([403, null]);
    const preflight = await product.request('OPTIONS', '/api/me', {
      headers: { origin, 'access-control-request-method': 'GET' },
    });
    expect([preflight.status, preflight.headers.get('access-control-allow-origin')]).toEqual([403, null]);
  }
  expect((await product.request('GET', '/api/me', { token, headers: { origin: baseUrl } })).status).toBe(200);
});

test('wrong addresses and methods are told apart', async () => {
  expect(await product.request('GET', '/api/nothing', { token })).toMatchObject({ status: 404 });
  expect(await product.request('DELETE', '/api/me', { token })).toMatchObject({
    status: 405,
    json: { code: 'wrong-method' },
  });
  expect((await product.request('GET', '/api/programmes/%E0%A4%A', { token })).status).toBe(400);
  expect((await product.request('GET', '/tab/assets/..%2f..%2fpackage.json')).status).toBe(404);
});

test('bad input names each field and what is wrong with it', async () => {
  const answer = await create({ ...settings, name: ' ', sessions: 0, topics: [], gapWeeks: 7, extra: 1 });
  expect(answer.status).toBe(400);
  const { code, details, reference } = answer.json as { code: string; details: { at: string }[]; reference: string };
  expect(code).toBe('bad-input');
  expect(details.map(({ at }) => at).sort()).toEqual(['extra', 'gapWeeks', 'name', 'sessions', 'topics']);
  expect(reference).toBe(answer.headers.get('x-request-id'));
});

test.each([
  ['not JSON', '{"name":', {}, 400],
  ['a form', 'name=x', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
  ['text', '{}', { 'content-type': 'text/plain' }, 415],
  ['far too long', JSON.stringify({ name: 'x'.repeat(4_000_000) }), {}, 413],
  ['a list', '[]', {}, 400],
])('a body that is %s is refused in words', async (_what, body, headers, status) => {
  const answer = await create(body, headers);
  expect(answer.status).toBe(status);
  expect(answer.json).toMatchObject({ message: expect.stringMatching(/^[A-Z].*\.$/) as string });
});

test('a character that no database stores is left out', async () => {
  const answer = await create({ ...settings, name: 'Pilot\u0000 2027' });
  expect(answer).toMatchObject({ status: 200, json: { programme: { name: 'Pilot 2027' } } });
});

test('settings that could never work name the field', async () => {
  const answer = await create({ ...settings, endsOn: '2026-12-01' });
  expect(answer).toMatchObject({ status: 422, json: { at: 'endsOn' } });
});

test('a list of invitations is refused as a whole, line by line', async () => {
  const { id } = ((await create(settings)).json as { programme: { id: string } }).programme;
  await product.request('POST', `/api/programmes/${id}/open`, { token });
  const [one, two] = product.people();
  const csv = `email,role\n${one!.mail},mentor\nnobody@contoso.example,mentee\n${two!.mail},boss\n${one!.mail},mentor\n`;
  const answer = await product.request('POST', `/api/programmes/${id}/invitations`, { token, body: { csv } });
  expect(answer).toMatchObject({ status: 422, json: { code: 'bad-list' } });
  expect((answer.json as { details: { at: string }[] }).details.map(({ at }) => at)).toEqual([
    'line 3, email',
    'line 4, role',
    'line 5, email',
  ]);
  const header = await product.request('POST', `/api/programmes/${id}/invitations`, {
    token,
    body: { csv: 'mail\na@b.c' },
  });
  expect(header).toMatchObject({ status: 422, json: { details: [{ at: 'line 1, email' }] } });
  const hopeless = await product.request('PUT', `/api/programmes/${id}/lists/never-pair`, {
    token,
    body: { csv: `email,other_email\n${'x\n'.repeat(20_000)}`, how: 'append' },
  });
  expect((hopeless.json as { details: object[] }).details).toHaveLength(500);
  const people = await product.request('GET', `/api/programmes/${id}/people`, { token });
  expect(people.json).toEqual({ invitations: [], enrolments: [] });
});

test('what goes wrong inside is a reference and nothing else', async () => {
  const owner = new pg.Client({ connectionString: product.database.ownerUrl });
  await owner.connect();
  await owner.query('alter table programmes rename column name to canary_name');
  const answer = await create({ ...settings, name: 'Canary words' });
  await owner.query('alter table programmes rename column canary_name to name');
  await owner.end();
  expect(answer.status).toBe(500);
  expect(Object.keys(answer.json)).toEqual(['code', 'message', 'reference']);
  expect(answer.text).not.toMatch(/canary|column|insert|at .*\.ts|node_modules/i);
  const entry = product.logged.find((line) => line.includes('"unexpected"'));
  expect(entry).toContain(answer.headers.get('x-request-id'));
  expect(entry).toMatch(/"code":"42703".*src\//);
  expect(entry).not.toMatch(/canary/i);
});

test('Microsoft 365 out of reach is said as such', async () => {
  const log = createLog('silent', product.database.clock);
  const app = createWebApp(
    { baseUrl, hostOrigin: null, entraOrigin: 'https://login.microsoftonline.com', log },
    (routes) => {
      routes.get('/fails', () => {
        throw new DirectoryUnavailable('canary', 'no-answer');
      });
    },
  );
  const server = await listen(app, 0, '127.0.0.1');
  const answer = await fetch(`http://127.0.0.1:${server.port}/fails`);
  expect(answer.status).toBe(503);
  expect(await answer.text()).not.toContain('canary');
  await server.stop(0);
});

test('the log knows paths by their templates and people not at all', async () => {
  const { id, displayName, mail } = product.people()[0]!;
  await product.request('GET', `/api/directory/chart?under=${id}`, { token });
  await product.request('GET', `/api/programmes/${id}`, { token });
  const log = product.logged.join('');
  expect(log).toContain('"route":"/api/programmes/:programmeId"');
  for (const personal of [id, displayName, mail]) expect(log).not.toContain(personal);
});
