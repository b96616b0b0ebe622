import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const root = resolve(__dirname, '../..');
let folder: string;
const children: ChildProcess[] = [];

beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'counterpart-demo-'))));
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const pid of partsOf(folder)) while (isAlive(pid)) await wait(50);
  await rm(folder, { recursive: true, force: true });
});

function demo(...args: string[]) {
  const child = spawn(process.execPath, [join(root, 'src/demo/main.ts'), '--data', folder, ...args], {
    cwd: root,
    env: { ...process.env, SANDBOX_PEOPLE: '40', NODE_OPTIONS: '' },
  });
  children.push(child);
  const demoed = { child, out: '', err: '', code: new Promise<number | null>((done) => child.on('close', done)) };
  child.stdout.on('data', (text: Buffer) => (demoed.out += text.toString()));
  child.stderr.on('data', (text: Buffer) => (demoed.err += text.toString()));
  return demoed;
}
const said = async (it: ReturnType<typeof demo>, words: string): Promise<void> => {
  while (!it.out.includes(words)) {
    if (it.child.exitCode !== null) throw new Error(`it ended: ${it.out}${it.err}`);
    await wait(50);
  }
};
function partsOf(data: string): number[] {
  try {
    return (JSON.parse(readFileSync(join(data, 'demo.json'), 'utf8')) as { pids: number[] }).pids;
  } catch {
    return [];
  }
}
function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
/** Two neighbouring free ports; the second is the product's. */
async function freePort(): Promise<number> {
  const probe = createServer();
  const port = await new Promise<number>((done) =>
    probe.listen(0, '127.0.0.1', () => done((probe.address() as { port: number }).port)),
  );
  await new Promise((done) => probe.close(done));
  return port < 65_000 ? port : freePort();
}

test('starts, refuses a second on the same folder, is killed, goes on where it was, and stops', async () => {
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const first = demo('--port', String(port));
  await said(first, `Ready. Open ${address}`);
  expect(first.out).toMatch(/^Counterpart demo: http:\/\/127\.0\.0\.1:\d+\n/);
  expect(first.out).toMatch(/The org chart is read: \d+ people\./);
  expect((await fetch(`${address}/`)).status).toBe(200);
  const page = await (await fetch(`http://127.0.0.1:${port + 1}/tab/home`)).text();
  expect(page).toContain(`name="counterpart-host-origin" content="${address}"`);

  const second = demo('--port', String(port + 2));
  expect(await second.code).toBe(1);
  expect(second.err).toMatch(/^A demo is already running on /);

  const parts = partsOf(folder);
  expect(parts).toHaveLength(2);
  first.child.kill('SIGKILL');
  await first.code;
  const again = demo('--port', String(port));
  await said(again, `Ready. Open ${address}`);
  expect(parts.map(isAlive)).toEqual([false, false]);
  expect(again.out).not.toContain('Reading the org chart');

  const otherChart = join(folder, 'chart.csv');
  await writeFile(otherChart, 'x');
  again.child.kill('SIGINT');
  expect(await again.code).toBe(0);
  expect(again.out).toContain('Everything is kept');
  expect(partsOf(folder)).toEqual([]);

  const changed = demo('--port', String(port), '--org', otherChart);
  expect(await changed.code).toBe(1);
  expect(changed.err).toMatch(/^--org: this demo was begun with another chart\. Add --reset/);
}, 120_000);

test('a part that ends by itself is said, and the other one is stopped', async () => {
  const port = await freePort();
  const it = demo('--port', String(port));
  await said(it, 'Ready.');
  const [sandbox, product] = partsOf(folder) as [number, number];
  process.kill(product, 'SIGKILL');
  expect(await it.code).toBe(1);
  expect(it.err).toMatch(/The product has ended by itself/);
  expect(isAlive(sandbox)).toBe(false);
}, 120_000);

test('a taken port, a wrong chart and a wrong option: one clear error each', async () => {
  const port = await freePort();
  const holder = createServer();
  await new Promise<void>((done) => holder.listen(port + 1, '127.0.0.1', done));
  const blocked = demo('--port', String(port));
  expect(await blocked.code).toBe(1);
  expect(blocked.err).toMatch(new RegExp(`^Port ${port + 1} is taken\\.`));
  await new Promise((done) => holder.close(done));

  const missing = demo('--org', join(folder, 'nowhere.csv'));
  expect(await missing.code).toBe(2);
  expect(missing.err).toMatch(/^--org: there is no file .*nowhere\.csv\n/);

  const chart = join(folder, 'chart.csv');
  await writeFile(chart, 'not,a chart\n1,2\n');
  const wrong = demo('--port', String(port), '--org', chart);
  expect(await wrong.code).toBe(1);
  expect(wrong.err).toMatch(/chart\.csv/);

  for (const args of [
    ['--prot', '1'],
    ['--port', 'x'],
    ['--port', '0'],
  ]) {
    const mistyped = demo(...args);
    expect(await mistyped.code).toBe(2);
    expect(mistyped.err).toContain('Usage: npm run demo');
  }
}, 120_000);
