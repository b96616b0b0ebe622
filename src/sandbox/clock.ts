import type { DatabaseSync } from 'node:sqlite';
import { readSetting, writeSetting } from './state.ts';

/** The sandbox's movable clock: real time plus an offset that is kept on disk. */
export type SandboxClock = {
  now(): Date;
  /** Milliseconds that this clock is ahead of real time. */
  offsetMs(): number;
  /** Moves the clock forward by whole milliseconds. Throws a RangeError when asked to go back. */
  advance(milliseconds: number): void;
  /**
   * From now on a second of real time is `speed` seconds, above 0 and at most 1: what limits allow is then the same by
   * this clock on a machine that is that much slower. Not kept on disk.
   */
  slow(speed: number): void;
  /** Resolves at the next change or after `timeoutMs` of real time. */
  changed(timeoutMs: number): Promise<void>;
};

const OFFSET = 'clock-offset-ms';

/** The clock whose offset lives in `db`: after a restart it goes on where it was. */
export function createSandboxClock(db: DatabaseSync): SandboxClock {
  let offset = Number(readSetting(db, OFFSET) ?? 0);
  const waiting = new Set<() => void>();
  let slowed = { since: 0, speed: 1 };
  const behind = (): number => (slowed.speed === 1 ? 0 : (Date.now() - slowed.since) * (1 - slowed.speed));
  const offsetMs = (): number => Math.round(offset - behind());
  return {
    now: () => new Date(Date.now() + offsetMs()),
    offsetMs,
    advance(milliseconds) {
      if (!Number.isInteger(milliseconds) || milliseconds < 0) {
        throw new RangeError(`the clock moves forward by whole milliseconds, not by ${milliseconds}`);
      }
      offset += milliseconds;
      writeSetting(db, OFFSET, String(offset));
      for (const wake of [...waiting]) wake();
    },
    slow(speed) {
      offset = offsetMs();
      slowed = { since: Date.now(), speed };
    },
    changed: (timeoutMs) =>
      new Promise((resolve) => {
        const wake = (): void => {
          clearTimeout(timer);
          waiting.delete(wake);
          resolve();
        };
        const timer = setTimeout(wake, timeoutMs).unref();
        waiting.add(wake);
      }),
  };
}
