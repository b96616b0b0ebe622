import { sql, type Kysely } from 'kysely';

/** What coordinators are told of their pairs after the chart has changed, and whom people can turn to in confidence. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [...alerts, ...support]) await sql.raw(statement).execute(db);
  for (const [table, mayRead] of scoped) {
    await sql.raw(`alter table ${table} enable row level security`).execute(db);
    await sql.raw(`create policy in_scope on ${table} using (${mayRead})`).execute(db);
  }
}

const alerts = [
  `create table alerts (
    id uuid primary key,
    programme_id uuid not null references programmes,
    subject uuid not null,
    matter jsonb not null,
    state text not null check (state in ('open', 'mended', 'kept', 'replaced', 'pair-ended')),
    raised_at timestamptz not null,
    closed_at timestamptz,
    closed_by uuid,
    check ((state = 'open') = (closed_at is null))
  )`,
  'create index on alerts (programme_id, raised_at desc)',
  `create unique index one_open_alert on alerts (programme_id, (matter ->> 'kind'), subject) where state = 'open'`,
  `create index on letters ((about ->> 'alertId')) where about ->> 'alertId' is not null`,
];

const support = [
  `create table support_contacts (
    programme_id uuid not null references programmes,
    person_id uuid not null,
    position integer not null,
    away_until date,
    primary key (programme_id, person_id),
    unique (programme_id, position)
  )`,
  `create table pair_support (
    pair_id uuid primary key references pairs,
    programme_id uuid not null references programmes,
    first_contact uuid,
    second_contact uuid,
    check (first_contact <> second_contact),
    check (first_contact is not null or second_contact is null)
  )`,
  'create index on pair_support (programme_id)',
];

const inScope = `(select scope_is_system()) or programme_id = any ((select scope_programmes())::uuid[])`;

const scoped: [table: string, mayRead: string][] = [
  // For coordinators: nobody reads them on behalf of a participant.
  ['alerts', `(select scope_person()) is null and (${inScope})`],
  ['support_contacts', inScope],
  ['pair_support', inScope],
];
