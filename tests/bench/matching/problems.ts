import { randomFrom, shuffled } from './random.ts';

/**
 * What a solver is given: row r may take column col[e] for value[e], start[r] ≤ e < start[r + 1], columns ascending.
 * Values are integers from 1. Most pairs first, then the highest total.
 */
export type SparseProblem = {
  rows: number;
  cols: number;
  start: Int32Array;
  col: Int32Array;
  value: Float64Array;
};

/** Every row may take every column; row r's values stand from r × cols. */
export type DenseProblem = { rows: number; cols: number; value: Int32Array };

/** What a pair is worth. */
export type Worth = (row: number, col: number) => number;
export type Kind = (size: { rows: number; cols: number }, seed: number) => Worth;

export const kinds = {
  /** Whole numbers 1 … 1,000,000, evenly. */
  uniform: (_size, seed) => {
    const random = randomFrom(seed);
    return () => 1 + Math.floor(random() * 1e6);
  },
  /** Six values only. */
  tied: (_size, seed) => {
    const random = randomFrom(seed);
    return () => 1 + Math.floor(random() * 6);
  },
  /** Scores as `matching.md` counts them, of invented answers: three of thirty topics each way, eight areas, … */
  questionnaire: ({ rows, cols }, seed) => {
    const random = randomFrom(seed);
    const mentors = answers(rows, random);
    const mentees = answers(cols, random);
    return (row, col) => 1 + score(mentors, row, mentees, col);
  },
} satisfies Record<string, Kind>;
export type KindName = keyof typeof kinds;

/** `degree` different columns per row, at random; among them one that lets every row have its own. rows ≤ cols. */
export function sparse(rows: number, cols: number, degree: number, worth: Worth, seed: number): SparseProblem {
  const random = randomFrom(seed);
  const own = shuffled(cols, random);
  const start = Int32Array.from({ length: rows + 1 }, (_, row) => row * degree);
  const col = new Int32Array(rows * degree);
  const value = new Float64Array(rows * degree);
  const takenBy = new Int32Array(cols).fill(-1);
  for (let row = 0; row < rows; row++) {
    const list = col.subarray(row * degree, (row + 1) * degree);
    for (let k = 0; k < degree;) {
      const candidate = k === 0 ? own[row]! : Math.floor(random() * cols);
      if (takenBy[candidate] === row) continue;
      takenBy[candidate] = row;
      list[k++] = candidate;
    }
    list.sort();
    list.forEach((candidate, k) => (value[row * degree + k] = worth(row, candidate)));
  }
  return { rows, cols, start, col, value };
}

/** As `sparse`, but each row keeps the best `degree` of `met` columns: what is left when people meet many and are picky. */
export function picky(
  size: { rows: number; cols: number; degree: number; met: number },
  worth: Worth,
  seed: number,
): SparseProblem {
  const { rows, cols, degree, met } = size;
  const random = randomFrom(seed);
  const own = shuffled(cols, random);
  const start = Int32Array.from({ length: rows + 1 }, (_, row) => row * degree);
  const col = new Int32Array(rows * degree);
  const value = new Float64Array(rows * degree);
  const best = new Float64Array(met);
  for (let row = 0; row < rows; row++) {
    // A stretch of columns stands for those met; one number holds what each is worth and which it is.
    const from = Math.floor(random() * cols);
    for (let k = 0; k < met; k++) best[k] = worth(row, (from + k) % cols) * cols + ((from + k) % cols);
    const kept = best.sort().subarray(met - degree);
    const mine = own[row]!;
    if (!kept.some((each) => each % cols === mine)) kept[0] = worth(row, mine) * cols + mine;
    const list = kept.map((each) => each % cols).sort();
    list.forEach((candidate, k) => {
      col[row * degree + k] = candidate;
      value[row * degree + k] = worth(row, candidate);
    });
  }
  return { rows, cols, start, col, value };
}

export function dense(rows: number, cols: number, worth: Worth): DenseProblem {
  const value = new Int32Array(rows * cols);
  for (let row = 0; row < rows; row++) {
    for (let col = 0; col < cols; col++) value[row * cols + col] = worth(row, col);
  }
  return { rows, cols, value };
}

type Answers = Record<'wants' | 'offers' | 'area' | 'department' | 'site' | 'zone', Int32Array>;

function answers(size: number, random: () => number): Answers {
  const below = (limit: number) => Int32Array.from({ length: size }, () => Math.floor(random() * limit));
  const topics = () =>
    Int32Array.from({ length: size }, () => {
      let set = 0;
      for (let k = 0; k < 3; k++) set |= 1 << Math.floor(random() * 30);
      return set;
    });
  return {
    wants: topics(),
    offers: topics(),
    area: below(8),
    department: below(20),
    site: below(12),
    zone: below(4),
  };
}

const inCommon = (a: number, b: number): number => {
  let count = 0;
  for (let both = a & b; both !== 0; both &= both - 1) count++;
  return count;
};

const score = (a: Answers, row: number, b: Answers, col: number): number =>
  3 * inCommon(a.wants[row]!, b.offers[col]!) +
  4 * inCommon(b.wants[col]!, a.offers[row]!) +
  (a.area[row] === b.area[col] ? 3 : 0) +
  (a.department[row] !== b.department[col] ? 1 : 0) +
  (a.site[row] === b.site[col] ? 1 : 0) +
  3 -
  Math.abs(a.zone[row]! - b.zone[col]!);
