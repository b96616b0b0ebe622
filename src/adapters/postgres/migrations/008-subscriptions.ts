import { sql, type Kysely } from 'kysely';

/** What Microsoft 365 has promised to tell us of, and what it told: for the system alone, no programme's and no person's. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of tables) await sql.raw(statement).execute(db);
  for (const table of ['subscriptions', 'notifications']) {
    await sql.raw(`alter table ${table} enable row level security`).execute(db);
    await sql.raw(`create policy for_the_system on ${table} using ((select scope_is_system()))`).execute(db);
  }
}

const tables = [
  `create table subscriptions (
    mailbox text primary key,
    address text not null,
    state text not null check (state in ('asked', 'live', 'due', 'removed', 'refused')),
    id uuid unique,
    secret_digest text not null unique,
    since timestamptz not null,
    expires_at timestamptz,
    fault text,
    check ((id is null) = (state in ('asked', 'refused'))),
    check ((id is null) = (expires_at is null)),
    check ((fault is not null) = (state = 'refused'))
  )`,
  `create table notifications (
    digest text primary key,
    mailbox text not null,
    kind text not null check (
      kind in ('created', 'updated', 'deleted', 'missed', 'subscriptionRemoved', 'reauthorizationRequired')),
    received_at timestamptz not null
  )`,
  'create index on notifications (received_at)',
];
