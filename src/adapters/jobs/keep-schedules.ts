import type { Db, PgBoss } from 'pg-boss';
import { jobNames, jobs, type JobName } from './jobs.ts';

/** Sends each scheduled job that has come due; to be asked again and again. */
export function scheduleKeeper(boss: PgBoss): (now: Date) => Promise<void> {
  const seen = new Map<JobName, number>();
  return async (now) => {
    for (const name of jobNames) {
      const due = jobs[name].schedule?.(now);
      if (!due || due.getTime() === seen.get(name)) continue;
      await sendOnce(boss, name, due);
      seen.set(name, due.getTime());
    }
  };
}

async function sendOnce(boss: PgBoss, name: JobName, due: Date): Promise<void> {
  const tx = await boss.getDb().beginTransaction?.();
  if (!tx) throw new Error("pg-boss's own pool can't begin a transaction");
  try {
    if (await claimTick(tx.db, name, due)) await boss.send(name, {}, { db: tx.db });
    await tx.commit();
  } catch (error) {
    await tx.rollback();
    throw error;
  }
}

/**
 * Claims a due moment. False when this moment, or a later one, has been claimed before, by any instance: so each has
 * one run, and however many were missed in between are caught up by one.
 */
async function claimTick(tx: Db, name: string, due: Date): Promise<boolean> {
  const { rows } = await tx.executeSql(
    `insert into scheduling.ticks as ticks (name, due) values ($1, $2)
     on conflict (name) do update set due = excluded.due where ticks.due < excluded.due
     returning name`,
    [name, due],
  );
  return rows.length === 1;
}
