import {
  clockChanges,
  createZoneClock,
  DAY_MS,
  midnightOf,
  MINUTE_MS,
  wallTimeAt,
  weekdayOf,
  type WallTime,
} from '../zone-clock.ts';

export const SLOT_MS = 30 * MINUTE_MS;
export const SLOTS_IN_WEEK = (7 * DAY_MS) / SLOT_MS;

/**
 * Every half hour of the programme's wall clock at which a meeting could begin. Slots count from the midnight of the
 * Monday of the first week, so that weeks and weekdays are arithmetic.
 */
export type Grid = {
  /** Wall time of slot 0. */
  origin: WallTime;
  /** Whole weeks up to the programme's last day. */
  weeks: number;
  /** The instant at which each slot begins, never falling. */
  starts: Float64Array;
  /**
   * 1 where a meeting lies inside the programme's dates and touches no change of the clocks. So the policy for times
   * that a change skips or repeats is that none is chosen: each meeting's wall time exists, and once.
   */
  usable: Uint8Array;
  /** Milliseconds of one meeting. */
  length: number;
  /** Two meetings whose slots differ by less overlap. */
  reach: number;
  from: Date;
  to: Date;
};

type Period = { timeZone: string; notBefore: Date; endsOn: string; minutes: number };

export function createGrid({ timeZone, notBefore, endsOn, minutes }: Period): Grid {
  const first = Math.floor(wallTimeAt(notBefore, timeZone) / DAY_MS) * DAY_MS;
  const origin = first - (weekdayOf(first) - 1) * DAY_MS;
  const last = midnightOf(endsOn) + DAY_MS;
  const weeks = Math.max(0, Math.ceil((last - origin) / (7 * DAY_MS)));
  const size = weeks * SLOTS_IN_WEEK;
  const from = new Date(origin - 2 * DAY_MS);
  const to = new Date(origin + weeks * 7 * DAY_MS + 2 * DAY_MS);
  const clock = createZoneClock(timeZone, from, to);
  const length = minutes * MINUTE_MS;
  const end = clock(last);
  const starts = Float64Array.from({ length: size }, (_, slot) => clock(origin + slot * SLOT_MS));
  const usable = Uint8Array.from(starts, (start) => Number(start >= notBefore.getTime() && start + length <= end));
  for (const change of clockChanges(timeZone, from, to)) {
    if (change.from === change.to) continue;
    const atOf = (wall: WallTime): number => slotAt({ origin }, wall);
    usable.fill(0, Math.max(0, atOf(change.from - length)), Math.max(0, atOf(change.to)));
    // Where none begins, the order of the instants is kept.
    for (let slot = Math.max(0, atOf(change.from)); slot < Math.min(size, atOf(change.to)); slot++) {
      starts[slot] = Math.min(starts[slot]!, change.at);
    }
  }
  return { origin, weeks, starts, usable, length, reach: Math.ceil(length / SLOT_MS), from, to };
}

/** The first slot at or after a wall time, which may lie outside the programme's weeks. */
export const slotAt = ({ origin }: Pick<Grid, 'origin'>, wall: WallTime): number =>
  Math.ceil((wall - origin) / SLOT_MS);

/** The first slot that begins at or after an instant. */
export function slotFrom({ starts }: Grid, instant: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (starts[middle]! >= instant) high = middle;
    else low = middle + 1;
  }
  return low;
}
