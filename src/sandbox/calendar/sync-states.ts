import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { GraphError } from '../graph/errors.ts';

/** One client's way through the changes of one mailbox and window. */
export type SyncPosition = {
  sync: string;
  mailbox: string;
  /** The window, epoch milliseconds. */
  from: number;
  to: number;
  /** Nothing was removed for a client that has seen nothing yet. */
  initial: boolean;
  /** Sequence of the last change that was told. */
  after: number;
};

type Token = { sync: string; generation: number; initial: boolean; after: number };

/**
 * Outlook keeps the last generations of a sync state and no more: each answer makes a new one, so that links read
 * long ago, or before many others of the same round, are gone. Seen in 'The sync state generation is not found;
 * generation=149;[highest=157][157][155][156]' (microsoft-graph-docs issue 2350).
 */
const KEPT_GENERATIONS = 3;
const FORGOTTEN_MS = 60 * 86_400_000;

export type SyncStates = ReturnType<typeof openSyncStates>;

/** What the tokens of calendarView/delta stand for; they live on over a restart. */
export function openSyncStates(db: DatabaseSync) {
  db.exec(`CREATE TABLE IF NOT EXISTS calendar_sync (
    id TEXT PRIMARY KEY, mailbox TEXT NOT NULL, window_from INTEGER NOT NULL, window_to INTEGER NOT NULL,
    highest INTEGER NOT NULL, used_at INTEGER NOT NULL) STRICT`);
  const sql = {
    insert: db.prepare('INSERT INTO calendar_sync VALUES (?, ?, ?, ?, 0, ?)'),
    read: db.prepare('SELECT * FROM calendar_sync WHERE id = ?'),
    use: db.prepare('UPDATE calendar_sync SET highest = highest + 1, used_at = ? WHERE id = ? RETURNING highest'),
    forgetUnused: db.prepare('DELETE FROM calendar_sync WHERE used_at < ?'),
    forget: db.prepare("DELETE FROM calendar_sync WHERE ? IN ('', mailbox)"),
  };
  return {
    /** A client begins: everything in the window is news to it. */
    begin(mailbox: string, from: number, to: number, now: number): SyncPosition {
      const sync = randomUUID();
      sql.forgetUnused.run(now - FORGOTTEN_MS);
      sql.insert.run(sync, mailbox, from, to, now);
      return { sync, mailbox, from, to, initial: true, after: 0 };
    },
    /**
     * Where a token left off. Throws 410 SyncStateNotFound for one that is too old, by age or by generation, and 400
     * for one that this mailbox never gave (its code is not documented).
     */
    resume(text: string, mailbox: string, now: number, lifetimeMs: number | null): SyncPosition {
      const token = decode(text);
      if (token === null) throw invalidToken();
      const row = sql.read.get(token.sync);
      if (row === undefined) throw notFound(`generation=${token.generation};[highest=0]`);
      if (row['mailbox'] !== mailbox) throw invalidToken();
      const highest = row['highest'] as number;
      const tooOld = lifetimeMs !== null && now - (row['used_at'] as number) > lifetimeMs;
      if (tooOld || token.generation <= highest - KEPT_GENERATIONS) {
        throw notFound(`generation=${token.generation};[highest=${highest}]`);
      }
      const { sync, initial, after } = token;
      return { sync, mailbox, from: row['window_from'] as number, to: row['window_to'] as number, initial, after };
    },
    /** The token of a new generation. */
    issue({ sync, initial, after }: SyncPosition, now: number): string {
      const generation = sql.use.get(now, sync)!['highest'] as number;
      return Buffer.from(JSON.stringify({ sync, generation, initial, after } satisfies Token)).toString('base64url');
    },
    /** Every token of one mailbox (null: of all) becomes one that Outlook has forgotten. */
    forget(mailbox: string | null): void {
      sql.forget.run(mailbox ?? '');
    },
  };
}

function decode(text: string): Token | null {
  try {
    const token = JSON.parse(Buffer.from(text, 'base64url').toString()) as Partial<Token>;
    return typeof token.sync === 'string' ? (token as Token) : null;
  } catch {
    return null;
  }
}

const invalidToken = () => new GraphError(400, 'SyncStateInvalid', 'The sync state is not valid for this calendar.');
const notFound = (which: string) =>
  new GraphError(410, 'SyncStateNotFound', `The sync state generation is not found; ${which}.`);
