import { sql, type Kysely } from 'kysely';

/** Everything that one programme needs from its design to its feedback, and the scopes that keep programmes apart. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [...people, ...programmes, ...matching, ...meetings, ...letters, ...audit]) {
    await sql.raw(statement).execute(db);
  }
  await sql.raw(scopeFunctions).execute(db);
  for (const [table, mayRead] of scoped) {
    await sql.raw(`alter table ${table} enable row level security`).execute(db);
    await sql.raw(`create policy in_scope on ${table} using (${mayRead})`).execute(db);
  }
  await sql.raw('alter table audit enable row level security').execute(db);
  await sql.raw(`create policy may_read on audit for select using (${inScope('programme_id')})`).execute(db);
  await sql.raw('create policy may_add on audit for insert with check (true)').execute(db);
}

/** Of people who never joined: id, manager and date of change; `seen_at` is the reading's own mark. */
const people = [
  `create table chart_people (
    id uuid primary key,
    manager_id uuid,
    changed_at timestamptz not null,
    seen_at timestamptz not null,
    left_at timestamptz,
    check (manager_id <> id)
  ) with (fillfactor = 70)`,
  'create index on chart_people (manager_id) where left_at is null',
  `create table former_managers (
    person_id uuid not null,
    manager_id uuid not null,
    until timestamptz not null,
    primary key (person_id, until, manager_id)
  )`,
  `create table sync_state (
    single boolean primary key default true check (single),
    phase text not null check (phase in ('never', 'reading', 'catching-up', 'ready')),
    next_link text,
    delta_link text,
    pages integer not null,
    people_read integer not null,
    started_at timestamptz,
    finished_at timestamptz,
    fault text
  )`,
  `create table participants (
    id uuid primary key,
    display_name text not null,
    mail text,
    job_title text,
    department text,
    office_location text,
    preferred_language text,
    is_guest boolean not null,
    time_zone text,
    works_from text,
    works_to text,
    refreshed_at timestamptz not null
  )`,
];

const programmes = [
  `create table programmes (
    id uuid primary key,
    name text not null,
    calendar_name text not null,
    goal text not null,
    topics text[] not null,
    state text not null check (state in ('draft', 'enrolling', 'matching', 'running', 'closed', 'archived')),
    starts_on date not null,
    ends_on date not null,
    sessions integer not null check (sessions > 0),
    session_minutes integer not null check (session_minutes > 0),
    gap_weeks integer not null check (gap_weeks between 4 and 6),
    time_zone text not null,
    organizer_mailbox text not null,
    coordinators uuid[] not null,
    match_settings jsonb not null,
    created_at timestamptz not null
  )`,
  'create index on programmes using gin (coordinators)',
  `create table enrolments (
    programme_id uuid not null references programmes,
    person_id uuid not null,
    role text not null check (role in ('mentor', 'mentee')),
    offers text[] not null,
    wants text[] not null,
    area text,
    languages text[] not null,
    state text not null check (state in ('active', 'left')),
    via text not null check (via in ('card', 'tab')),
    enrolled_at timestamptz not null,
    waiting_since timestamptz,
    primary key (programme_id, person_id)
  )`,
  'create index on enrolments (person_id)',
  `create table invitations (
    programme_id uuid not null references programmes,
    person_id uuid not null,
    role text check (role in ('mentor', 'mentee')),
    invited_at timestamptz not null,
    answer text check (answer in ('joined', 'declined')),
    primary key (programme_id, person_id)
  )`,
  'create index on invitations (person_id)',
];

const matching = [
  `create table proposals (
    id uuid primary key,
    programme_id uuid not null references programmes,
    settings jsonb not null,
    input_digest text not null,
    outcome jsonb not null,
    created_by uuid not null,
    created_at timestamptz not null,
    published_at timestamptz
  )`,
  'create index on proposals (programme_id, created_at desc)',
  'create unique index one_published_proposal on proposals (programme_id) where published_at is not null',
  `create table pairs (
    id uuid primary key,
    programme_id uuid not null references programmes,
    mentor_id uuid not null,
    mentee_id uuid not null,
    score double precision not null,
    distance integer,
    reasons text not null,
    state text not null check (state in ('live', 'ended')),
    published_at timestamptz not null,
    ended_at timestamptz,
    check (mentor_id <> mentee_id),
    check ((state = 'ended') = (ended_at is not null))
  )`,
  `create unique index one_live_pair_per_mentor on pairs (programme_id, mentor_id) where state = 'live'`,
  `create unique index one_live_pair_per_mentee on pairs (programme_id, mentee_id) where state = 'live'`,
  'create index on pairs (mentor_id)',
  'create index on pairs (mentee_id)',
];

const meetings = [
  `create table series (
    id uuid primary key,
    pair_id uuid not null references pairs,
    programme_id uuid not null references programmes,
    organizer_mailbox text not null,
    time_zone text not null,
    every_weeks integer not null check (every_weeks > 0),
    session_minutes integer not null check (session_minutes > 0),
    state text not null check (state in ('chosen', 'booked', 'no-common-hour', 'ended')),
    transaction_id text not null unique,
    event_id text,
    join_url text,
    explanation text not null,
    created_at timestamptz not null,
    check (state <> 'booked' or event_id is not null)
  )`,
  `create unique index one_series_at_a_time on series (pair_id) where state in ('chosen', 'booked')`,
  'create index on series (pair_id)',
  'create index on series (programme_id)',
  `create table occurrences (
    id uuid primary key,
    series_id uuid not null references series,
    programme_id uuid not null references programmes,
    position integer not null check (position > 0),
    starts_at timestamptz not null,
    ends_at timestamptz not null,
    diary text not null check (diary in ('free', 'clash', 'unknown')),
    feedback_asked_at timestamptz,
    unique (series_id, position),
    check (ends_at > starts_at)
  )`,
  'create index on occurrences (ends_at) where feedback_asked_at is null',
  `create table feedback (
    occurrence_id uuid not null references occurrences,
    programme_id uuid not null references programmes,
    person_id uuid not null,
    held text not null check (held in ('yes', 'no', 'partner-away')),
    worth integer check (worth between 1 and 5),
    spoke_freely integer check (spoke_freely between 1 and 5),
    taught text check (taught in ('me', 'partner', 'both')),
    commitment text,
    note text,
    note_for text not null check (note_for in ('private', 'partner', 'coordinator')),
    via text not null check (via in ('card', 'tab')),
    given_at timestamptz not null,
    primary key (occurrence_id, person_id)
  )`,
  'create index on feedback (programme_id)',
  'create index on feedback (person_id)',
];

const letters = [
  `create table letters (
    id uuid primary key default gen_random_uuid(),
    key text not null unique,
    to_person uuid not null,
    programme_id uuid references programmes,
    about jsonb not null,
    state text not null check (state in ('waiting', 'sending', 'sent', 'unknown', 'failed')),
    reason text,
    activity_id text,
    created_at timestamptz not null,
    sending_since timestamptz,
    settled_at timestamptz
  )`,
  'create index on letters (programme_id)',
  'create index on letters (to_person)',
  `create index on letters (sending_since) where state = 'sending'`,
  `create table chats (
    person_id uuid primary key,
    conversation_id text not null,
    state text not null check (state in ('open', 'blocked'))
  )`,
];

const audit = [
  `create table audit (
    id bigint generated always as identity primary key,
    at timestamptz not null,
    actor text not null,
    action text not null,
    programme_id uuid,
    subject text,
    detail jsonb not null
  )`,
  'create index on audit (programme_id, at)',
  'create index on audit (subject, at)',
];

/**
 * A transaction says on whose behalf it asks (`counterpart.scope`, `counterpart.scope_id`); one that has not said so
 * sees nothing. The list of programmes is read with the owner's rights, since it decides what the asker may read.
 */
const scopeFunctions = `
  create function scope_is_system() returns boolean language sql stable
    return current_setting('counterpart.scope', true) = 'system';

  create function scope_person() returns uuid language sql stable
    return case current_setting('counterpart.scope', true)
      when 'person' then current_setting('counterpart.scope_id')::uuid end;

  create function scope_programmes() returns uuid[] language sql stable security definer
    set search_path = pg_catalog, public, pg_temp
    as $$
      select case current_setting('counterpart.scope', true)
        when 'programme' then array[current_setting('counterpart.scope_id')::uuid]
        when 'person' then array(
          select programme_id from public.enrolments where person_id = public.scope_person()
          union select programme_id from public.invitations where person_id = public.scope_person()
          union select id from public.programmes where coordinators @> array[public.scope_person()]
        )
        else '{}'::uuid[]
      end
    $$;
`;

/** The subqueries are asked once a statement, not once a row. */
const inScope = (column: string): string =>
  `(select scope_is_system()) or ${column} = any ((select scope_programmes())::uuid[])`;

const scoped: [table: string, mayRead: string][] = [
  ['programmes', inScope('id')],
  ['enrolments', inScope('programme_id')],
  ['invitations', inScope('programme_id')],
  ['proposals', inScope('programme_id')],
  ['pairs', inScope('programme_id')],
  ['series', inScope('programme_id')],
  ['occurrences', inScope('programme_id')],
  ['feedback', inScope('programme_id')],
  ['letters', `${inScope('programme_id')} or (programme_id is null and to_person = (select scope_person()))`],
];
