import type { DatabaseSync } from 'node:sqlite';
import { openChangeLog, type CalendarChange } from './change-log.ts';
import { copyId } from './event-ids.ts';
import { replyKey, type Copy, type Exception, type Meeting, type MeetingContent, type Reply } from './meeting.ts';

const TABLES = `
  CREATE TABLE IF NOT EXISTS calendar_meeting (
    uid TEXT PRIMARY KEY, organizer TEXT NOT NULL, transaction_id TEXT, fingerprint TEXT NOT NULL,
    created_at INTEGER NOT NULL, modified_at INTEGER NOT NULL, version INTEGER NOT NULL, content TEXT NOT NULL) STRICT;
  CREATE INDEX IF NOT EXISTS calendar_meeting_transaction ON calendar_meeting (organizer, transaction_id);
  CREATE TABLE IF NOT EXISTS calendar_exception (
    uid TEXT NOT NULL, original INTEGER NOT NULL, cancelled INTEGER NOT NULL, changes TEXT NOT NULL,
    PRIMARY KEY (uid, original)) STRICT;
  CREATE TABLE IF NOT EXISTS calendar_reply (
    uid TEXT NOT NULL, reply_key TEXT NOT NULL, reply TEXT NOT NULL, PRIMARY KEY (uid, reply_key)) STRICT;
  CREATE TABLE IF NOT EXISTS calendar_copy (
    id TEXT PRIMARY KEY, uid TEXT NOT NULL, mailbox TEXT NOT NULL, state TEXT NOT NULL, hidden TEXT NOT NULL) STRICT;
  CREATE INDEX IF NOT EXISTS calendar_copy_mailbox ON calendar_copy (mailbox, state);
  CREATE INDEX IF NOT EXISTS calendar_copy_uid ON calendar_copy (uid);`;

export type EventStore = ReturnType<typeof openEventStore>;

/** The calendar's tables in the sandbox's database: meetings, what differs per occurrence, replies, and copies per mailbox. */
export function openEventStore(db: DatabaseSync) {
  db.exec(TABLES);
  const sql = {
    meeting: db.prepare('SELECT * FROM calendar_meeting WHERE uid = ?'),
    exceptions: db.prepare('SELECT * FROM calendar_exception WHERE uid = ?'),
    replies: db.prepare('SELECT * FROM calendar_reply WHERE uid = ?'),
    byTransaction: db.prepare(
      `SELECT m.uid, m.fingerprint FROM calendar_meeting m JOIN calendar_copy c ON c.uid = m.uid AND c.mailbox = m.organizer
       WHERE m.organizer = ? AND m.transaction_id = ? AND m.created_at >= ? AND c.state = 'active'`,
    ),
    insert: db.prepare('INSERT INTO calendar_meeting VALUES (?, ?, ?, ?, ?, ?, 1, ?)'),
    update: db.prepare('UPDATE calendar_meeting SET content = ?, modified_at = ?, version = version + 1 WHERE uid = ?'),
    touch: db.prepare('UPDATE calendar_meeting SET modified_at = ?, version = version + 1 WHERE uid = ?'),
    saveException: db.prepare('INSERT OR REPLACE INTO calendar_exception VALUES (?, ?, ?, ?)'),
    dropExceptions: db.prepare('DELETE FROM calendar_exception WHERE uid = ?'),
    saveReply: db.prepare('INSERT OR REPLACE INTO calendar_reply VALUES (?, ?, ?)'),
    dropReplies: db.prepare('DELETE FROM calendar_reply WHERE uid = ?'),
    dropRepliesOf: db.prepare('DELETE FROM calendar_reply WHERE uid = ? AND substr(reply_key, 1, length(?) + 1) = ?'),
    copy: db.prepare('SELECT * FROM calendar_copy WHERE id = ?'),
    copiesIn: db.prepare("SELECT * FROM calendar_copy WHERE mailbox = ? AND state <> 'removed' ORDER BY rowid"),
    copiesOf: db.prepare('SELECT * FROM calendar_copy WHERE uid = ? ORDER BY rowid'),
    invited: db.prepare(
      "SELECT DISTINCT mailbox FROM calendar_copy WHERE state = 'active' ORDER BY rowid DESC LIMIT 50",
    ),
    saveCopy: db.prepare('INSERT OR REPLACE INTO calendar_copy VALUES (?, ?, ?, ?, ?)'),
  };
  const known = new Map<string, Meeting>();
  const changes = openChangeLog(db);
  let touchedTogether: Set<string> | null = null;

  /** Notes a change: at the end of the transaction that is open, once however often it was touched, or else now. */
  const touched = (uid: string): void => {
    known.delete(uid);
    if (touchedTogether === null) changes.tell(changes.record(uid));
    else touchedTogether.add(uid);
  };

  const readMeeting = (uid: string): Meeting => {
    const row = sql.meeting.get(uid);
    if (row === undefined) throw new Error(`calendar_meeting: no meeting ${uid}`);
    const exceptions = sql.exceptions.all(uid).map((exception): [number, Exception] => {
      const changes = JSON.parse(exception['changes'] as string) as Partial<MeetingContent>;
      return [exception['original'] as number, { cancelled: exception['cancelled'] === 1, changes }];
    });
    const replies = sql.replies
      .all(uid)
      .map((reply): [string, Reply] => [reply['reply_key'] as string, JSON.parse(reply['reply'] as string) as Reply]);
    return {
      uid,
      organizer: row['organizer'] as string,
      transactionId: row['transaction_id'] as string | null,
      createdAt: row['created_at'] as number,
      modifiedAt: row['modified_at'] as number,
      version: row['version'] as number,
      content: JSON.parse(row['content'] as string) as MeetingContent,
      exceptions: new Map(exceptions),
      replies: new Map(replies),
    };
  };
  const readCopy = (row: Record<string, unknown>): Copy => ({
    id: row['id'] as string,
    uid: row['uid'] as string,
    mailbox: row['mailbox'] as string,
    state: row['state'] as Copy['state'],
    hidden: JSON.parse(row['hidden'] as string) as number[],
  });

  return {
    /** All that `work` writes is kept, or nothing of it. */
    inTransaction<T>(work: () => T): T {
      const touchedHere = (touchedTogether = new Set<string>());
      let told: CalendarChange[];
      let result: T;
      db.exec('BEGIN IMMEDIATE');
      try {
        result = work();
        told = [...touchedHere].flatMap((uid) => changes.record(uid));
        db.exec('COMMIT');
      } catch (error) {
        db.exec('ROLLBACK');
        known.clear();
        throw error;
      } finally {
        touchedTogether = null;
      }
      changes.tell(told);
      return result;
    },
    /** What changed in which mailbox, for deltas and notifications. */
    changes,
    meeting(uid: string): Meeting {
      const meeting = known.get(uid) ?? readMeeting(uid);
      if (known.size >= 5_000) known.clear();
      known.set(uid, meeting);
      return meeting;
    },
    /** A meeting that still stands in its organizer's calendar and was made with this id since `since`. */
    byTransaction(organizer: string, transactionId: string, since: number) {
      const row = sql.byTransaction.get(organizer, transactionId, since);
      return row && { uid: row['uid'] as string, fingerprint: row['fingerprint'] as string };
    },
    create(
      uid: string,
      organizer: string,
      transactionId: string | null,
      fingerprint: string,
      at: number,
      content: MeetingContent,
    ): void {
      sql.insert.run(uid, organizer, transactionId, fingerprint, at, at, JSON.stringify(content));
      touched(uid);
    },
    update(uid: string, content: MeetingContent, at: number): void {
      sql.update.run(JSON.stringify(content), at, uid);
      touched(uid);
    },
    saveException(uid: string, original: number, exception: Exception, at: number): void {
      sql.saveException.run(uid, original, exception.cancelled ? 1 : 0, JSON.stringify(exception.changes));
      sql.touch.run(at, uid);
      touched(uid);
    },
    dropExceptions(uid: string): void {
      sql.dropExceptions.run(uid);
      touched(uid);
    },
    saveReply(uid: string, mailbox: string, original: number | null, reply: Reply): void {
      sql.saveReply.run(uid, replyKey(mailbox, original), JSON.stringify(reply));
      sql.touch.run(reply.at, uid);
      touched(uid);
    },
    dropReplies(uid: string): void {
      sql.dropReplies.run(uid);
      touched(uid);
    },
    /** Forgets whatever one attendee answered. */
    dropRepliesOf(uid: string, mailbox: string): void {
      sql.dropRepliesOf.run(uid, mailbox, `${mailbox} `);
      touched(uid);
    },
    copy(id: string): Copy | undefined {
      const row = sql.copy.get(id);
      return row && readCopy(row);
    },
    /** Every copy in a mailbox that is still to be seen there. */
    copiesIn: (mailbox: string): Copy[] => sql.copiesIn.all(mailbox).map(readCopy),
    /** Addresses that have a meeting, latest first. */
    invited: (): string[] => sql.invited.all().map((row) => row['mailbox'] as string),
    copiesOf: (uid: string): Copy[] => sql.copiesOf.all(uid).map(readCopy),
    saveCopy(uid: string, mailbox: string, state: Copy['state'], hidden: number[] = []): Copy {
      const copy = { id: copyId(uid, mailbox), uid, mailbox, state, hidden };
      sql.saveCopy.run(copy.id, uid, mailbox, state, JSON.stringify(hidden));
      touched(uid);
      return copy;
    },
  };
}
