import { sql, type Kysely } from 'kysely';

/** Where an occurrence belongs and what Outlook calls it, a programme's booking as work that can be stopped, and what each mailbox has sent. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [...occurrences, ...booking, ...sends]) await sql.raw(statement).execute(db);
}

const occurrences = [
  `alter table occurrences
    add column regular_start timestamptz,
    add column event_id text,
    add column state text not null default 'planned' check (state in ('planned', 'cancelled'))`,
  'update occurrences set regular_start = starts_at',
  'alter table occurrences alter column regular_start set not null',
  'create index on occurrences (series_id)',
  // From then on Outlook may have it, whatever else is stored.
  'alter table series add column tried_at timestamptz',
  // Chosen, and let go before anything was sent.
  'alter table series drop constraint series_state_check',
  `alter table series add constraint series_state_check
    check (state in ('chosen', 'booked', 'no-common-hour', 'ended', 'dropped'))`,
];

const inScope = `(select scope_is_system()) or programme_id = any ((select scope_programmes())::uuid[])`;

const booking = [
  `create table bookings (
    programme_id uuid primary key references programmes,
    state text not null check (state in ('running', 'paused', 'stopped')),
    changed_by uuid,
    changed_at timestamptz not null
  )`,
  'alter table bookings enable row level security',
  // For coordinators: nobody reads them on behalf of a participant.
  `create policy in_scope on bookings using ((select scope_person()) is null and (${inScope}))`,
];

/** A mailbox sends for several programmes, so what it has sent is the system's to count. */
const sends = [
  `create table mailbox_sends (
    id uuid primary key,
    mailbox text not null,
    series_id uuid references series,
    messages integer not null check (messages > 0),
    recipients integer not null check (recipients >= 0),
    begun_at timestamptz not null,
    settled_at timestamptz
  )`,
  'create index on mailbox_sends (mailbox, settled_at)',
  `create unique index one_open_send on mailbox_sends (series_id) where settled_at is null`,
  'alter table mailbox_sends enable row level security',
  'create policy of_the_system on mailbox_sends using ((select scope_is_system()))',
];
