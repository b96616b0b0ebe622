/** The sandbox's movable clock: real time plus an offset that is kept on disk. */
export type SandboxClock = {
  now(): Date;
  /** Milliseconds that this clock is ahead of real time. */
  offsetMs(): number;
  /** Moves the clock forward; it never goes back. Resolves every waiter of `changed`. */
  advance(milliseconds: number): void;
  /** Resolves at the next change or after `timeoutMs` of real time. */
  changed(timeoutMs: number): Promise<void>;
};
