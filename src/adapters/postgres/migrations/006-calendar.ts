import { sql, type Kysely } from 'kysely';

/** What each mailbox's calendar was last known to say, and what came of it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [...readings, ...facts]) await sql.raw(statement).execute(db);
  for (const table of scoped) {
    await sql.raw(`alter table ${table} enable row level security`).execute(db);
    await sql.raw(`create policy in_scope on ${table} using (${inScope})`).execute(db);
  }
}

/** A mailbox serves several programmes, so its reading is the system's. */
const readings = [
  `create table calendar_readings (
    mailbox text primary key,
    link text,
    reader uuid,
    claimed_at timestamptz,
    read_at timestamptz,
    compared_at timestamptz,
    check ((reader is null) = (claimed_at is null))
  )`,
  'alter table calendar_readings enable row level security',
  'create policy of_the_system on calendar_readings using ((select scope_is_system()))',
  'create index on series (organizer_mailbox, event_id)',
  'create index on occurrences (event_id) where event_id is not null',
];

const facts = [
  `create table replies (
    occurrence_id uuid not null references occurrences,
    programme_id uuid not null references programmes,
    person_id uuid not null,
    reply text not null check (reply in ('none', 'accepted', 'tentative', 'declined')),
    replied_at timestamptz,
    proposed_start timestamptz,
    proposed_end timestamptz,
    primary key (occurrence_id, person_id),
    check ((proposed_start is null) = (proposed_end is null))
  )`,
  'create index on replies (programme_id)',
  `create table conflicts (
    occurrence_id uuid not null references occurrences,
    programme_id uuid not null references programmes,
    person_id uuid not null,
    kind text not null check (kind in ('busy', 'away', 'outside-hours', 'unknown')),
    primary key (occurrence_id, person_id)
  )`,
  'create index on conflicts (programme_id)',
  `create table cancellations (
    occurrence_id uuid not null references occurrences,
    programme_id uuid not null references programmes,
    person_id uuid not null,
    because text not null check (because in ('declined', 'moved-late', 'away')),
    at timestamptz not null,
    primary key (occurrence_id, person_id)
  )`,
  'create index on cancellations (programme_id)',
  `create table uninvited (
    id uuid primary key,
    series_id uuid not null references series,
    programme_id uuid not null references programmes,
    mail text not null,
    name text not null,
    seen_at timestamptz not null,
    unique (series_id, mail)
  )`,
  'create index on uninvited (programme_id)',
];

const scoped = ['replies', 'conflicts', 'cancellations', 'uninvited'];

const inScope = `(select scope_is_system()) or programme_id = any ((select scope_programmes())::uuid[])`;
