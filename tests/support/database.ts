import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { systemClock } from '../../src/adapters/clock/follow-clock.ts';
import { createJobs, type Jobs } from '../../src/adapters/jobs/create-jobs.ts';
import { openDatabase } from '../../src/adapters/postgres/database.ts';
import type { Database } from '../../src/adapters/postgres/schema.ts';
import { createTransact, type Stores } from '../../src/adapters/postgres/transact.ts';
import type { Clock } from '../../src/domain/kernel/clock.ts';
import type { Job } from '../../src/domain/kernel/jobs.ts';
import type { Transact } from '../../src/domain/kernel/unit-of-work.ts';
import { useCluster } from './test-cluster.ts';

export type TestDatabase = {
  /** The application's role. */
  db: Database;
  transact: Transact<Stores>;
  clock: Clock;
  jobs: Jobs;
  appUrl: string;
  ownerUrl: string;
  /** Jobs that wait to be done, oldest first. */
  waitingJobs(): Promise<Job[]>;
  /** Drops the database. */
  close(): Promise<void>;
};

/** A new database with every table and no row, for one test file. Without a clock its time is the real one. */
export async function createTestDatabase({ clock = systemClock }: { clock?: Clock } = {}): Promise<TestDatabase> {
  const cluster = await useCluster();
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await runAsAdmin(cluster.adminUrl, `create database ${name} template counterpart owner counterpart_owner`);
  const [appUrl, ownerUrl] = [cluster.appUrl, cluster.ownerUrl].map((url) => inDatabase(url, name)) as [string, string];

  const faults: unknown[] = [];
  const db = openDatabase({ url: appUrl, onLost: (fault) => faults.push(fault) });
  const jobs = await createJobs({ url: appUrl, clock, movableClock: true, onFault: (fault) => faults.push(fault) });
  return {
    db,
    clock,
    jobs,
    appUrl,
    ownerUrl,
    transact: createTransact(db, clock, jobs),
    async waitingJobs() {
      const client = new pg.Client({ connectionString: ownerUrl });
      await client.connect();
      const { rows } = await client.query<Job>(
        `select name, data from pgboss.job where state in ('created', 'retry') order by created_on, name, data::text`,
      );
      await client.end();
      return rows;
    },
    async close() {
      await jobs.stop();
      await db.destroy();
      await runAsAdmin(cluster.adminUrl, `drop database ${name} with (force)`);
    },
  };
}

function inDatabase(url: string, name: string): string {
  const moved = new URL(url);
  moved.pathname = `/${name}`;
  return moved.href;
}

async function runAsAdmin(url: string, statement: string): Promise<void> {
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  try {
    await admin.query(statement);
  } finally {
    await admin.end();
  }
}
