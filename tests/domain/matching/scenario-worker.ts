import { createHash } from 'node:crypto';
import { systemClock } from '../../../src/adapters/clock/follow-clock.ts';
import { createJobs, type JobHandlers } from '../../../src/adapters/jobs/create-jobs.ts';
import { jobNames } from '../../../src/adapters/jobs/jobs.ts';
import { openDatabase } from '../../../src/adapters/postgres/database.ts';
import { createTransact } from '../../../src/adapters/postgres/transact.ts';
import { createMatcher } from '../../../src/adapters/threads/matcher.ts';
import { runScenario } from '../../../src/domain/matching/run-scenario.ts';

/** A worker for the tests to kill. It runs scenarios in threads; told to be endless, it never has an answer. */
const [, , url = '', how] = process.argv;
const onFault = ({ error }: { error: unknown }): void => console.error(error);
const jobs = await createJobs({ url, clock: systemClock, movableClock: true, onFault });
const matcher = createMatcher({ onCrash: (error) => console.error(error) });
const deps = {
  transact: createTransact(openDatabase({ url }), systemClock, jobs),
  matcher:
    how === 'endless'
      ? {
          ...matcher,
          match: (_input: unknown, { onProgress }: { onProgress: (phase: string, share: number) => void }) =>
            new Promise<never>(() => setInterval(() => onProgress('assignment', 0.5), 20)),
        }
      : matcher,
  workingHours: { of: async () => [] },
  clock: systemClock,
  digest: (text: string) => createHash('sha256').update(text).digest('hex'),
};
const idle: unknown = Object.fromEntries(jobNames.map((name) => [name, async () => undefined]));
await jobs.work({ ...(idle as JobHandlers), 'run-scenario': runScenario(deps) });
