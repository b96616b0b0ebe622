import { sql, type Kysely } from 'kysely';

/** Hours put to two people, what each said of them, and who may answer in somebody's place. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [...proposals, ...choices, ...assistants]) await sql.raw(statement).execute(db);
  for (const [table, mayRead] of scoped) {
    await sql.raw(`alter table ${table} enable row level security`).execute(db);
    await sql.raw(`create policy in_scope on ${table} using (${mayRead})`).execute(db);
  }
}

const underWay = `state in ('looking', 'open', 'agreed')`;

const proposals = [
  `create table time_proposals (
    id uuid primary key,
    programme_id uuid not null references programmes,
    pair_id uuid not null references pairs,
    occurrence_id uuid references occurrences,
    because text not null check (because in
      ('declined', 'counter-proposal', 'conflict', 'asked', 'left-its-window', 'no-known-hour')),
    raised_by text not null,
    raised_at timestamptz not null,
    moved_from timestamptz,
    wished timestamptz,
    state text not null check (state in ('looking', 'open', 'agreed', 'arranged', 'no-hour', 'over')),
    round integer not null check (round > 0),
    hours jsonb not null,
    refused jsonb not null,
    agreed_start timestamptz,
    closed_at timestamptz,
    check ((occurrence_id is null) = (because = 'no-known-hour')),
    check ((${underWay}) = (closed_at is null)),
    check (state not in ('agreed', 'arranged') or agreed_start is not null)
  )`,
  `create unique index one_proposal_per_meeting on time_proposals (occurrence_id) where ${underWay}`,
  `create unique index one_first_hour_per_pair on time_proposals (pair_id) where occurrence_id is null and ${underWay}`,
  'create index on time_proposals (pair_id, raised_at desc)',
  'create index on time_proposals (occurrence_id)',
  'create index on time_proposals (programme_id)',
  `create index on letters ((about ->> 'proposalId')) where about ->> 'proposalId' is not null`,
];

const choices = [
  `create table time_choices (
    proposal_id uuid not null references time_proposals,
    programme_id uuid not null references programmes,
    round integer not null,
    person_id uuid not null,
    answered_by uuid not null,
    suits jsonb not null,
    via text not null check (via in ('card', 'tab')),
    at timestamptz not null,
    primary key (proposal_id, round, person_id)
  )`,
  'create index on time_choices (programme_id)',
];

const assistants = [
  `create table assistants (
    programme_id uuid not null references programmes,
    person_id uuid not null,
    assistant_id uuid not null,
    named_at timestamptz not null,
    primary key (programme_id, person_id),
    check (assistant_id <> person_id)
  )`,
  'create index on assistants (assistant_id)',
];

const inScope = `(select scope_is_system()) or programme_id = any ((select scope_programmes())::uuid[])`;

const scoped: [table: string, mayRead: string][] = [
  ['time_proposals', inScope],
  ['time_choices', inScope],
  ['assistants', inScope],
];
