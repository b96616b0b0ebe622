import type { LiveLevel } from './live-level.ts';
import { floorOf, scoreAt, type Worths } from '../problem.ts';

/** `above` is on the floor above that of `total`, and proves that no lowest score is higher. */
type Levels = { people: LiveLevel; above: LiveLevel; total: LiveLevel };

/**
 * Lets the lowest score rise or fall to where as many people as can be still have a partner (`reachesAll`). `people` knows
 * how many that are, and why no more; so each floor is tried with its prices, and with pairs that reach all people or all
 * but the few whom the change concerns: only these, and those whose pairs are below the floor, are searched for.
 * Null: stopped on the way.
 */
export function atLowestScore(
  { people, above: wasAbove, total }: Levels,
  worths: Worths,
  reachesAll: (level: LiveLevel) => boolean,
  mayGoOn: () => boolean,
): Levels | null {
  const from = (score: number, like: LiveLevel) => people.withPairsOf(like, floorOf(worths, score), mayGoOn);
  let above: LiveLevel | null = wasAbove;
  let lowest = scoreAt(worths, total.level.floor);
  let now: LiveLevel | null = total;
  while (above && now && reachesAll(above)) {
    // Of the pairs that are worth most in total few have the lowest score, and only these are searched for.
    now = now.withFloor(above.level.floor, mayGoOn);
    lowest = now ? now.lowestCell - 1 : lowest;
    above = now && from(lowest + 1, now);
  }
  if (above === wasAbove && !reachesAll(total)) {
    let impossible = lowest;
    above = from(impossible, total);
    lowest = 0;
    // It mostly falls by one, so that steps begin small, until a floor is possible.
    for (let step = 1; above && lowest + 1 < impossible; step *= 2) {
      const next = lowest === 0 ? Math.max(1, impossible - step) : (lowest + impossible) >> 1;
      const tried = from(next, total);
      if (tried && reachesAll(tried)) lowest = next;
      else [impossible, above] = [next, tried];
    }
  }
  if (above === wasAbove) return { people, above, total };
  const moved = above && now && now.withFloor(floorOf(worths, lowest), mayGoOn);
  return above && moved && { people, above, total: moved };
}
