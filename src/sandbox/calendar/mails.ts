import type { DatabaseSync } from 'node:sqlite';
import type { Meeting } from './meeting.ts';
import type { Sending } from './sending.ts';

/** 'forward' is the notice to the organizer that somebody passed the invitation on. */
export type MailKind = 'invitation' | 'update' | 'cancellation' | 'response' | 'forward';

export type Mail = {
  uid: string;
  recipient: string;
  kind: MailKind;
  original: number | null;
  at: number;
  comment: string;
};

export type MailCount = { uid: string; recipient: string; total: number } & Record<MailKind, number>;

export type MailCounter = ReturnType<typeof openMailCounter>;

/** Counts the mails that Exchange would send, one per recipient; none is written or sent. */
export function openMailCounter(db: DatabaseSync, sending: Sending) {
  db.exec(`CREATE TABLE IF NOT EXISTS calendar_mail (
    uid TEXT NOT NULL, recipient TEXT NOT NULL, kind TEXT NOT NULL, original INTEGER, at INTEGER NOT NULL,
    comment TEXT NOT NULL) STRICT;
    CREATE INDEX IF NOT EXISTS calendar_mail_recipient ON calendar_mail (recipient, uid);`);
  const insert = db.prepare('INSERT INTO calendar_mail VALUES (?, ?, ?, ?, ?, ?)');
  const count = db.prepare(
    `SELECT uid, recipient, kind, count(*) AS mails FROM calendar_mail WHERE ? IN ('', recipient)
     GROUP BY uid, recipient, kind ORDER BY min(rowid)`,
  );
  const latest = db.prepare('SELECT * FROM calendar_mail WHERE recipient = ? ORDER BY rowid DESC LIMIT ?');
  const send = (
    uid: string,
    recipients: string[],
    kind: MailKind,
    original: number | null,
    at: number,
    comment = '',
  ): void => {
    for (const recipient of recipients) insert.run(uid, recipient, kind, original, at, comment);
  };
  return {
    /**
     * The organizer's mail about a meeting, one message to all `recipients`. Throws a SendingLimit when the mailbox
     * may not send it yet. `original` is the occurrence's first start (epoch milliseconds), null for the whole meeting.
     */
    fromOrganizer(
      { uid, organizer }: Pick<Meeting, 'uid' | 'organizer'>,
      recipients: string[],
      kind: 'invitation' | 'update' | 'cancellation',
      original: number | null,
      at: number,
      comment = '',
    ): void {
      if (recipients.length === 0) return;
      sending.spend(organizer, recipients.length, at);
      send(uid, recipients, kind, original, at, comment);
    },
    /** A mail of an attendee, whose own limits nobody comes near. */
    send,
    /** The mails to one recipient (lower-case address), latest first. */
    latest: (recipient: string, limit: number): Mail[] => latest.all(recipient, limit) as unknown as Mail[],
    /** Mails per person and series, of one recipient (lower-case address) or of all. */
    counts(recipient: string | null): MailCount[] {
      const counts = new Map<string, MailCount>();
      for (const row of count.all(recipient ?? '')) {
        const {
          uid,
          recipient: to,
          kind,
          mails,
        } = row as { uid: string; recipient: string; kind: MailKind; mails: number };
        const key = `${uid} ${to}`;
        const entry = counts.get(key) ?? {
          uid,
          recipient: to,
          total: 0,
          invitation: 0,
          update: 0,
          cancellation: 0,
          response: 0,
          forward: 0,
        };
        entry[kind] += mails;
        entry.total += mails;
        counts.set(key, entry);
      }
      return [...counts.values()];
    },
  };
}
