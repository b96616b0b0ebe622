import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { World } from '../world.ts';
import type { BusyStatus } from './diary-habits.ts';
import { diaryOf, type DiaryItem } from './diary.ts';
import type { Mailbox } from './mailbox.ts';

export type DiaryBlocks = ReturnType<typeof openDiaryBlocks>;

/** What people put into their own diaries by hand: a leave, a new meeting. The rest of a diary is invented from the seed. */
export function openDiaryBlocks(db: DatabaseSync) {
  db.exec(`CREATE TABLE IF NOT EXISTS calendar_block (
    id TEXT PRIMARY KEY, mailbox TEXT NOT NULL, starts INTEGER NOT NULL, ends INTEGER NOT NULL, status TEXT NOT NULL,
    subject TEXT NOT NULL) STRICT;
    CREATE INDEX IF NOT EXISTS calendar_block_mailbox ON calendar_block (mailbox, ends);`);
  const insert = db.prepare('INSERT INTO calendar_block VALUES (?, ?, ?, ?, ?, ?)');
  const remove = db.prepare('DELETE FROM calendar_block WHERE id = ?');
  const between = db.prepare(
    'SELECT * FROM calendar_block WHERE mailbox = ? AND ends > ? AND starts < ? ORDER BY starts, rowid',
  );
  return {
    /** Adds an entry to the diary of a mailbox (lower-case address; epoch milliseconds) and answers its id. */
    add(mailbox: string, start: number, end: number, status: BusyStatus, subject: string): string {
      const id = randomUUID();
      insert.run(id, mailbox, start, end, status, subject);
      return id;
    },
    /** False when there is no such entry. */
    remove: (id: string): boolean => remove.run(id).changes > 0,
    between: (mailbox: string, from: number, to: number): DiaryItem[] =>
      between.all(mailbox, from, to).map((row) => ({
        start: row['starts'] as number,
        end: row['ends'] as number,
        status: row['status'] as BusyStatus,
        subject: row['subject'] as string,
        isPrivate: false,
      })),
  };
}

/** Everything in a mailbox's own diary between two instants, invented or put in by hand, by start. */
export function ownEntries(world: World, blocks: DiaryBlocks, mailbox: Mailbox, from: number, to: number): DiaryItem[] {
  const byHand = blocks.between(mailbox.address, from, to);
  if (mailbox.person === null) return byHand;
  const invented = diaryOf(mailbox.person, world.config.seed, from, to);
  return byHand.length === 0 ? invented : [...invented, ...byHand].sort((a, b) => a.start - b.start);
}
