import type { DatabaseSync } from 'node:sqlite';

/** What happened to one mailbox's copy of a meeting; `sequence` grows with every change of the whole tenant. */
export type CalendarChange = {
  kind: 'created' | 'updated' | 'deleted';
  mailbox: string;
  uid: string;
  copyId: string;
  sequence: number;
};

export type ChangeLog = ReturnType<typeof openChangeLog>;

/**
 * Which copies changed last, and when: what a delta reads and what notifications are made of. One row per copy, so
 * that a year of changes stays as small as the calendars themselves.
 */
export function openChangeLog(db: DatabaseSync) {
  db.exec(`CREATE TABLE IF NOT EXISTS calendar_change (
    copy_id TEXT PRIMARY KEY, mailbox TEXT NOT NULL, sequence INTEGER NOT NULL) STRICT;
    CREATE INDEX IF NOT EXISTS calendar_change_mailbox ON calendar_change (mailbox, sequence);
    INSERT OR IGNORE INTO calendar_change SELECT id, mailbox, rowid FROM calendar_copy;`);
  const sql = {
    highest: db.prepare('SELECT coalesce(max(sequence), 0) AS highest FROM calendar_change'),
    copies: db.prepare(
      `SELECT c.id, c.mailbox, c.state, k.sequence FROM calendar_copy c LEFT JOIN calendar_change k ON k.copy_id = c.id
       WHERE c.uid = ? ORDER BY c.rowid`,
    ),
    save: db.prepare('INSERT OR REPLACE INTO calendar_change VALUES (?, ?, ?)'),
    since: db.prepare(
      'SELECT copy_id, sequence FROM calendar_change WHERE mailbox = ? AND sequence > ? ORDER BY sequence',
    ),
  };
  let sequence = sql.highest.get()!['highest'] as number;
  const listeners = new Set<(change: CalendarChange) => void>();
  return {
    /** Notes, inside the caller's transaction, that every copy of a meeting may look different now. */
    record(uid: string): CalendarChange[] {
      sequence += 1;
      return sql.copies.all(uid).map((row) => {
        const [copyId, mailbox] = [row['id'] as string, row['mailbox'] as string];
        sql.save.run(copyId, mailbox, sequence);
        const kind = row['state'] === 'removed' ? 'deleted' : row['sequence'] === null ? 'created' : 'updated';
        return { kind, mailbox, uid, copyId, sequence };
      });
    },
    /** Copies of a mailbox that changed after `after`, in the order of their last change; read as far as wanted. */
    *since(mailbox: string, after: number): Generator<{ copyId: string; sequence: number }> {
      for (const row of sql.since.iterate(mailbox, after)) {
        yield { copyId: row['copy_id'] as string, sequence: row['sequence'] as number };
      }
    },
    /** Calls `listener` for each change once it is on disk; answers the function that ends this. */
    listen(listener: (change: CalendarChange) => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    tell(changes: CalendarChange[]): void {
      for (const change of changes) for (const listener of listeners) listener(change);
    },
  };
}
