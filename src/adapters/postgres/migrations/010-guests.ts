import { sql, type Kysely } from 'kysely';

/** Whoever is invited as a guest of the tenant is written to by mail: a guest can't chat with a bot. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw('alter table invitations add column is_guest boolean not null default false').execute(db);
}
