import type { Cadence } from './placement.ts';
import { SLOTS_IN_WEEK, type Grid } from './grid.ts';
import { AVOID, ELSEWHERE, FIRM, HOLIDAY, OFF, SECOND, TENTATIVE, UNKNOWN, type PersonSlots } from './person-slots.ts';
import {
  AVOIDED,
  HALF_HOUR_FROM_START,
  MOVED,
  OVERLAP,
  SECOND_ON_DAY,
  WEEK_OF_CADENCE,
  WITHOUT_FREE_HOUR,
  type Cost,
} from './weights.ts';

export type SeriesRules = {
  count: number;
  preferredWeeks: Cadence;
  /** The slot nearest to which a series would best begin. */
  preferredSlot: number;
};

export type Seat = { person: number; slots: PersonSlots; isSenior: boolean };

/** All that the series of one pair are made from, by themselves: the other pairs are not in here. */
export type PairSeries = {
  count: number;
  weeks: number;
  seats: Seat[];
  /** What a meeting at each slot costs, an index of `HIGH_OF`, or `IMPOSSIBLE`. */
  codes: Uint8Array;
  bases: Bases;
  /** Ends of a move in each week, the cheapest first; made when first asked for. */
  targets: (Int32Array | undefined)[];
};

/**
 * Series by the rule alone, the cheapest first: where the first meeting is, and every how many weeks. One impossible
 * meeting is let pass, since it may be moved, if by the rule too it lies inside the programme; `high` leaves it out.
 */
export type Bases = {
  first: Int32Array;
  cadence: Uint8Array;
  /** The position of the impossible meeting, from 0; −1 for none. */
  impossible: Int8Array;
  high: Float64Array;
  low: Float64Array;
};

/** One series: a base, with at most one meeting moved; `base` −1 is no series at all. */
export type Choice = Cost & { base: number; movedAt: number; target: number };

export const IMPOSSIBLE = 255;
const CADENCES: readonly Cadence[] = [4, 5, 6];
const [SHORTEST_GAP, LONGEST_GAP] = [4, 6];

/** The high half of a cost by a slot's code: bit 0 no free hour, bits 1–2 overlaps, bit 3 avoided, bits 4–5 second. */
export const HIGH_OF = Float64Array.from(
  { length: 64 },
  (_, code) =>
    (code & 1) * WITHOUT_FREE_HOUR +
    ((code >> 1) & 3) * OVERLAP +
    ((code >> 3) & 1) * AVOIDED +
    (code >> 4) * SECOND_ON_DAY,
);

export function createPairSeries(grid: Grid, rules: SeriesRules, seats: [Seat, Seat]): PairSeries {
  const [one, other] = seats;
  const codes = new Uint8Array(grid.starts.length);
  for (let slot = 0; slot < codes.length; slot++) {
    const [a, b] = [one.slots.flags[slot]!, other.slots.flags[slot]!];
    codes[slot] = codeOf(a, b, one.isSenior, other.isSenior);
  }
  const { count } = rules;
  const bases = basesOf(codes, grid, rules);
  return { count, weeks: grid.weeks, seats, codes, bases, targets: [] };
}

function codeOf(a: number, b: number, isSeniorA: boolean, isSeniorB: boolean): number {
  const either = a | b;
  if ((either & OFF) !== 0) return IMPOSSIBLE;
  const soft = Number((a & (TENTATIVE | ELSEWHERE)) !== 0) + Number((b & (TENTATIVE | ELSEWHERE)) !== 0);
  const second = Number(isSeniorA && (a & SECOND) !== 0) + Number(isSeniorB && (b & SECOND) !== 0);
  return (
    Number((either & (FIRM | UNKNOWN | HOLIDAY)) !== 0) |
    (soft << 1) |
    (Number((either & AVOID) !== 0) << 3) |
    (second << 4)
  );
}

function basesOf(codes: Uint8Array, { weeks, usable }: Grid, rules: SeriesRules): Bases {
  const { count, preferredWeeks, preferredSlot } = rules;
  const found: { first: number; cadence: number; impossible: number; high: number; low: number }[] = [];
  const columns = usedColumns(codes);
  for (const cadence of CADENCES) {
    const step = cadence * SLOTS_IN_WEEK;
    const otherCadence = Math.abs(cadence - preferredWeeks) * WEEK_OF_CADENCE;
    for (let week = 0; week + (count - 1) * cadence < weeks; week++) {
      for (const column of columns) {
        const first = week * SLOTS_IN_WEEK + column;
        let high = 0;
        let impossible = -1;
        let position = 0;
        for (; position < count; position++) {
          const slot = first + position * step;
          const code = codes[slot]!;
          if (code !== IMPOSSIBLE) high += HIGH_OF[code]!;
          else if (impossible === -1 && usable[slot] === 1) impossible = position;
          else break;
        }
        if (position < count) continue;
        const low = otherCadence + Math.abs(first - preferredSlot) * HALF_HOUR_FROM_START;
        found.push({ first, cadence, impossible, high, low });
      }
    }
  }
  found.sort((a, b) => a.high - b.high || a.low - b.low);
  return {
    first: Int32Array.from(found, (base) => base.first),
    cadence: Uint8Array.from(found, (base) => base.cadence),
    impossible: Int8Array.from(found, (base) => base.impossible),
    high: Float64Array.from(found, (base) => base.high),
    low: Float64Array.from(found, (base) => base.low),
  };
}

/** The half hours of a week at which any meeting could be. */
function usedColumns(codes: Uint8Array): number[] {
  const used = new Uint8Array(SLOTS_IN_WEEK);
  codes.forEach((code, slot) => code !== IMPOSSIBLE && (used[slot % SLOTS_IN_WEEK] = 1));
  return [...used.keys()].filter((column) => used[column] === 1);
}

/** The slot of one meeting, from 0, of a series. */
export function slotOf({ bases }: PairSeries, { base, movedAt, target }: Choice, position: number): number {
  return position === movedAt ? target : bases.first[base]! + position * bases.cadence[base]! * SLOTS_IN_WEEK;
}

/** No series: none of its meetings has a free hour, and so a series without any is never better. */
export const noSeries = ({ count }: { count: number }): Choice => ({
  base: -1,
  movedAt: -1,
  target: -1,
  high: count * WITHOUT_FREE_HOUR,
  low: 0,
});

/**
 * Every series that costs less than `limit`, the unmoved ones first, those from the cheapest up. The visitor may lower
 * the limit meanwhile.
 */
export function eachSeries(pair: PairSeries, limit: Cost, visit: (choice: Choice) => void): void {
  const { bases, codes, count } = pair;
  const { high, low, impossible, first, cadence } = bases;
  for (let base = 0; base < high.length; base++) {
    if (high[base]! > limit.high) break;
    if (impossible[base] !== -1 || (high[base] === limit.high && low[base]! >= limit.low)) continue;
    visit({ base, movedAt: -1, target: -1, high: high[base]!, low: low[base]! });
  }
  for (let base = 0; base < high.length; base++) {
    // A move takes one meeting's cost away, or none where that one was impossible.
    if (high[base]! + MOVED - HIGH_OF[63]! > limit.high) break;
    const only = impossible[base]!;
    const last = only === -1 ? count - 1 : only;
    for (let movedAt = Math.max(0, only); movedAt <= last; movedAt++) {
      const regular = first[base]! + movedAt * cadence[base]! * SLOTS_IN_WEEK;
      const rest = high[base]! - (only === -1 ? HIGH_OF[codes[regular]!]! : 0) + MOVED;
      if (rest > limit.high) continue;
      for (const week of weeksToMoveTo(regular, cadence[base]!, movedAt, count)) {
        for (const target of targetsIn(pair, week)) {
          const moved = rest + HIGH_OF[codes[target]!]!;
          if (moved > limit.high) break;
          if (target === regular) continue;
          const movedLow = low[base]! + Math.abs(target - regular);
          if (moved < limit.high || movedLow < limit.low) visit({ base, movedAt, target, high: moved, low: movedLow });
        }
      }
    }
  }
}

/** Its own week whatever the cadence; a neighbouring one where the gaps on both sides stay four to six weeks. */
function weeksToMoveTo(regular: number, cadence: number, position: number, count: number): number[] {
  const week = Math.floor(regular / SLOTS_IN_WEEK);
  const mayShift = (by: number): boolean => {
    const gaps = [...(position > 0 ? [cadence + by] : []), ...(position < count - 1 ? [cadence - by] : [])];
    return gaps.every((gap) => gap >= SHORTEST_GAP && gap <= LONGEST_GAP);
  };
  return [week, ...[-1, 1].filter(mayShift).map((by) => week + by)];
}

function targetsIn(pair: PairSeries, week: number): Int32Array {
  if (week < 0 || week >= pair.weeks) return NONE;
  return (pair.targets[week] ??= Int32Array.from(
    Array.from({ length: SLOTS_IN_WEEK }, (_, column) => week * SLOTS_IN_WEEK + column)
      .filter((slot) => pair.codes[slot] !== IMPOSSIBLE)
      .sort((a, b) => HIGH_OF[pair.codes[a]!]! - HIGH_OF[pair.codes[b]!]! || a - b),
  ));
}

const NONE = new Int32Array(0);
