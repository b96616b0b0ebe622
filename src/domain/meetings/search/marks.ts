import type { Grid } from './grid.ts';
import { SECOND } from './person-slots.ts';
import { slotOf, type Choice, type PairSeries } from './pair-series.ts';

/** The series that stand, marked in the diaries of people who are in more than one pair. */
export type Marks = {
  put(pair: PairSeries, choice: Choice): void;
  take(pair: PairSeries, choice: Choice): void;
  /** −1 where the series overlaps one that stands, else how many second sessions on a day it brings. */
  secondsOf(pair: PairSeries, choice: Choice): number;
};

type Diary = {
  /** How many meetings stand so near that one at this slot would overlap them. */
  reached: Uint8Array;
  /** How many meetings stand on each day. */
  onDay: Uint8Array;
};

export function createMarks({ starts, reach, weeks }: Grid, shared: ReadonlySet<number>): Marks {
  const diaries = new Map<number, Diary>();
  for (const person of shared) {
    diaries.set(person, { reached: new Uint8Array(starts.length), onDay: new Uint8Array(weeks * 7 + 8) });
  }
  function change(pair: PairSeries, choice: Choice, by: number): void {
    if (choice.base === -1) return;
    for (const { person, slots } of pair.seats) {
      const diary = diaries.get(person);
      if (!diary) continue;
      for (let position = 0; position < pair.count; position++) {
        const slot = slotOf(pair, choice, position);
        for (let near = Math.max(0, slot - reach + 1); near < slot + reach; near++) diary.reached[near]! += by;
        diary.onDay[slots.days[slot]!]! += by;
      }
    }
  }
  return {
    put: (pair, choice) => change(pair, choice, 1),
    take: (pair, choice) => change(pair, choice, -1),
    secondsOf(pair, choice) {
      if (choice.base === -1) return 0;
      let seconds = 0;
      for (const { person, slots, isSenior } of pair.seats) {
        const diary = diaries.get(person);
        if (!diary) continue;
        for (let position = 0; position < pair.count; position++) {
          const slot = slotOf(pair, choice, position);
          if (diary.reached[slot] !== 0) return -1;
          // A day with a session from before counts in the series' own cost.
          const isSecond = isSenior && (slots.flags[slot]! & SECOND) === 0 && diary.onDay[slots.days[slot]!] !== 0;
          if (isSecond) seconds += 1;
        }
      }
      return seconds;
    },
  };
}
