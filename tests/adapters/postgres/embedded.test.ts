import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { findRunning, stopServer } from '../../../src/adapters/postgres/embedded/cluster-server.ts';
import { findBinaries } from '../../../src/adapters/postgres/embedded/binaries.ts';
import { startEmbedded } from '../../../src/adapters/postgres/embedded/embedded.ts';
import { until } from '../../support/until.ts';

const prefix = join(process.cwd(), 'tests', '.artifacts', `embedded-${process.pid}-`);
const directory = mkdtempSync(prefix);
const cluster = join(directory, 'cluster');
const script = join(import.meta.dirname, 'embedded-process.ts');
const binaries = process.env['TEST_POSTGRES_BIN'];
const options = { dataDirectory: directory, ...(binaries === undefined ? {} : { binaries }) };
afterAll(async () => {
  await stopServer(cluster);
  rmSync(directory, { recursive: true, force: true });
});

async function ask<Row extends object>(url: string, statement: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(statement)).rows;
  } finally {
    await client.end();
  }
}

/** A product process on the directory; what it prints is its database's URL. */
async function startProcess(): Promise<{ child: ChildProcess; says: string }> {
  const child = spawn(process.execPath, [script, JSON.stringify(options)], { stdio: ['ignore', 'pipe', 'inherit'] });
  let says = '';
  child.stdout.on('data', (chunk: Buffer) => (says += chunk.toString()));
  await until('it says something', () => says !== '' || child.exitCode !== null);
  return { child, says: says.trim() };
}

test('a real PostgreSQL for this machine only, with its passwords kept from others', async () => {
  const database = await startEmbedded(options);
  const settings = await ask<{ name: string; setting: string }>(
    database.appUrl,
    `select name, setting from pg_settings
     where name in ('fsync', 'full_page_writes', 'listen_addresses', 'synchronous_commit')
     order by name`,
  );
  expect(settings.map(({ name, setting }) => `${name}=${setting}`)).toEqual([
    'fsync=on',
    'full_page_writes=on',
    'listen_addresses=127.0.0.1',
    'synchronous_commit=on',
  ]);
  expect(statSync(join(directory, 'database.json')).mode & 0o777).toBe(0o600);
  const wrong = new URL(database.appUrl);
  wrong.password = 'guess';
  await expect(ask(wrong.href, 'select 1')).rejects.toThrow('password authentication failed');
  await database.stop();
  expect(findRunning(cluster)).toBeUndefined();
});

test('a second process on the directory is told whose it is', async () => {
  const { child, says } = await startProcess();
  expect(says).toMatch(/^postgresql:/);
  await expect(startEmbedded(options)).rejects.toThrow(`${directory} is in use by process ${child.pid}`);
  child.kill('SIGTERM');
  await once(child, 'exit');
  expect(findRunning(cluster)).toBeUndefined();
});

test('a process killed again and again leaves its server behind: it is taken over and nothing is lost', async () => {
  let written = 0;
  for (let round = 1; round <= 3; round += 1) {
    const { child, says } = await startProcess();
    await ask(says, 'create table if not exists kept (round integer)');
    await ask(says, `insert into kept values (${round})`);
    written = round;
    const server = findRunning(cluster);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(findRunning(cluster)?.pid).toBe(server?.pid);
  }
  const left = findRunning(cluster);
  const database = await startEmbedded(options);
  expect(findRunning(cluster)?.pid).toBe(left?.pid);
  expect((await ask(database.ownerUrl, 'select * from kept')).length).toBe(written);
  await database.stop();
});

test('a server killed together with its process recovers what was committed', async () => {
  const { child, says } = await startProcess();
  const before = (await ask(says, 'select * from kept')).length;
  await ask(says, 'insert into kept values (99)');
  process.kill(findRunning(cluster)!.pid, 'SIGKILL');
  child.kill('SIGKILL');
  await once(child, 'exit');
  const database = await startEmbedded(options);
  expect((await ask(database.ownerUrl, 'select * from kept')).length).toBe(before + 1);
  await database.stop();
});

test('a server that is killed is started again, where everybody looks for it', async () => {
  const database = await startEmbedded(options);
  const before = await ask(database.ownerUrl, 'select * from kept');
  const killed = findRunning(cluster)!.pid;
  process.kill(killed, 'SIGKILL');
  const answers = () => ask(database.ownerUrl, 'select * from kept').catch(() => undefined);
  await until('another is up', () => ![undefined, killed].includes(findRunning(cluster)?.pid));
  await until('it answers', async () => (await answers()) !== undefined);
  expect(await answers()).toEqual(before);
  await database.stop();
});

test("a process number that was given to somebody else is not taken for the server's", async () => {
  const notes = [process.pid, cluster, '0', '1', '', '127.0.0.1', '0 0', 'ready'];
  writeFileSync(join(cluster, 'postmaster.pid'), notes.join('\n'));
  const database = await startEmbedded(options);
  expect(findRunning(cluster)?.pid).not.toBe(process.pid);
  await database.stop();
});

test('a kill in the middle of making the cluster is begun again', async () => {
  const other = mkdtempSync(prefix);
  const quick = { ...options, dataDirectory: other, settings: { fsync: 'off' } };
  const child = spawn(process.execPath, [script, JSON.stringify(quick)]);
  await until('initdb is at work', () => readdirSync(other).some((name) => name.startsWith('cluster.new-')));
  child.kill('SIGKILL');
  await once(child, 'exit');
  const database = await startEmbedded(quick);
  expect(await ask(database.appUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
  await database.stop();
  expect(readFileSync(join(other, 'postgres.log'), 'utf8')).toContain('ready to accept connections');
  rmSync(other, { recursive: true, force: true });
});

test('where there is no PostgreSQL the fault says what to do', () => {
  expect(() => findBinaries('/nowhere')).toThrow('Set DATABASE_URL and DATABASE_OWNER_URL');
});
