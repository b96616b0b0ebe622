import type { Clock } from '../../src/domain/kernel/clock.ts';

/** Real time, moved forward by hand. */
export function movableClock(): Clock & { advance(milliseconds: number): void } {
  let offset = 0;
  return {
    now: () => new Date(Date.now() + offset),
    advance: (milliseconds) => (offset += milliseconds),
  };
}
