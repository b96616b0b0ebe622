import type { Db } from 'pg-boss';

/**
 * pg-boss reads the time in one SQL function. For the movable clock its owner makes that function add how far we are
 * ahead; in production it stays as pg-boss made it, and the clock's row is never written.
 */
export const movableJobNow = `
  create or replace function pgboss.job_now() returns timestamp with time zone language sql stable as $$
    select pg_catalog.now() + make_interval(secs => coalesce((select ahead_ms from scheduling.clock), 0) / 1000.0)
  $$`;

export const realJobNow = `
  create or replace function pgboss.job_now() returns timestamp with time zone language sql stable as $$
    select pg_catalog.now()
  $$`;

/**
 * Sets the jobs' clock forward to ours (never back). Jobs that are being worked on move along, since their work takes
 * real time: a clock moved by hours must not make them look abandoned.
 */
export async function moveJobClock(db: Db, now: Date): Promise<void> {
  await db.executeSql(
    `with before as (
       select ahead_ms, (extract(epoch from $1::timestamptz - pg_catalog.now()) * 1000)::bigint as wanted
       from scheduling.clock
     ), moved as (
       update scheduling.clock set ahead_ms = wanted from before
       where clock.ahead_ms = before.ahead_ms and wanted > before.ahead_ms + 1000
       returning make_interval(secs => (wanted - before.ahead_ms) / 1000.0) as by
     )
     update pgboss.job set started_on = started_on + by, heartbeat_on = heartbeat_on + by
     from moved where state = 'active'`,
    [now],
  );
}
