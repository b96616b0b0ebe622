import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { systemClock } from '../../../src/adapters/clock/follow-clock.ts';
import { jobs } from '../../../src/adapters/jobs/jobs.ts';
import { systemScope } from '../../../src/domain/kernel/unit-of-work.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { until } from '../../support/until.ts';
import { startWorker } from './recorded-work.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.close());

const order = async (count: number): Promise<string[]> => {
  const letterIds = Array.from({ length: count }, () => randomUUID());
  await database.transact(systemScope, async ({ jobs }) => {
    for (const letterId of letterIds) await jobs.enqueue({ name: 'deliver-letter', data: { letterId } });
  });
  return letterIds;
};
const delivered = (worker: { done: string[] }): string[] =>
  worker.done.filter((what) => what.startsWith('deliver-letter')).map((what) => what.split(':')[1] ?? '');

test('what a killed worker was at is done by the next one, and does not count as an attempt', async () => {
  const letterIds = await order(10);
  for (let kill = 1; kill <= 3; kill += 1) {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'worker-process.ts'), database.appUrl], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let begun = '';
    child.stdout.on('data', (chunk: Buffer) => (begun += chunk.toString()));
    await until('four jobs have begun', () => begun.split('\n').length > 4);
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  const worker = await startWorker(database, systemClock);
  await until('all are done', () => new Set(delivered(worker)).size === letterIds.length);
  const { rows } = await sql<{ attempts: number }>`
    select max(retry_count)::int as attempts from pgboss.job where name = 'deliver-letter'`.execute(database.db);
  expect(rows).toEqual([{ attempts: 0 }]);
  expect(delivered(worker).sort()).toEqual(letterIds.sort());
  await worker.stop();
});

test('a worker that is told to stop finishes what it is at and takes no more', async () => {
  const atOnce = jobs['deliver-letter'].concurrency;
  const gate = Promise.withResolvers<void>();
  const worker = await startWorker(database, systemClock, { 'deliver-letter': () => gate.promise });
  const letterIds = await order(atOnce + 2);
  await until('some have begun', () => delivered(worker).length === atOnce);
  const stopped = worker.stop();
  await wait(100);
  gate.resolve();
  await stopped;
  const left = (await database.waitingJobs()).filter((job) => job.name === 'deliver-letter');
  expect(delivered(worker)).toHaveLength(atOnce);
  expect([...delivered(worker), ...left.map((job) => job.data.letterId)].sort()).toEqual(letterIds.sort());
});

test('lost connections, as in a restart of the database, lose no job', async () => {
  const worker = await startWorker(database, systemClock);
  for (let time = 1; time <= 3; time += 1) {
    const letterIds = await order(8);
    await sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and usename = current_user and pid <> pg_backend_pid()`.execute(database.db);
    await until('all are done', () => letterIds.every((letterId) => delivered(worker).includes(letterId)));
  }
  const present = async (): Promise<boolean> => {
    const { rows } = await sql`
      select from pg_locks join pg_stat_activity using (pid)
      where datname = current_database() and locktype = 'advisory' and mode = 'ShareLock'`.execute(database.db);
    return rows.length === 1;
  };
  await until('it has said again that it is there', present);
  await worker.stop();
});
