import type { PgBoss } from 'pg-boss';
import type { JobName } from './jobs.ts';

/**
 * Wakes the workers (by id) of every queue in which something is due and may begin; to be asked again and again. One
 * question in place of one by each of some forty workers, and what was put off until later begins as soon as it is due.
 */
export function workerWaker(boss: PgBoss, workers: Map<JobName, string[]>): () => Promise<void> {
  const db = boss.getDb();
  return async () => {
    const { rows }: { rows: { name: JobName }[] } = await db.executeSql(
      `select distinct name from pgboss.job where state < 'active' and not blocked and start_after <= pgboss.job_now()
       and not exists (select from pgboss.job other
         where other.name = job.name and other.state = 'active' and other.policy = 'singleton')`,
    );
    for (const { name } of rows) for (const id of workers.get(name) ?? []) boss.notifyWorker(id);
  };
}
