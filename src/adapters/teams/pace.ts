import type { Clock } from '../../domain/kernel/clock.ts';

/** When the next message may be sent, of all that this process sends. */
export type Pace = {
  /** Resolves when it is the caller's turn; turns come evenly, in the order in which they are asked for. */
  turn(): Promise<void>;
  /** Nobody's turn comes within so many milliseconds: we were too fast, maybe with other processes beside us. */
  pause(milliseconds: number): void;
};

type Options = {
  perSecond: number;
  clock: Clock;
  /** Waits for so many milliseconds of real time. */
  wait: (milliseconds: number) => Promise<unknown>;
};

/** Looks at the clock so often at least: a demo may move it on. */
const LONGEST_WAIT_MS = 500;

/** A pace by the clock of the house. */
export function createPace({ perSecond, clock, wait }: Options): Pace {
  const now = (): number => clock.now().getTime();
  let next = 0;
  let pausedUntil = 0;
  const reserve = (): number => {
    const turn = Math.max(now(), next, pausedUntil);
    next = turn + 1000 / perSecond;
    return turn;
  };
  return {
    async turn() {
      for (let turn = reserve(); ;) {
        const left = turn - now();
        if (left > 0) await wait(Math.min(left, LONGEST_WAIT_MS));
        else if (turn >= pausedUntil) return;
        else turn = reserve();
      }
    },
    pause(milliseconds) {
      pausedUntil = Math.max(pausedUntil, now() + milliseconds);
    },
  };
}
