import type { MatchSettings, RuleName } from '../match-types.ts';
import { judgeRow, type Judge } from './judge.ts';
import { highestPossible } from './score.ts';

export { judge, judgeRow, type Judge } from './judge.ts';

/**
 * Every row against every column: 0 where the pair is not free to be made, else its score + 1.
 * One byte a pair where the scores allow it: 10,000 × 10,000 fit in 100 MB and a pass over them takes a tenth of a second.
 */
export type PairTable = {
  rows: number;
  cols: number;
  cells: Uint8Array | Uint16Array | Uint32Array;
  /** How many cells hold each value from 1; index 0 is unused. */
  counts: Float64Array;
};

/** Rows and columns taken by locked pairs. */
export type Locks = { rows: Set<number>; cols: Set<number> };

export type RuledTable = PairTable & {
  /** Pairs that no rule takes away, of all who enrolled. */
  allowed: number;
  excluded: Partial<Record<RuleName, number>>;
};

/** Rows and columns of locked pairs stay empty: they are no longer free. */
export function pairTable(judge: Judge, locks: Locks, weights: MatchSettings['weights']): RuledTable {
  const { sides, rules, scoreRow } = judge;
  const [rows, cols] = [sides.rows.size, sides.cols.size];
  const highest = highestPossible(sides, weights) + 1;
  const cells = emptyCells(rows * cols, highest);
  const counts = new Float64Array(highest + 1);
  const fails = new Int32Array(cols);
  const scores = new Int32Array(cols);
  const excluded = new Array<number>(rules.length).fill(0);
  let allowed = 0;
  for (let row = 0; row < rows; row++) {
    judgeRow(judge, row, fails).forEach((count, k) => (excluded[k]! += count));
    scoreRow(row, scores);
    const start = row * cols;
    for (let col = 0; col < cols; col++) {
      if (fails[col] !== 0) continue;
      const cell = scores[col]! + 1;
      cells[start + col] = cell;
      counts[cell]!++;
      allowed++;
    }
    for (const col of locks.rows.has(row) ? sides.cols.person.keys() : locks.cols) {
      const cell = cells[start + col]!;
      if (cell > 0) counts[cell]!--;
      cells[start + col] = 0;
    }
  }
  const byName = Object.fromEntries(rules.map(({ name }, k) => [name, excluded[k]!]));
  return { rows, cols, cells, counts, allowed, excluded: byName };
}

function emptyCells(size: number, highest: number): PairTable['cells'] {
  if (highest < 2 ** 8) return new Uint8Array(size);
  return highest < 2 ** 16 ? new Uint16Array(size) : new Uint32Array(size);
}
