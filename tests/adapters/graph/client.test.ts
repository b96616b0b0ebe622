import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGraphClient } from '../../../src/adapters/graph/client.ts';
import type { GraphOptions } from '../../../src/adapters/graph/client.ts';
import { path } from '../../../src/adapters/graph/path.ts';
import { graphSandbox, mailbox } from '../../support/graph-sandbox.ts';

/** A server that answers as the test says, and remembers what it was asked. */
async function fakeGraph(answer: (req: IncomingMessage, res: ServerResponse, number: number) => void) {
  const asked: { url: string; token: string | undefined }[] = [];
  const server: Server = createServer((req, res) => {
    asked.push({ url: req.url ?? '', token: req.headers.authorization });
    answer(req, res, asked.length);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = (more: Partial<GraphOptions> = {}) =>
    createGraphClient({ baseUrl, tokens: async () => 'token', random: () => 0.5, ...more });
  return { asked, baseUrl, client, close: () => new Promise((resolve) => server.close(resolve)) };
}

const json = (res: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}) =>
  res.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));

const read = { operation: 'read something', path: '/users' };

describe('patience (R8)', () => {
  test('no call of the lane leaves before Retry-After is over, and calls start again apart from each other', async () => {
    const waits: { ms: number; end: () => void }[] = [];
    const wait = (ms: number) => new Promise<void>((resolve) => waits.push({ ms, end: resolve }));
    const graph = await fakeGraph((_req, res, number) =>
      number === 1
        ? json(res, 429, { error: { code: 'TooManyRequests' } }, { 'retry-after': '7' })
        : json(res, 200, {}),
    );
    const client = graph.client({ wait });
    const first = client.send(read);
    await until(() => waits.length === 1);
    const second = client.send(read);
    const other = client.send({ ...read, lane: 'another mailbox' });
    await other;
    expect(graph.asked).toHaveLength(2);
    expect(waits.map((one) => one.ms)).toEqual([7000]);
    waits[0]!.end();
    await until(() => waits.length === 3);
    expect(graph.asked).toHaveLength(2);
    expect(waits.slice(1).map((one) => one.ms)).toEqual([500, 500]);
    for (const one of waits) one.end();
    await Promise.all([first, second]);
    expect(graph.asked).toHaveLength(4);
    await graph.close();
  });

  test('a pause longer than a call waits turns everybody away until it is over', async () => {
    let end: () => void = () => undefined;
    const wait = () => new Promise<void>((resolve) => (end = resolve));
    const graph = await fakeGraph((_req, res, number) =>
      number === 1
        ? json(res, 429, { error: { code: 'TooManyRequests' } }, { 'retry-after': '600' })
        : json(res, 200, {}),
    );
    const client = graph.client({ wait });
    const refusal = { status: 429, code: 'told-to-wait', retryAfterMs: 600_000 };
    await expect(client.send(read)).rejects.toMatchObject(refusal);
    await expect(client.send(read)).rejects.toMatchObject(refusal);
    expect(graph.asked).toHaveLength(1);
    end();
    await new Promise((resolve) => setImmediate(resolve));
    await client.send(read);
    expect(graph.asked).toHaveLength(2);
    await graph.close();
  });

  test('the last refusal of a call holds the lane too', async () => {
    const graph = await fakeGraph((_req, res) => json(res, 429, {}, { 'retry-after': '3' }));
    const waits: { ms: number; end: () => void }[] = [];
    const wait = (ms: number) =>
      new Promise<void>((resolve) => {
        waits.push({ ms, end: resolve });
        // All but the sixth pause are over at once.
        if (graph.asked.length < 6) resolve();
      });
    const client = graph.client({ wait });
    await expect(client.send(read)).rejects.toMatchObject({ status: 429, retryAfterMs: 3000 });
    const next = client.send(read).catch(() => 'refused');
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(graph.asked).toHaveLength(6);
    for (let turn = 0; turn < 40; turn += 1) {
      for (const one of waits) one.end();
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect(await next).toBe('refused');
    await graph.close();
  });

  test('Retry-After may be a date: it is measured against the answer’s own', async () => {
    const waits: number[] = [];
    const graph = await fakeGraph((_req, res, number) =>
      number === 1
        ? json(res, 503, {}, { date: 'Sun, 22 Nov 2026 10:00:00 GMT', 'retry-after': 'Sun, 22 Nov 2026 10:00:09 GMT' })
        : json(res, 200, {}),
    );
    await graph.client({ wait: async (ms) => void waits.push(ms) }).send(read);
    expect(waits[0]).toBe(9000);
    await graph.close();
  });

  test('it gives up in the end and says why, without an address', async () => {
    const graph = await fakeGraph((_req, res) => json(res, 503, { error: { code: 'serviceNotAvailable' } }));
    const call = { ...read, path: path`/users/${'ann@contoso.example'}/events` };
    const fault = await graph
      .client({ wait: async () => undefined })
      .send(call)
      .catch((error: unknown) => error);
    expect(fault).toMatchObject({ status: 503, code: 'serviceNotAvailable', operation: 'read something' });
    expect(String(fault)).not.toContain('ann');
    expect(graph.asked).toHaveLength(6);
    await graph.close();
  });
});

describe('a lost answer', () => {
  const cut = (_req: IncomingMessage, res: ServerResponse, number: number) =>
    number === 1 ? void res.destroy() : void json(res, 201, { id: 'made' });

  test('a read and a repeatable write are sent again', async () => {
    const graph = await fakeGraph(cut);
    const call = { operation: 'make something', path: '/users', body: {}, repeatable: true };
    expect(await graph.client({ wait: async () => undefined }).send(call)).toEqual({ id: 'made' });
    expect(graph.asked).toHaveLength(2);
    await graph.close();
  });

  test('any other write is not', async () => {
    const graph = await fakeGraph(cut);
    const call = { operation: 'make something', path: '/users', body: {} };
    await expect(graph.client({ wait: async () => undefined }).send(call)).rejects.toMatchObject({
      code: 'answer-lost',
    });
    expect(graph.asked).toHaveLength(1);
    await graph.close();
  });
});

describe('where a token may go (S3)', () => {
  test.each([
    'https://graph.microsoft.com.evil.example/v1.0/users',
    'https://evil.example/v1.0/users?https://graph.microsoft.com/v1.0',
    'http://graph.microsoft.com/v1.0/users',
    'https://graph.microsoft.us/v1.0/users',
    'https://graph.microsoft.com:8443/v1.0/users',
    'https://user:pass@graph.microsoft.com/v1.0/users',
    'https://20.190.128.1/v1.0/users',
    'https://graph.microsoft.com/v1.0/../beta/users',
    '//evil.example/v1.0/users',
    'users',
  ])('%s gets none', async (link) => {
    const graph = await fakeGraph((_req, res) => json(res, 200, {}));
    const tokens = jest.fn(async () => 'token');
    const fault = await graph
      .client({ tokens })
      .send({ ...read, path: link })
      .catch((error: unknown) => error);
    if (link === '//evil.example/v1.0/users') {
      // A path below Graph, not an address of its own.
      expect(graph.asked[0]?.url).toBe('/v1.0//evil.example/v1.0/users');
    } else {
      expect(fault).toMatchObject({ code: 'foreign-address' });
      expect(graph.asked).toHaveLength(0);
      expect(tokens).not.toHaveBeenCalled();
    }
    await graph.close();
  });

  test('a redirect is not followed', async () => {
    const elsewhere = await fakeGraph((_req, res) => json(res, 200, {}));
    const location = `${elsewhere.baseUrl}/v1.0/users`;
    const graph = await fakeGraph((_req, res) => res.writeHead(302, { location }).end());
    await expect(graph.client().send(read)).rejects.toMatchObject({ status: 302 });
    expect(graph.asked).toHaveLength(1);
    expect(elsewhere.asked).toHaveLength(0);
    await Promise.all([graph.close(), elsewhere.close()]);
  });

  test('a base address that is neither Graph nor this machine is refused', () => {
    const tokens = async () => 'token';
    expect(() => createGraphClient({ baseUrl: 'https://graph.example.com', tokens })).toThrow('GRAPH_BASE_URL');
  });
});

describe('against the sandbox', () => {
  test('a token that the clock left behind is replaced once', async () => {
    const sandbox = await graphSandbox();
    const client = sandbox.client();
    const call = { operation: 'count nothing', path: '/users?$top=1&$select=id' };
    await client.send(call);
    // Behind the product's back: its own clock has not heard of it yet, so it still trusts the token.
    const stale = sandbox.client({ tokens: onceThenReal(await staleToken(sandbox), sandbox) });
    sandbox.world.clock.advance(21 * 24 * 3_600_000);
    await stale.send(call);
    expect(sandbox.requests).toHaveLength(3);
    await client.send(call);
    expect(sandbox.violations()).toEqual([]);
    await sandbox.close();
  });

  test('never more than four calls to a mailbox at once', async () => {
    const sandbox = await graphSandbox();
    sandbox.world.faults.change({ latencyMs: 20 });
    const schedules = [sandbox.world.directory.list(0, 1)[0]!.mail];
    const time = (dateTime: string) => ({ dateTime, timeZone: 'UTC' });
    const call = {
      operation: 'read free/busy',
      path: path`/users/${mailbox}/calendar/getSchedule`,
      body: { schedules, startTime: time('2026-12-01T00:00:00'), endTime: time('2026-12-02T00:00:00') },
      lane: mailbox,
      repeatable: true,
    };
    await Promise.all(Array.from({ length: 20 }, () => sandbox.graph.send(call)));
    // The fifth at once would have been refused with 429 and sent again.
    expect(sandbox.requests).toHaveLength(20);
    await sandbox.close();
  });
});

type Sandbox = Awaited<ReturnType<typeof graphSandbox>>;

async function staleToken(sandbox: Sandbox): Promise<string> {
  const { config, address } = sandbox;
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: config.apiAppId,
    client_secret: config.apiAppSecret,
    scope: 'https://graph.microsoft.com/.default',
  });
  const answer = await fetch(`${address}/${config.tenantId}/oauth2/v2.0/token`, { method: 'POST', body });
  return ((await answer.json()) as { access_token: string }).access_token;
}

function onceThenReal(stale: string, sandbox: Sandbox): GraphOptions['tokens'] {
  return (_scope, refused) => (refused === stale ? staleToken(sandbox) : Promise.resolve(stale));
}

/** Lets everything else run until it is true. */
async function until(isTrue: () => boolean): Promise<void> {
  for (let turn = 0; !isTrue(); turn += 1) {
    if (turn === 2000) throw new Error('it never came true');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
