import pg from 'pg';
import { PgBoss, type QueueOptions } from 'pg-boss';
import { movableJobNow, realJobNow } from './job-clock.ts';
import { jobNames, jobs, type JobName } from './jobs.ts';
import { keepNoLoneJobs } from './lone-jobs.ts';

/**
 * Brings pg-boss's schema, our queues and schedules up to date as their owner, and gives the application's role what it
 * needs to send and to work. Safe to repeat, to kill, and to start twice at once.
 */
export async function installJobs(options: {
  ownerUrl: string;
  applicationRole: string;
  /** The clock can be moved (demo and tests): pg-boss's time then follows it. Never in production. */
  movableClock: boolean;
}): Promise<void> {
  const boss = new PgBoss({ connectionString: options.ownerUrl, max: 2, supervise: false, schedule: false });
  boss.on('error', () => undefined);
  await boss.start();
  try {
    for (const name of jobNames) {
      const queue = queueOptions(name);
      await boss.createQueue(name, { ...queue, policy: jobs[name].alone ? 'singleton' : 'standard' });
      await boss.updateQueue(name, queue);
    }
  } finally {
    await boss.stop({ graceful: false });
  }
  await grantRights(options);
}

function queueOptions(name: JobName): QueueOptions & { notify: boolean } {
  const { retries, replaySafe, giveUpAfter } = jobs[name];
  return {
    retryLimit: replaySafe ? retries.limit : 0,
    retryDelay: retries.firstWait,
    retryBackoff: true,
    retryDelayMax: retries.longestWait,
    expireInSeconds: giveUpAfter,
    heartbeatSeconds: 20,
    // pg-boss drops jobs that have waited this long. Ours wait for as long as it takes.
    retentionSeconds: 10 * 365 * 24 * 3600,
    // As long as this a second job with the same `once` is known to be the second.
    deleteAfterSeconds: 30 * 24 * 3600,
    notify: true,
  };
}

async function grantRights(options: { ownerUrl: string; applicationRole: string; movableClock: boolean }) {
  const owner = new pg.Client({ connectionString: options.ownerUrl });
  await owner.connect();
  const role = pg.escapeIdentifier(options.applicationRole);
  try {
    await owner.query('begin');
    await owner.query(`select pg_advisory_xact_lock(hashtext('counterpart jobs'))`);
    await owner.query(`
      create schema if not exists scheduling;
      create table if not exists scheduling.ticks (name text primary key, due timestamptz not null);
      create table if not exists scheduling.clock (
        single boolean primary key default true check (single),
        ahead_ms bigint not null
      );
      insert into scheduling.clock (ahead_ms) values (0) on conflict do nothing;

      grant usage on schema pgboss, scheduling to ${role};
      grant select on all tables in schema pgboss to ${role};
      grant insert, update, delete on pgboss.job, pgboss.job_common, pgboss.job_dependency to ${role};
      grant update on pgboss.queue, pgboss.version to ${role};
      grant select, insert, update on scheduling.ticks to ${role};
      grant select, update on scheduling.clock to ${role};
    `);
    await owner.query(keepNoLoneJobs);
    await owner.query(options.movableClock ? movableJobNow : realJobNow);
    await owner.query('commit');
  } finally {
    await owner.end();
  }
}
