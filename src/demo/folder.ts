import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';

const LOCK = 'demo.lock';
const MEMORY = 'demo.json';
/** A product that was asked to stop gets 25 seconds for it. */
const LEFT_BEHIND_MS = 40_000;

/** What a demo remembers from one start to the next. */
type Memory = {
  /** The chart with which the sandbox was begun (null: its default); missing before it ever came up. */
  org?: string | null;
  pids: number[];
};

export type DemoFolder = {
  /** The chart to use; null: the default. */
  readonly org: string | null;
  remember(change: Partial<Memory>): void;
};

/**
 * Takes the folder for this demo alone: an exclusive lock of SQLite's, which the system takes back when the process
 * ends, however it ends. Throws when another demo has it.
 */
export function lockFolder(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const lock = new DatabaseSync(join(folder, LOCK), { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch {
    lock.close();
    throw new Error(
      `A demo is already running on ${folder}. Stop it first, or give this one its own --data and --port.`,
    );
  }
  held.push(lock);
}

/** Kept for the life of the process: what is collected is closed, and the lock with it. */
const held: DatabaseSync[] = [];

/**
 * Opens the locked folder, empty after a reset. Parts of an earlier demo that was killed may still be stopping: they
 * are waited for, so that nothing is ever opened twice.
 */
export async function openFolder(
  folder: string,
  options: { reset: boolean; org: string | null; tell: (line: string) => void },
): Promise<DemoFolder> {
  const file = join(folder, MEMORY);
  await waitForLeftBehind(readMemory(file)?.pids ?? [], options.tell);
  if (options.reset) {
    for (const name of readdirSync(folder)) {
      if (!name.startsWith(LOCK)) rmSync(join(folder, name), { recursive: true, force: true });
    }
  }
  const begun = readMemory(file)?.org;
  if (begun !== undefined && options.org !== null && options.org !== begun) {
    throw new Error('--org: this demo was begun with another chart. Add --reset to start over with this one.');
  }
  let memory: Memory = { pids: [], ...(begun === undefined ? {} : { org: begun }) };
  return {
    org: begun === undefined ? options.org : begun,
    remember(change) {
      memory = { ...memory, ...change };
      writeFileSync(`${file}.new`, JSON.stringify(memory));
      renameSync(`${file}.new`, file);
    },
  };
}

function readMemory(file: string): Memory | null {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Memory) : null;
}

async function waitForLeftBehind(pids: number[], tell: (line: string) => void): Promise<void> {
  const deadline = performance.now() + LEFT_BEHIND_MS;
  if (pids.some(isAlive)) tell('An earlier demo is still stopping; waiting for it.');
  while (pids.some(isAlive) && performance.now() < deadline) await wait(200);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
