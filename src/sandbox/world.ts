import type { DatabaseSync } from 'node:sqlite';
import type { Directory } from './people/directory.ts';
import type { SandboxClock } from './clock.ts';
import type { SandboxConfig } from './config.ts';
import type { Keys } from './entra/keys.ts';

/** All that one pretend tenant is made of. Each part of the sandbox gets this and adds its routes to the server. */
export type World = {
  config: SandboxConfig;
  clock: SandboxClock;
  /** State that must survive a kill: SQLite in WAL mode with synchronous=FULL; each part creates its own tables. */
  db: DatabaseSync;
  directory: Directory;
  keys: Keys;
  /** The sandbox's own address, `http://127.0.0.1:4400`, without a slash at the end. */
  address: string;
};
