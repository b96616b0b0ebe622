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

test('two instances run each tick once, and catch up a day of missed ticks with one run (R15)', async () => {
  const runs = (workers: Worker[]) => (name: string) =>
    workers.flatMap((worker) => worker.done).filter((what) => what === name).length;
  // Early in a minute and far from the night, so that no tick passes by itself while we count.
  const day = 24 * 60 * minute;
  clock.advance(day - (clock.now().getTime() % day) + 10 * 60 * minute + 100);
  const both = [await startWorker(database, clock), await startWorker(database, clock)];
  const count = runs(both);
  await until('the first are run at once', () => count('ask-feedback') === 1 && count('sync-directory') === 1);
  for (let tick = 2; tick <= 4; tick += 1) {
    clock.advance(minute);
    await until(`tick ${tick} is run`, () => count('ask-feedback') >= tick);
  }
  for (const worker of both) await worker.stop();
  expect({ feedback: count('ask-feedback'), sync: count('sync-directory') }).toEqual({ feedback: 4, sync: 1 });

  clock.advance(day);
  const next = [await startWorker(database, clock), await startWorker(database, clock)];
  const countNext = runs(next);
  await until('the missed ones are caught up', () => countNext('ask-feedback') > 0 && countNext('sync-directory') > 0);
  clock.advance(minute);
  await until('the next tick is run', () => countNext('ask-feedback') > 1);
  for (const worker of next) await worker.stop();

  expect({ feedback: countNext('ask-feedback'), sync: countNext('sync-directory') }).toEqual({ feedback: 2, sync: 1 });
  expect(await database.waitingJobs()).toEqual([]);
});
