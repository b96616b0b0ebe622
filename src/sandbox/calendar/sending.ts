import type { DatabaseSync } from 'node:sqlite';
import { GraphError } from '../graph/errors.ts';
import type { FaultSwitches } from './calendar-faults.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** Refusal of a call whose mails the mailbox may not send yet; nothing of the call was done. */
export class SendingLimit extends GraphError {
  readonly mailbox: string;

  constructor(mailbox: string, code: string, message: string, retryAfterMs: number) {
    super(429, code, message, { 'Retry-After': String(Math.max(1, Math.ceil(retryAfterMs / 1000))) });
    this.mailbox = mailbox;
  }
}

export type Sending = ReturnType<typeof openSending>;

/**
 * What each organizer's mailbox has sent, held against Exchange Online's sending limits: messages a minute and
 * recipients in any 24 hours ('Exchange Online limits'; that they hold for Graph too: learn.microsoft.com/answers
 * 542802). What Graph answers to a change of an event beyond them is nowhere confirmed: a delayed mail or a
 * non-delivery report (5.1.90) is likelier than a refusal. The sandbox refuses, so that going over can't stay unseen;
 * `ErrorExceededMessageLimit` is Exchange's code for the daily limit on sendMail.
 */
export function openSending(db: DatabaseSync, faults: FaultSwitches) {
  db.exec(`CREATE TABLE IF NOT EXISTS calendar_sent (
    mailbox TEXT NOT NULL, at INTEGER NOT NULL, recipients INTEGER NOT NULL) STRICT;
    CREATE INDEX IF NOT EXISTS calendar_sent_mailbox ON calendar_sent (mailbox, at);
    CREATE TABLE IF NOT EXISTS calendar_send_refused (mailbox TEXT PRIMARY KEY, times INTEGER NOT NULL) STRICT;`);
  const sql = {
    since: db.prepare(
      `SELECT count(*) AS messages, coalesce(sum(recipients), 0) AS recipients, min(at) AS first FROM calendar_sent
       WHERE mailbox = ? AND at > ?`,
    ),
    insert: db.prepare('INSERT INTO calendar_sent VALUES (?, ?, ?)'),
    forget: db.prepare('DELETE FROM calendar_sent WHERE mailbox = ? AND at <= ?'),
    refuse: db.prepare(
      'INSERT INTO calendar_send_refused VALUES (?, 1) ON CONFLICT (mailbox) DO UPDATE SET times = times + 1',
    ),
    refused: db.prepare('SELECT times FROM calendar_send_refused WHERE mailbox = ?'),
  };
  type Since = { messages: number; recipients: number; first: number | null };
  const since = (mailbox: string, at: number) => sql.since.get(mailbox, at) as Since;
  return {
    /** One message of this mailbox to so many. Throws a SendingLimit when it is one too many. */
    spend(mailbox: string, recipients: number, now: number): void {
      const { messagesPerMinute, recipientsPerDay } = faults.read();
      const minute = since(mailbox, now - MINUTE_MS);
      if (messagesPerMinute !== null && minute.messages + 1 > messagesPerMinute) {
        const wait = (minute.first ?? now) + MINUTE_MS - now;
        throw new SendingLimit(mailbox, 'ApplicationThrottled', 'The mailbox is over its message rate limit.', wait);
      }
      sql.forget.run(mailbox, now - DAY_MS);
      const day = since(mailbox, now - DAY_MS);
      if (recipientsPerDay !== null && day.recipients + recipients > recipientsPerDay) {
        const wait = (day.first ?? now) + DAY_MS - now;
        const message = 'Cannot send mail. Daily Message/Recipient limit exceeded.';
        throw new SendingLimit(mailbox, 'ErrorExceededMessageLimit', message, wait);
      }
      sql.insert.run(mailbox, now, recipients);
    },
    /** To be called after the refused call's own transaction has gone. */
    refused(mailbox: string): void {
      sql.refuse.run(mailbox);
    },
    /** What counts against the limits now, and how often the mailbox was refused since the tenant began. */
    state(mailbox: string, now: number) {
      const { messagesPerMinute, recipientsPerDay } = faults.read();
      return {
        mailbox,
        messagesLastMinute: since(mailbox, now - MINUTE_MS).messages,
        recipientsLastDay: since(mailbox, now - DAY_MS).recipients,
        messagesPerMinute,
        recipientsPerDay,
        refused: (sql.refused.get(mailbox)?.['times'] as number | undefined) ?? 0,
      };
    },
  };
}
