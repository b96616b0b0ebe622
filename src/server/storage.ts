import { join } from 'node:path';
import { createJobs, type Jobs } from '../adapters/jobs/create-jobs.ts';
import { installJobs } from '../adapters/jobs/install.ts';
import { assertApplicationRole, roleOf } from '../adapters/postgres/application-role.ts';
import { openDatabase } from '../adapters/postgres/database.ts';
import { startEmbedded } from '../adapters/postgres/embedded/embedded.ts';
import { migrate } from '../adapters/postgres/migrate.ts';
import type { Database } from '../adapters/postgres/schema.ts';
import type { Clock } from '../domain/kernel/clock.ts';
import type { Config } from './config.ts';
import { describeError, type Log } from './log.ts';

export type Storage = { db: Database; jobs: Jobs; close(): Promise<void> };

/** The database, brought up to date, and the jobs in it: at its address, or embedded and started here. */
export async function openStorage(config: Config, clock: Clock, log: Log): Promise<Storage> {
  const embedded =
    config.database === null ? await startEmbedded({ dataDirectory: join(config.dataDir, 'postgres') }) : null;
  const url = embedded?.appUrl ?? config.database?.url ?? '';
  const ownerUrl = embedded?.ownerUrl ?? config.database?.ownerUrl ?? '';
  const movableClock = config.clockUrl !== null;
  let db: Database | undefined;
  try {
    const applicationRole = roleOf(url);
    await migrate({ ownerUrl, applicationRole });
    await installJobs({ ownerUrl, applicationRole, movableClock });
    db = openDatabase({
      url,
      onLost: (error) => log.warn({ error: describeError(error) }, 'database connection'),
    });
    await assertApplicationRole(db);
    const jobs = await createJobs({
      url,
      clock,
      movableClock,
      onFault: ({ error, job }) => log.error({ job, error: describeError(error) }, 'job'),
    });
    const opened = db;
    return {
      db,
      jobs,
      async close() {
        await jobs.stop();
        await opened.destroy();
        await embedded?.stop();
      },
    };
  } catch (error) {
    await db?.destroy();
    await embedded?.stop();
    throw error;
  }
}
