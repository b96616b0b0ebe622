import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { roleOf } from '../../src/adapters/postgres/application-role.ts';
import { openDatabase } from '../../src/adapters/postgres/database.ts';
import { startEmbedded } from '../../src/adapters/postgres/embedded/embedded.ts';
import { migrate } from '../../src/adapters/postgres/migrate.ts';

// Run by hand: node tests/bench/directory.ts
// The chart of HMRC through Graph pages into PostgreSQL; the bars: 150 s, 500 MB, 670 pages, resumed after a SIGKILL
// without starting over, and 1 % of changed managers in 5 s. Fails when one is missed.

const READ_PAGE = 'read a page of the directory';
const KILL_AFTER_PAGES = 300;

const folder = await mkdtemp(join(tmpdir(), 'counterpart-bench-'));
const stopping: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true, force: true })];
try {
  const address = await startSandbox();
  const { peopleCount } = await getJson<{ peopleCount: number }>(`${address}/_sandbox/state`);
  const expectedPages = Math.ceil(peopleCount / 100);
  const whole = await openNew('whole');
  const reading = await sync(address, whole.appUrl);
  const read = await count(whole.appUrl);
  await postJson(`${address}/_sandbox/org/change`, { share: 0.01, seed: 1 });
  const delta = await sync(address, whole.appUrl);
  const changed = (await count(whole.appUrl)).formerManagers;

  const killed = await openNew('killed');
  const first = await sync(address, killed.appUrl, KILL_AFTER_PAGES);
  const second = await sync(address, killed.appUrl);
  const resumed = await count(killed.appUrl);
  const contract = await getJson<{ requests: number; violations: unknown[] }>(`${address}/_sandbox/contract`);

  const pages = (...runs: Run[]): number => runs.reduce((sum, run) => sum + (run.requests.get(READ_PAGE) ?? 0), 0);
  const all = (run: Run): number => [...run.requests.values()].reduce((sum, requests) => sum + requests, 0);
  const rows: [string, string, string, boolean][] = [
    ['people in the directory', String(peopleCount), '', true],
    ['people in the chart', String(read.people), '', read.people > 0.9 * peopleCount],
    ['reading everybody', seconds(reading), '150 s', reading.milliseconds <= 150_000],
    ['  pages read', String(pages(reading)), String(expectedPages), pages(reading) === expectedPages],
    ['  requests', String(all(reading)), String(expectedPages + 2), all(reading) === expectedPages + 2],
    ['  peak memory of the process', `${reading.peak} MB`, '500 MB', reading.peak <= 500],
    ['1 % with other managers', seconds(delta), '5 s', delta.milliseconds <= 5000],
    ['  requests', String(all(delta)), '', true],
    ['  managers changed', String(changed), '', changed >= Math.floor(peopleCount / 100) - 1],
    ['killed after pages', String(pages(first)), '', true],
    ['  then read on', seconds(second), '', true],
    [
      '  pages read in both',
      String(pages(first, second)),
      `${expectedPages} + 1`,
      pages(first, second) <= expectedPages + 1,
    ],
    ['  people in the chart', String(resumed.people), String(read.people), resumed.people === read.people],
    ['contract violations', String(contract.violations.length), '0', contract.violations.length === 0],
  ];
  for (const [what, found, bar, isMet] of rows) {
    console.log(`${what.padEnd(32)}${found.padStart(10)}${bar.padStart(12)}  ${isMet ? '' : 'MISSED'}`);
    if (!isMet) process.exitCode = 1;
  }
} finally {
  for (const stop of stopping.reverse()) await stop();
}

type Run = { milliseconds: number; requests: Map<string, number>; peak: number };

function seconds(run: Run): string {
  return `${(run.milliseconds / 1000).toFixed(1)} s`;
}

async function startSandbox(): Promise<string> {
  const env = {
    ...process.env,
    SANDBOX_PORT: '0',
    SANDBOX_DATA: join(folder, 'sandbox'),
    SANDBOX_ORG: 'src/sandbox/data/org/hmrc-2011-03-31.csv',
  };
  const sandbox = start('src/sandbox/main.ts', [], env);
  stopping.push(() => stop(sandbox, 'SIGTERM'));
  for await (const line of createInterface({ input: sandbox.stdout! })) {
    if (line.startsWith('Sandbox: ')) return line.slice('Sandbox: '.length);
  }
  throw new Error('the sandbox did not start');
}

async function openNew(name: string): Promise<{ appUrl: string }> {
  const server = await startEmbedded({ dataDirectory: join(folder, name) });
  stopping.push(() => server.stop());
  await migrate({ ownerUrl: server.ownerUrl, applicationRole: roleOf(server.appUrl) });
  return server;
}

/** Runs the product's part in a process of its own; with `killAfter` it is killed when it asks for that many pages. */
async function sync(address: string, databaseUrl: string, killAfter = Infinity): Promise<Run> {
  const began = performance.now();
  const worker = start('tests/bench/directory-worker.ts', [address, databaseUrl], process.env);
  const ended = once(worker, 'exit') as Promise<[number | null]>;
  const run: Run = { milliseconds: 0, requests: new Map(), peak: 0 };
  for await (const line of createInterface({ input: worker.stdout! })) {
    const [kind, text] = [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)];
    if (kind === 'peak') run.peak = Number(text);
    if (kind !== 'request') continue;
    run.requests.set(text, (run.requests.get(text) ?? 0) + 1);
    if ((run.requests.get(READ_PAGE) ?? 0) === killAfter) worker.kill('SIGKILL');
  }
  const [code] = await ended;
  if (code !== 0 && killAfter === Infinity) throw new Error(`the worker ended with ${code}`);
  run.milliseconds = performance.now() - began;
  return run;
}

async function count(url: string): Promise<{ people: number; formerManagers: number }> {
  const db = openDatabase({ url, max: 1 });
  const people = await db
    .selectFrom('chartPeople')
    .where('leftAt', 'is', null)
    .select((row) => row.fn.countAll().as('n'))
    .executeTakeFirstOrThrow();
  const former = await db
    .selectFrom('formerManagers')
    .select((row) => row.fn.countAll().as('n'))
    .executeTakeFirstOrThrow();
  await db.destroy();
  return { people: Number(people.n), formerManagers: Number(former.n) };
}

function start(script: string, args: string[], env: NodeJS.ProcessEnv): ChildProcess {
  return spawn(process.execPath, [script, ...args], { env, stdio: ['ignore', 'pipe', 'inherit'] });
}

async function stop(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill(signal);
  await once(child, 'exit');
}

async function getJson<T>(url: string): Promise<T> {
  return (await (await fetch(url)).json()) as T;
}

async function postJson(url: string, body: unknown): Promise<void> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`);
}
