import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTenant } from './tenant.ts';

const main = join(import.meta.dirname ?? __dirname, '../../src/sandbox/main.ts');
let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'counterpart-restart-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

type Started = { child: ChildProcess; address: string };

/** Runs the sandbox as its own process, until it prints its address. */
async function start(): Promise<Started> {
  const env = { ...process.env, NODE_OPTIONS: '', SANDBOX_PORT: '0', SANDBOX_DATA: dataDir, SANDBOX_PEOPLE: '100' };
  const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, address: /http:\S+/.exec(line.toString())![0] };
}

async function call(address: string, path: string, body?: unknown): Promise<Record<string, unknown>> {
  const headers = { 'content-type': 'application/json' };
  const init = body === undefined ? {} : { method: 'POST', headers, body: JSON.stringify(body) };
  return (await (await fetch(address + path, init)).json()) as Record<string, unknown>;
}

test('clock, keys, roles and leavers survive SIGKILL', async () => {
  const first = await start();
  const { people } = await call(first.address, '/_sandbox/people?limit=3');
  const [promoted, leaver] = people as { id: string }[];
  const keys = `/11111111-1111-4111-8111-111111111111/discovery/v2.0/keys`;
  const published = await call(first.address, keys);
  await call(first.address, '/_sandbox/clock', { advanceMs: 86_400_000 });
  await call(first.address, '/_sandbox/roles', { personId: promoted!.id, role: 'Coordinator', granted: true });
  const { peopleCount } = await call(first.address, '/_sandbox/org/leave', { personId: leaver!.id });
  first.child.kill('SIGKILL');
  await once(first.child, 'exit');

  const second = await start();
  expect(await call(second.address, keys)).toEqual(published);
  expect(await call(second.address, '/_sandbox/clock')).toMatchObject({ offsetMs: 86_400_000 });
  const state = await call(second.address, '/_sandbox/state');
  expect(state['peopleCount']).toBe(peopleCount);
  expect((state['featured'] as { id: string }[]).map(({ id }) => id)).toContain(promoted!.id);
  expect(await call(second.address, '/_sandbox/token', { personId: leaver!.id })).toHaveProperty('error');
  second.child.kill('SIGTERM');
  expect(await once(second.child, 'exit')).toEqual([0, null]);
});

test('a second sandbox on the same folder, a taken port and another chart are refused in words', async () => {
  const tenant = await startTenant({}, dataDir);
  await expect(startTenant({}, dataDir)).rejects.toThrow(`SANDBOX_DATA: another sandbox is running on ${dataDir}`);
  const other = await mkdtemp(join(tmpdir(), 'counterpart-restart-'));
  const port = new URL(tenant.address).port;
  await expect(startTenant({ SANDBOX_PORT: port }, other)).rejects.toThrow(`SANDBOX_PORT: port ${port} is taken`);
  await tenant.close();
  await expect(startTenant({ SANDBOX_SEED: '2' }, dataDir)).rejects.toThrow('a tenant made from another chart, seed');
  await (await startTenant({}, dataDir)).close();
  await rm(other, { recursive: true });
});
