import { sql, type Kysely } from 'kysely';

/** How many partners, whom people wish for or avoid, grades, and the coordinator's own lists of pairs. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [...profile, ...requests, ...lists]) await sql.raw(statement).execute(db);
}

const profile = [
  `alter table programmes
    add column largest_capacity jsonb not null default '{"mentor": 1, "mentee": 1}',
    add column levels jsonb not null default '{"from": "depth"}'`,
  'alter table enrolments add column capacity integer not null default 1 check (capacity between 1 and 5)',
  'alter table participants add column grade text',
  // One mentor may have several mentees now, and the other way round; the same two are still a pair once at a time.
  'drop index if exists one_live_pair_per_mentor',
  'drop index if exists one_live_pair_per_mentee',
  `create unique index one_live_pair_of_two on pairs (programme_id, mentor_id, mentee_id) where state = 'live'`,
];

/** Read by the matcher, in the system's scope, and by their author: by no coordinator, whatever a query forgets. */
const requests = [
  `create table partner_requests (
    programme_id uuid not null references programmes,
    person_id uuid not null,
    avoid uuid[] not null,
    wishes uuid[] not null check (cardinality(wishes) <= 3),
    told_at timestamptz not null,
    primary key (programme_id, person_id),
    check (not avoid && wishes),
    check (person_id <> all (avoid || wishes))
  )`,
  'create index on partner_requests (person_id)',
  'alter table partner_requests enable row level security',
  `create policy author_or_matcher on partner_requests
    using ((select scope_is_system()) or person_id = (select scope_person()))`,
];

const lists = [
  `create table listed_pairs (
    programme_id uuid not null references programmes,
    list text not null check (list in ('works-together', 'never-pair', 'paired-before')),
    one uuid not null,
    other uuid not null,
    added_at timestamptz not null,
    primary key (programme_id, list, one, other),
    check (one < other)
  )`,
  'create index on listed_pairs (one)',
  'create index on listed_pairs (other)',
  'alter table listed_pairs enable row level security',
  // For coordinators alone: a participant's own scope does not open it.
  `create policy programme_or_system on listed_pairs
    using ((select scope_is_system()) or (
      (select scope_person()) is null and programme_id = any ((select scope_programmes())::uuid[])))`,
];
