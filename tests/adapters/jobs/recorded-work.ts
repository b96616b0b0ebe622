import { createJobs, type JobFault, type JobHandlers, type Jobs } from '../../../src/adapters/jobs/create-jobs.ts';
import { jobNames, type JobName } from '../../../src/adapters/jobs/jobs.ts';
import type { Clock } from '../../../src/domain/kernel/clock.ts';

export type Worker = Jobs & {
  /** Jobs that were begun, in order, as `name:id` where the job has one. */
  done: string[];
  faults: JobFault[];
};

/** A worker whose jobs do nothing but be written down, or what `does` says. */
export async function startWorker(
  database: { appUrl: string },
  clock: Clock,
  does: Partial<Record<JobName, (id: string) => Promise<unknown>>> = {},
): Promise<Worker> {
  const done: string[] = [];
  const faults: JobFault[] = [];
  const jobs = await createJobs({
    url: database.appUrl,
    clock,
    movableClock: true,
    onFault: (fault) => faults.push(fault),
  });
  const handler = (name: JobName) => async (data: object) => {
    const [id] = Object.values(data) as string[];
    done.push(id === undefined ? name : `${name}:${id}`);
    await does[name]?.(id ?? '');
  };
  await jobs.work(Object.fromEntries(jobNames.map((name) => [name, handler(name)])) as JobHandlers);
  return { ...jobs, done, faults };
}
