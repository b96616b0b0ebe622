import type { DatabaseSync } from 'node:sqlite';
import { copyId } from '../calendar/event-ids.ts';
import type { ChangeType, Notification, Subscription } from './subscription.ts';

const TABLES = `
  CREATE TABLE IF NOT EXISTS subscription (
    id TEXT PRIMARY KEY, mailbox TEXT NOT NULL, state TEXT NOT NULL, change_types TEXT NOT NULL,
    expires_at INTEGER NOT NULL, content TEXT NOT NULL) STRICT;
  CREATE INDEX IF NOT EXISTS subscription_mailbox ON subscription (mailbox, state);
  CREATE TABLE IF NOT EXISTS notification (
    number INTEGER PRIMARY KEY AUTOINCREMENT, subscription TEXT NOT NULL, kind TEXT NOT NULL, uid TEXT,
    attempts INTEGER NOT NULL DEFAULT 0, since INTEGER NOT NULL, due INTEGER NOT NULL, copy_of INTEGER) STRICT;
  CREATE INDEX IF NOT EXISTS notification_due ON notification (due);`;

// Notifications are written in the calendar's own transaction, whichever route made the change. The triggers last as
// long as this connection: they call a function that only this process has.
const TRIGGERS = (['created', 'updated', 'deleted'] as const)
  .map((kind) => {
    const on = {
      created: ['INSERT ON calendar_meeting', 'organizer', ''],
      updated: ['UPDATE ON calendar_meeting', 'organizer', ''],
      deleted: ['INSERT ON calendar_copy', 'mailbox', "WHEN NEW.state = 'removed'"],
    }[kind];
    return `CREATE TEMP TRIGGER notify_${kind} AFTER ${on[0]} ${on[2]} BEGIN
      INSERT INTO notification (subscription, kind, uid, since, due)
      SELECT id, '${kind}', NEW.uid, sandbox_now(), notification_due() FROM subscription
      WHERE mailbox = NEW.${on[1]} AND state <> 'removed' AND instr(change_types, '${kind}') > 0; END;`;
  })
  .join('\n');

/** A notification that waits to be sent, in its row: one that comes twice has two of the same number. */
export type Waiting = Notification & {
  row: number;
  subscriptionId: string;
  attempts: number;
  since: number;
  due: number;
};

type Times = {
  now(): number;
  /** When a notification of a change that happens now is to be sent; it is called within the calendar's transaction. */
  due(): number;
};

export type SubscriptionStore = ReturnType<typeof openSubscriptionStore>;

/** Subscriptions and the notifications that wait, in the sandbox's database; the calendar's tables must exist. */
export function openSubscriptionStore(db: DatabaseSync, times: Times) {
  db.exec(TABLES);
  db.function('sandbox_now', () => BigInt(times.now()));
  db.function('notification_due', () => BigInt(times.due()));
  db.exec(TRIGGERS);
  const sql = {
    save: db.prepare('INSERT OR REPLACE INTO subscription VALUES (?, ?, ?, ?, ?, ?)'),
    get: db.prepare('SELECT content FROM subscription WHERE id = ?'),
    all: db.prepare('SELECT content FROM subscription ORDER BY rowid'),
    forget: db.prepare('DELETE FROM subscription WHERE id = ?'),
    forgetWaiting: db.prepare('DELETE FROM notification WHERE subscription = ?'),
    add: db.prepare('INSERT INTO notification (subscription, kind, uid, since, due) VALUES (?, ?, ?, ?, ?)'),
    due: db.prepare('SELECT * FROM notification WHERE due <= ? ORDER BY number LIMIT ?'),
    next: db.prepare('SELECT min(due) AS due FROM notification'),
    later: db.prepare('UPDATE notification SET attempts = attempts + 1, due = ? WHERE number = ?'),
    hold: db.prepare('UPDATE notification SET due = ? WHERE number = ?'),
    release: db.prepare('UPDATE notification SET due = ? WHERE subscription = ? AND due > ?'),
    drop: db.prepare('DELETE FROM notification WHERE number = ?'),
    dropAll: db.prepare(
      "DELETE FROM notification WHERE subscription = ? AND kind IN ('created', 'updated', 'deleted')",
    ),
    repeat: db.prepare(
      `INSERT INTO notification (subscription, kind, uid, attempts, since, due, copy_of)
       SELECT subscription, kind, uid, 1, since, ?, number FROM notification WHERE number = ?`,
    ),
  };
  const read = (row: Record<string, unknown>): Subscription => JSON.parse(row['content'] as string) as Subscription;
  return {
    save(subscription: Subscription): void {
      const { id, mailbox, state, changeTypes, expiresAt } = subscription;
      sql.save.run(id, mailbox, state, changeTypes.join(','), expiresAt, JSON.stringify(subscription));
    },
    get(id: string): Subscription | undefined {
      const row = sql.get.get(id);
      return row && read(row);
    },
    all: (): Subscription[] => sql.all.all().map(read),
    /** Forgets a subscription and all that it was to be told. */
    forget(id: string): void {
      sql.forgetWaiting.run(id);
      sql.forget.run(id);
    },
    add: (subscription: Subscription, kind: Notification['kind'], due: number): void =>
      void sql.add.run(subscription.id, kind, null, times.now(), due),
    /** Those that are due, in the order in which they came about. */
    due(limit: number): Waiting[] {
      return sql.due.all(times.now(), limit).map((row) => {
        const subscription = read(sql.get.get(row['subscription'] as string)!);
        const uid = row['uid'] as string | null;
        return {
          row: row['number'] as number,
          number: (row['copy_of'] ?? row['number']) as number,
          kind: row['kind'] as ChangeType,
          eventId: uid === null ? null : copyId(uid, subscription.mailbox),
          subscriptionId: subscription.id,
          attempts: row['attempts'] as number,
          since: row['since'] as number,
          due: row['due'] as number,
        };
      });
    },
    /** When the next one is due; undefined when none waits. */
    nextDue: (): number | undefined => (sql.next.get()?.['due'] as number | null) ?? undefined,
    /** After an attempt that failed. */
    later: (row: number, due: number): void => void sql.later.run(due, row),
    hold: (row: number, due: number): void => void sql.hold.run(due, row),
    /** What waits for this subscription is due now. */
    release: (id: string): void => void sql.release.run(times.now(), id, times.now()),
    drop: (row: number): void => void sql.drop.run(row),
    /** Forgets every change that this subscription was to be told of. */
    dropChanges: (id: string): void => void sql.dropAll.run(id),
    repeat: (row: number, due: number): void => void sql.repeat.run(due, row),
    inTransaction(work: () => void): void {
      db.exec('BEGIN IMMEDIATE');
      try {
        work();
        db.exec('COMMIT');
      } catch (error) {
        db.exec('ROLLBACK');
        throw error;
      }
    },
  };
}
