import type { PlacementCost } from './placement.ts';

/**
 * A cost as two whole numbers, `high` before `low`: the parts of a `PlacementCost` written one after the other, each
 * with so many bits that no sum over a group ever carries into the next. Numbers add and compare quickly.
 */
export type Cost = { high: number; low: number };

export const SECOND_ON_DAY = 1;
export const AVOIDED = 2 ** 11;
export const OVERLAP = 2 ** 22;
export const MOVED = 2 ** 33;
export const WITHOUT_FREE_HOUR = 2 ** 38;

export const HALF_HOUR_MOVED = 1;
export const HALF_HOUR_FROM_START = 2 ** 14;
export const WEEK_OF_CADENCE = 2 ** 36;

/** What the bits allow in one group. */
export const MOST_MEETINGS = 1000;
export const MOST_PAIRS = 16;

export const isLess = (a: Cost, b: Cost): boolean => a.high < b.high || (a.high === b.high && a.low < b.low);

/** The parts again. */
export function costParts({ high, low }: Cost): PlacementCost {
  const part = (of: number, unit: number, next: number): number => Math.floor((of % next) / unit);
  return {
    withoutFreeHour: part(high, WITHOUT_FREE_HOUR, Infinity),
    moved: part(high, MOVED, WITHOUT_FREE_HOUR),
    overlaps: part(high, OVERLAP, MOVED),
    avoided: part(high, AVOIDED, OVERLAP),
    secondOnDay: part(high, SECOND_ON_DAY, AVOIDED),
    otherCadence: part(low, WEEK_OF_CADENCE, Infinity),
    fromPreferredStart: part(low, HALF_HOUR_FROM_START, WEEK_OF_CADENCE),
    movedBy: part(low, HALF_HOUR_MOVED, HALF_HOUR_FROM_START),
  };
}
