import { sql, type Kysely } from 'kysely';

/** What the application may do with each table, and nothing else. Audit rows are added and read, never changed. */
const rights: Record<string, string> = {
  chart_people: 'select, insert, update',
  former_managers: 'select, insert',
  sync_state: 'select, insert, update',
  participants: 'select, insert, update, delete',
  programmes: 'select, insert, update',
  enrolments: 'select, insert, update',
  invitations: 'select, insert, update',
  partner_requests: 'select, insert, update, delete',
  listed_pairs: 'select, insert, delete',
  scenarios: 'select, insert, update, delete',
  pairs: 'select, insert, update',
  series: 'select, insert, update',
  occurrences: 'select, insert, update',
  bookings: 'select, insert, update',
  mailbox_sends: 'select, insert, update, delete',
  time_proposals: 'select, insert, update',
  time_choices: 'select, insert, update',
  assistants: 'select, insert, update, delete',
  pauses: 'select, insert, update, delete',
  calendar_readings: 'select, insert, update',
  replies: 'select, insert, update',
  conflicts: 'select, insert, delete',
  cancellations: 'select, insert, delete',
  uninvited: 'select, insert, delete',
  invited_addresses: 'select, insert, delete',
  feedback: 'select, insert',
  alerts: 'select, insert, update',
  support_contacts: 'select, insert, delete',
  pair_support: 'select, insert, delete',
  letters: 'select, insert, update',
  chats: 'select, insert, update, delete',
  subscriptions: 'select, insert, update, delete',
  notifications: 'select, insert, delete',
  audit: 'select, insert',
};

/** Gives the application's role exactly these rights; safe to repeat. */
export async function grantRights(db: Kysely<unknown>, applicationRole: string): Promise<void> {
  const role = sql.id(applicationRole);
  await sql`revoke all on all tables in schema public from ${role}`.execute(db);
  await sql`grant usage on schema public to ${role}`.execute(db);
  for (const [table, allowed] of Object.entries(rights)) {
    await sql`grant ${sql.raw(allowed)} on ${sql.id(table)} to ${role}`.execute(db);
  }
}
