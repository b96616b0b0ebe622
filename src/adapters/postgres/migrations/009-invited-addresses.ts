import { sql, type Kysely } from 'kysely';

/** Every address that we ever put on a series, so that a former one of ours is never taken for a stranger's. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `create table invited_addresses (
    series_id uuid not null references series,
    programme_id uuid not null references programmes,
    mail text not null check (mail = lower(mail)),
    primary key (series_id, mail)
  )`,
  'create index on invited_addresses (programme_id)',
  'alter table invited_addresses enable row level security',
  `create policy in_scope on invited_addresses using (
    (select scope_is_system()) or programme_id = any ((select scope_programmes())::uuid[]))`,
];
