import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import pg from 'pg';
import { systemScope } from '../../../src/domain/kernel/unit-of-work.ts';
import type { Job } from '../../../src/domain/kernel/jobs.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { movableClock } from '../../support/movable-clock.ts';
import { until } from '../../support/until.ts';
import { startWorker, type Worker } from './recorded-work.ts';

const hour = 3_600_000;
const clock = movableClock();
let database: TestDatabase;
const workers: Worker[] = [];
beforeAll(async () => {
  database = await createTestDatabase({ clock });
});
afterEach(async () => {
  for (const worker of workers.splice(0)) await worker.stop();
});
afterAll(() => database.close());

async function start(...args: Parameters<typeof startWorker> extends [unknown, unknown, ...infer Rest] ? Rest : never) {
  const worker = await startWorker(database, clock, ...args);
  workers.push(worker);
  return worker;
}

const enqueue = (job: Job, options?: { notBefore?: Date; once?: string }) =>
  database.transact(systemScope, ({ jobs }) => jobs.enqueue(job, options));
const booking = (pairId: string): Job => ({ name: 'book-series', data: { pairId } });
const counts = (worker: Worker, what: string) => worker.done.filter((one) => one === what).length;

test('a job is done once, by one of several workers', async () => {
  const both = [await start(), await start()];
  const pairs = Array.from({ length: 40 }, () => randomUUID());
  for (const pairId of pairs) await enqueue(booking(pairId));
  const done = () => both.flatMap((worker) => worker.done).filter((what) => what.startsWith('book-series'));
  await until('all are done', () => done().length >= pairs.length);
  expect(done().sort()).toEqual(pairs.map((pairId) => `book-series:${pairId}`).sort());
});

test('of jobs that run alone the next one begins at once, whatever was at work when somebody last counted', async () => {
  // What pg-boss writes down now and then, and workers would believe for a minute.
  const asOwner = new pg.Client({ connectionString: database.ownerUrl });
  await asOwner.connect();
  await asOwner.query(`update pgboss.queue set singletons_active = array[null]::text[] where name = 'send-series'`);
  await asOwner.end();
  const worker = await start();
  for (const time of [1, 2]) {
    await enqueue({ name: 'send-series', data: {} });
    await until('it is done', () => counts(worker, 'send-series') === time);
  }
});

test('the same key is one job, also after it was done', async () => {
  const worker = await start();
  const pairId = randomUUID();
  for (let time = 0; time < 3; time += 1) await enqueue(booking(pairId), { once: `book:${pairId}` });
  await until('it is done', () => counts(worker, `book-series:${pairId}`) > 0);
  await enqueue(booking(pairId), { once: `book:${pairId}` });
  await enqueue({ name: 'end-series', data: { pairId } }, { once: `book:${pairId}` });
  await until('a job of another name is another', () => counts(worker, `end-series:${pairId}`) === 1);
  expect(counts(worker, `book-series:${pairId}`)).toBe(1);
  expect((await database.waitingJobs()).filter((job) => job.name === 'book-series')).toEqual([]);
});

test('what was ordered wrongly is refused where it is ordered', async () => {
  await expect(enqueue(booking('not-an-id'))).rejects.toThrow(/pairId/);
});

test('a job that throws is tried again after a wait on the clock; its words are kept from the queue', async () => {
  const pairId = randomUUID();
  const worker = await start({
    'book-series': async (id) => {
      if (id === pairId && counts(worker, `book-series:${id}`) === 1) throw new TypeError('Ada Lovelace is away');
    },
  });
  await enqueue(booking(pairId));
  await until('it has failed', () => worker.faults.length === 1);
  expect(worker.faults[0]).toMatchObject({
    error: { message: 'Ada Lovelace is away' },
    job: { name: 'book-series', attempt: 1, isLast: false },
  });
  const waiting = () =>
    sql<{ output: unknown }>`select output from pgboss.job where state = 'retry'`.execute(database.db);
  await until('it waits', async () => (await waiting()).rows.length === 1);
  expect(JSON.stringify((await waiting()).rows)).toContain('TypeError');
  expect(JSON.stringify((await waiting()).rows)).not.toContain('Lovelace');
  clock.advance(60_000);
  await until('it is done', () => counts(worker, `book-series:${pairId}`) === 2);
});

test('a job for later waits for the clock, and only for the clock', async () => {
  const worker = await start();
  const [now, later] = [randomUUID(), randomUUID()];
  await enqueue(booking(later), { notBefore: new Date(clock.now().getTime() + 3 * hour) });
  await enqueue(booking(now));
  await until('the other one is done', () => counts(worker, `book-series:${now}`) === 1);
  clock.advance(2 * hour);
  await enqueue(booking(now));
  await until('another one is done', () => counts(worker, `book-series:${now}`) === 2);
  expect(counts(worker, `book-series:${later}`)).toBe(0);
  clock.advance(hour + 1000);
  await until('it is done', () => counts(worker, `book-series:${later}`) === 1);
});

test('a clock that is moved does not make a job at hand look abandoned', async () => {
  const pairId = randomUUID();
  const gate = Promise.withResolvers<void>();
  const worker = await start({ 'book-series': (id) => (id === pairId ? gate.promise : Promise.resolve()) });
  await enqueue(booking(pairId));
  await until('it has begun', () => counts(worker, `book-series:${pairId}`) === 1);
  const age = async () => {
    const { rows } = await sql<{ seconds: number }>`
      select extract(epoch from pgboss.job_now() - started_on)::float as seconds
      from pgboss.job where state = 'active' and data ->> 'pairId' = ${pairId}`.execute(database.db);
    return rows[0]?.seconds;
  };
  clock.advance(7 * 24 * hour);
  const moved = async () => {
    const { rows } = await sql<{ now: Date }>`select pgboss.job_now() as now`.execute(database.db);
    return Math.abs((rows[0]?.now.getTime() ?? 0) - clock.now().getTime()) < 2000;
  };
  await until("the jobs' clock has followed", moved);
  expect(await age()).toBeLessThan(hour / 1000);
  gate.resolve();
  await until('it is finished', async () => (await age()) === undefined);
  expect(counts(worker, `book-series:${pairId}`)).toBe(1);
});
