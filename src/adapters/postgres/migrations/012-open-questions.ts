import { sql, type Kysely } from 'kysely';

/** Since when hours are put to two people, and which series is to be booked again. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  'alter table time_proposals add column asked_at timestamptz',
  `update time_proposals set asked_at = raised_at where state = 'open'`,
  'alter table series add column book_again_at timestamptz',
];
