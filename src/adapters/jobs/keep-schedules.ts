import type { Db, PgBoss } from 'pg-boss';
import { jobNames, jobs, type JobName } from './jobs.ts';

/** Sends each scheduled job that has come due; to be asked again and again. */
export function scheduleKeeper(boss: PgBoss): (now: Date) => Promise<void> {
  const seen = new Map<JobName, number>();
  return async (now) => {
    const due = jobNames.flatMap((name) => {
      const at = jobs[name].schedule?.(now);
      return at && at.getTime() !== seen.get(name) ? { name, at } : [];
    });
    if (due.length > 0) await sendOnce(boss, due);
    for (const { name, at } of due) seen.set(name, at.getTime());
  };
}

type Due = { name: JobName; at: Date };

async function sendOnce(boss: PgBoss, due: Due[]): Promise<void> {
  const tx = await boss.getDb().beginTransaction?.();
  if (!tx) throw new Error("pg-boss's own pool can't begin a transaction");
  try {
    for (const name of await claimTicks(tx.db, due)) await boss.send(name, {}, { db: tx.db });
    await tx.commit();
  } catch (error) {
    await tx.rollback();
    throw error;
  }
}

/**
 * Claims due moments. What has been claimed for this moment, or a later one, before, by any instance, is not among the
 * answer: so each has one run, and however many were missed in between are caught up by one.
 */
async function claimTicks(tx: Db, due: Due[]): Promise<JobName[]> {
  const { rows }: { rows: { name: JobName }[] } = await tx.executeSql(
    `insert into scheduling.ticks as ticks (name, due) select * from unnest($1::text[], $2::timestamptz[])
     on conflict (name) do update set due = excluded.due where ticks.due < excluded.due
     returning name`,
    [due.map(({ name }) => name), due.map(({ at }) => at)],
  );
  return rows.map(({ name }) => name);
}
