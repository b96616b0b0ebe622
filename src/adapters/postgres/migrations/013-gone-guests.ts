import { sql, type Kysely } from 'kysely';

/** Guests stand outside the chart, which tells who has left: of those who joined it is kept with their details. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw('alter table participants add column gone_at timestamptz').execute(db);
}
