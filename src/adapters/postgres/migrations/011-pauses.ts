import { sql, type Kysely } from 'kysely';

/** Until when somebody takes no meetings. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of pauses) await sql.raw(statement).execute(db);
}

const pauses = [
  `create table pauses (
    programme_id uuid not null references programmes,
    person_id uuid not null,
    until date not null,
    set_at timestamptz not null,
    primary key (programme_id, person_id)
  )`,
  'create index on pauses (person_id)',
  'alter table pauses enable row level security',
  // For coordinators and for whoever it is: a partner sees the meetings that are called off, and no more.
  `create policy own_or_coordinators on pauses using (
    (select scope_is_system())
    or person_id = (select scope_person())
    or ((select scope_person()) is null and programme_id = any ((select scope_programmes())::uuid[])))`,
];
