import type { DatabaseSync } from 'node:sqlite';

/** A mail that somebody wrote, as it lies in one recipient's inbox. Addresses are in lower case. */
export type WrittenMail = { id: number; sender: string; recipient: string; at: number; subject: string; html: string };

export type LetterStore = ReturnType<typeof openLetterStore>;

/** Written mails, as against the notices that Exchange makes of meetings by itself. */
export function openLetterStore(db: DatabaseSync) {
  db.exec(`CREATE TABLE IF NOT EXISTS written_mail (
    id INTEGER PRIMARY KEY, sender TEXT NOT NULL, recipient TEXT NOT NULL, at INTEGER NOT NULL, subject TEXT NOT NULL,
    html TEXT NOT NULL) STRICT;
    CREATE INDEX IF NOT EXISTS written_mail_recipient ON written_mail (recipient, at);`);
  const insert = db.prepare('INSERT INTO written_mail (sender, recipient, at, subject, html) VALUES (?, ?, ?, ?, ?)');
  const latest = db.prepare('SELECT * FROM written_mail WHERE recipient = ? ORDER BY id DESC LIMIT ?');
  const recipients = db.prepare('SELECT recipient FROM written_mail GROUP BY recipient ORDER BY max(id) DESC LIMIT ?');
  return {
    add({
      sender,
      recipients: to,
      at,
      subject,
      html,
    }: Omit<WrittenMail, 'id' | 'recipient'> & { recipients: string[] }) {
      for (const recipient of to) insert.run(sender, recipient, at, subject, html);
    },
    /** Latest first. */
    latest: (recipient: string, limit: number) => latest.all(recipient, limit) as unknown as WrittenMail[],
    /** Addresses that got something, those who got it last first. */
    recipients: (limit: number) => recipients.all(limit).map((row) => row['recipient'] as string),
  };
}
