import { sql, type Kysely } from 'kysely';

/** Which meetings went when somebody took their whole series out of Outlook: those alone may be booked again. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  'alter table occurrences add column gone_with_series boolean not null default false',
  // What went earlier can't be told from what was called off by itself any more; it could all be booked again so far.
  `update occurrences set gone_with_series = true from series
    where series.id = series_id and series.state = 'ended' and occurrences.state = 'cancelled'`,
];
