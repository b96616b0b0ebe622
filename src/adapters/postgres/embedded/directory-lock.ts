import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Kept from the garbage collector, which would give the locks back. */
const held = new Set<DatabaseSync>();

/**
 * Takes a data directory for this process. The lock is the operating system's (by way of SQLite), which gives it back
 * when the process ends in whatever way: so there is no stale lock to be told from a live one by process numbers.
 * Throws, naming directory and process, when another process has it.
 */
export function lockDirectory(directory: string): { release(): void } {
  const lock = new DatabaseSync(join(directory, 'in-use.lock'));
  const note = join(directory, 'in-use.pid');
  try {
    lock.exec('begin exclusive');
  } catch (cause) {
    lock.close();
    if (!String(cause).includes('locked')) throw cause;
    throw new Error(`${directory} is in use by process ${readNote(note)}. Stop it, or choose another DATA_DIR.`, {
      cause,
    });
  }
  held.add(lock);
  writeFileSync(note, String(process.pid));
  return {
    release() {
      if (!held.delete(lock)) return;
      lock.close();
    },
  };
}

function readNote(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '(unknown)';
  }
}
