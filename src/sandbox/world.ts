import type { DatabaseSync } from 'node:sqlite';
import type { SandboxClock } from './clock.ts';
import type { SandboxConfig } from './config.ts';
import type { Keys } from './entra/keys.ts';
import type { Faults } from './faults.ts';
import type { Contract } from './graph/contract.ts';
import type { Directory } from './people/directory.ts';
import type { Throttle } from './throttle.ts';

/** All that one pretend tenant is made of. Each part of the sandbox gets this and adds its routes to the server. */
export type World = {
  config: SandboxConfig;
  /** The only source of the time: tokens, limits, deltas and diaries all follow it. */
  clock: SandboxClock;
  /**
   * State that must survive a kill: SQLite in WAL mode, synchronous calls. Each part creates its own tables (`CREATE
   * TABLE IF NOT EXISTS …`) when its routes are made. Several writes of one request belong in one `BEGIN IMMEDIATE …
   * COMMIT`: a kill leaves all of them or none.
   */
  db: DatabaseSync;
  directory: Directory;
  keys: Keys;
  /** Judge of every Graph request and answer; the front door calls it, a route has nothing to do. */
  contract: Contract;
  /** Limits by the sandbox's clock; the front door enforces Graph's, the connector its own. */
  throttle: Throttle;
  faults: Faults;
  /** The sandbox's own address, `http://127.0.0.1:4400`, without a slash at the end. */
  address: string;
  /**
   * A part adds a function here that names, by id and best first, people worth showing in the host page's picker:
   * those with a chat, those with a meeting. Called at each `GET /_sandbox/state`.
   */
  featured: (() => string[])[];
  /** A part adds a function here to stop what it has running (timers, calls under way) when the sandbox closes. */
  closing: (() => void | Promise<void>)[];
};
