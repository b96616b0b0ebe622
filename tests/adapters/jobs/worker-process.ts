import { systemClock } from '../../../src/adapters/clock/follow-clock.ts';
import { createJobs, type JobHandlers } from '../../../src/adapters/jobs/create-jobs.ts';
import { jobNames } from '../../../src/adapters/jobs/jobs.ts';

/** A worker for the tests to kill: it says which jobs it has begun, and finishes none of those that deliver a letter. */
const jobs = await createJobs({
  url: process.argv[2] ?? '',
  clock: systemClock,
  movableClock: false,
  onFault: ({ error }) => console.error(error),
});
const handlers = jobNames.map((name) => [
  name,
  async (data: object) => {
    if (name !== 'deliver-letter') return;
    console.log(Object.values(data)[0]);
    await new Promise(() => undefined);
  },
]);
await jobs.work(Object.fromEntries(handlers) as JobHandlers);
