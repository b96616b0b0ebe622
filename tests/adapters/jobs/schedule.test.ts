import { everyMinute, nightly } from '../../../src/adapters/jobs/schedule.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { movableClock } from '../../support/movable-clock.ts';
import { until } from '../../support/until.ts';
import { startWorker, type Worker } from './recorded-work.ts';

const minute = 60_000;
const clock = movableClock();
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase({ clock });
});
afterAll(() => database.close());

test('a minute is due when it begins, a night when its hour comes', () => {
  expect(everyMinute(new Date('2026-11-22T10:15:59.999Z'))).toEqual(new Date('2026-11-22T10:15:00Z'));
  expect(nightly(1, 30)(new Date('2026-11-22T01:29:59Z'))).toEqual(new Date('2026-11-21T01:30:00Z'));
  expect(nightly(1, 30)(new Date('2026-11-22T01:30:00Z'))).toEqual(new Date('2026-11-22T01:30:00Z'));
});

test('two instances run each tick once, and catch up a day of missed ticks with one run', async () => {
  const runs = (workers: Worker[]) => (name: string) =>
    workers.flatMap((worker) => worker.done).filter((what) => what === name).length;
  // Early in a minute, so that no tick passes by itself while we count.
  clock.advance(minute - (clock.now().getTime() % minute) + 100);
  const both = [await startWorker(database, clock), await startWorker(database, clock)];
  const count = runs(both);
  await until('the first are run at once', () => count('ask-feedback') === 1 && count('sync-directory') === 1);
  for (let tick = 2; tick <= 4; tick += 1) {
    clock.advance(minute);
    await until(`tick ${tick} is run`, () => count('ask-feedback') >= tick);
  }
  for (const worker of both) await worker.stop();
  const before = { feedback: count('ask-feedback'), sync: count('sync-directory') };

  clock.advance(24 * 60 * minute);
  const next = [await startWorker(database, clock), await startWorker(database, clock)];
  const countNext = runs(next);
  await until('the missed ones are caught up', () => countNext('ask-feedback') > 0 && countNext('sync-directory') > 0);
  clock.advance(minute);
  await until('the next tick is run', () => countNext('ask-feedback') > 1);
  for (const worker of next) await worker.stop();

  const ticks = (await database.waitingJobs()).length;
  expect(ticks).toBe(0);
  expect(before).toEqual({ feedback: expect.any(Number) as number, sync: expect.any(Number) as number });
  expect(countNext('sync-directory')).toBe(1);
});
