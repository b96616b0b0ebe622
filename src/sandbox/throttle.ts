import type { SandboxClock } from './clock.ts';

/** At most `limit` units in each window of `windowMs`. */
export type Rate = { limit: number; windowMs: number };

export type Throttle = {
  /**
   * Takes `cost` units of everything that `key` may spend in `rate`. Answers 0 when there was room, else the whole
   * seconds after which a retry makes sense (for `Retry-After`); a refused call spends nothing.
   */
  take(key: string, rate: Rate, cost?: number): number;
  /** Share of the window's units that is spent, 0 to 1. */
  spent(key: string, rate: Rate): number;
  /** Takes one of `limit` places; answers the function that gives it back, or undefined when all are taken. */
  enter(key: string, limit: number): (() => void) | undefined;
  /** The most places of one key that were asked for at the same time, refused ones included. */
  mostAtOnce(): number;
  /** How often anything was turned away. */
  refused(): number;
};

type Window = { endsAt: number; used: number };

/** Counts calls against limits by the sandbox's clock. A window starts with its first call. */
export function createThrottle(clock: SandboxClock): Throttle {
  const windows = new Map<string, Window>();
  const places = new Map<string, number>();
  let most = 0;
  let refused = 0;
  const open = (key: string, rate: Rate): Window => {
    const name = `${key} ${rate.limit}/${rate.windowMs}`;
    const now = clock.now().getTime();
    const known = windows.get(name);
    if (known !== undefined && now < known.endsAt) return known;
    if (windows.size > 10_000) for (const [other, { endsAt }] of windows) if (endsAt <= now) windows.delete(other);
    const fresh = { endsAt: now + rate.windowMs, used: 0 };
    windows.set(name, fresh);
    return fresh;
  };
  return {
    take(key, rate, cost = 1) {
      const window = open(key, rate);
      if (window.used + cost > rate.limit) {
        refused += 1;
        return Math.max(1, Math.ceil((window.endsAt - clock.now().getTime()) / 1000));
      }
      window.used += cost;
      return 0;
    },
    spent: (key, rate) => open(key, rate).used / rate.limit,
    enter(key, limit) {
      const taken = places.get(key) ?? 0;
      most = Math.max(most, taken + 1);
      if (taken >= limit) {
        refused += 1;
        return undefined;
      }
      places.set(key, taken + 1);
      let left = false;
      return () => {
        if (left) return;
        left = true;
        const rest = places.get(key)! - 1;
        if (rest === 0) places.delete(key);
        else places.set(key, rest);
      };
    },
    mostAtOnce: () => most,
    refused: () => refused,
  };
}
