/**
 * Of a queue whose jobs run alone, pg-boss's count writes down that one is at work, and workers believe it for a minute:
 * the next job, or the one that a killed worker was at, would wait for so long. The owner makes the database keep no such
 * note; that only one is at work is seen to by a unique index, and whoever comes second takes nothing.
 */
export const keepNoLoneJobs = `
  create or replace function scheduling.keep_no_lone_jobs() returns trigger language plpgsql as $$
    begin
      new.singletons_active := null;
      return new;
    end
  $$;
  create or replace trigger keep_no_lone_jobs before update on pgboss.queue
    for each row execute function scheduling.keep_no_lone_jobs();
  update pgboss.queue set singletons_active = null where singletons_active is not null`;
