import type { PersonHours } from './placement.ts';
import { localStretches, workingHours, type DailyHours, type Stretch } from '../stretches.ts';
import { createWallClock, createZoneClock, DAY_MS, midnightOf } from '../zone-clock.ts';
import { slotFrom, type Grid } from './grid.ts';

/** What stands against a meeting of one person that begins at a slot: bits. */
export const OFF = 1;
export const FIRM = 2;
export const UNKNOWN = 4;
export const TENTATIVE = 8;
export const ELSEWHERE = 16;
export const AVOID = 32;
export const HOLIDAY = 64;
/** On that day the person has a session already. */
export const SECOND = 128;

export type PersonSlots = {
  flags: Uint8Array;
  /** The person's own day at each slot, counted from somewhere before the first. */
  days: Int16Array;
};

const statusBits = { busy: FIRM, oof: FIRM, unknown: UNKNOWN, tentative: TENTATIVE, workingElsewhere: ELSEWHERE };

/** Looks at one person after the other; what many of them have in common is worked out once. */
export function createSlotReader(grid: Grid, fallbackZone: string): (person: PersonHours) => PersonSlots {
  const working = new Map<string, Uint8Array>();
  const daysIn = new Map<string, Int16Array>();

  function offHours(hours: DailyHours, zone: string): Uint8Array {
    const key = JSON.stringify([zone, hours]);
    const known = working.get(key);
    if (known) return known;
    const flags = new Uint8Array(grid.starts.length).fill(OFF);
    for (const { from, to } of localStretches(hours, zone, grid.from, grid.to)) {
      const last = slotFrom(grid, to - grid.length + 1);
      for (let slot = slotFrom(grid, from); slot < last; slot++) if (grid.usable[slot] === 1) flags[slot] = 0;
    }
    working.set(key, flags);
    return flags;
  }

  function daysOf(zone: string): Int16Array {
    const known = daysIn.get(zone);
    if (known) return known;
    const wallAt = createWallClock(zone, grid.from, grid.to);
    const before = Math.floor(grid.origin / DAY_MS) - 3;
    const days = Int16Array.from(grid.starts, (start) => Math.floor(wallAt(start) / DAY_MS) - before);
    daysIn.set(zone, days);
    return days;
  }

  return ({ diary, taken, avoid = [], holidays = [] }) => {
    const zone = diary.timeZone ?? fallbackZone;
    const flags = offHours(workingHours(diary), zone).slice();
    const days = daysOf(zone);
    /** Every meeting that overlaps the stretch. */
    const mark = ({ from, to }: Stretch, bit: number): void => {
      if (from >= to) return;
      const last = slotFrom(grid, to);
      for (let slot = slotFrom(grid, from - grid.length + 1); slot < last; slot++) flags[slot]! |= bit;
    };
    for (const { from, to, status } of diary.busy) {
      mark({ from: from.getTime(), to: to.getTime() }, statusBits[status]);
    }
    for (const { weekdays, from, to } of avoid) {
      for (const hours of localStretches({ from, to, days: weekdays }, zone, grid.from, grid.to)) mark(hours, AVOID);
    }
    const clock = createZoneClock(zone, grid.from, grid.to);
    for (const day of holidays) {
      const midnight = midnightOf(day);
      mark({ from: clock(midnight), to: clock(midnight + DAY_MS) }, HOLIDAY);
    }
    for (const { from, to } of taken) mark({ from: from.getTime(), to: to.getTime() }, OFF);
    const wallAt = createWallClock(zone, grid.from, grid.to);
    const before = Math.floor(grid.origin / DAY_MS) - 3;
    const takenDays = new Set(taken.map(({ from }) => Math.floor(wallAt(from.getTime()) / DAY_MS) - before));
    if (takenDays.size > 0) days.forEach((day, slot) => takenDays.has(day) && (flags[slot]! |= SECOND));
    return { flags, days };
  };
}
