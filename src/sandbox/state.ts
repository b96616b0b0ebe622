import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const SQLITE_BUSY = 5;

/**
 * Opens the sandbox's state in `dataDir`, creating both when missing, and holds it alone until the process ends,
 * however it ends: SQLite's exclusive lock goes with the process. Throws when another sandbox holds it.
 */
export function openState(dataDir: string): DatabaseSync {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const db = new DatabaseSync(join(dataDir, 'sandbox.sqlite'), { timeout: 0 });
  try {
    // With the log written ahead, NORMAL loses nothing when the process is killed, and waits for the disk far less often.
    db.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
    db.exec('BEGIN EXCLUSIVE; COMMIT');
  } catch (error) {
    db.close();
    if ((error as { errcode?: number }).errcode !== SQLITE_BUSY) throw error;
    const message = `SANDBOX_DATA: another sandbox is running on ${dataDir}; stop it or choose another folder`;
    throw new Error(message, { cause: error });
  }
  db.exec('CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT');
  return db;
}

/** Reads one named value of the state, `undefined` when it was never written. */
export function readSetting(db: DatabaseSync, name: string): string | undefined {
  return db.prepare('SELECT value FROM setting WHERE name = ?').get(name)?.['value'] as string | undefined;
}

/** Writes one named value of the state; a kill after this returns loses nothing. */
export function writeSetting(db: DatabaseSync, name: string, value: string): void {
  db.prepare('INSERT INTO setting VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value').run(
    name,
    value,
  );
}
