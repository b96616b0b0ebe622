import type { MatchSettings, RuleName } from '../match-types.ts';
import type { Facing } from './roster.ts';
import { rulesInForce } from './rule-book.ts';
import type { Rule } from './rule.ts';
import { rowScorer, type ScoreRow } from './score.ts';

/**
 * Every row against every column: 0 where the pair is not free to be made, else its score + 1.
 * One byte a pair where the scores allow it: 10,000 × 10,000 fit in 100 MB and a pass over them takes a tenth of a second.
 */
export type PairTable = { rows: number; cols: number; cells: Uint8Array | Uint16Array | Uint32Array };

/** Rows and columns taken by locked pairs. */
export type Locks = { rows: Set<number>; cols: Set<number> };

/** The rules and the score for one direction and one set of settings. */
export type Judge = { sides: Facing; rules: Rule[]; scoreRow: ScoreRow };

export function judge(sides: Facing, settings: MatchSettings): Judge {
  const scoreRow = rowScorer(sides, settings.weights);
  return { sides, rules: rulesInForce(sides, settings.rules, scoreRow), scoreRow };
}

/** Which rules take which column from this row: bit k of `fails[col]` is rule k. Returns how many each rule takes. */
export function judgeRow({ sides, rules }: Judge, row: number, fails: Int32Array): number[] {
  fails.fill(0);
  const self = sides.colOf[sides.rows.person[row]!]!;
  const counts = rules.map((rule, k) => rule.mark(row, 1 << k, fails));
  if (self < 0) return counts;
  const itself = fails[self]!;
  fails[self] = -1;
  return counts.map((count, k) => ((itself & (1 << k)) !== 0 ? count - 1 : count));
}

export type RuledTable = PairTable & {
  /** Pairs that no rule takes away, of all who enrolled. */
  allowed: number;
  excluded: Partial<Record<RuleName, number>>;
};

/** Rows and columns of locked pairs stay empty: they are no longer free. */
export function pairTable(judge: Judge, locks: Locks): RuledTable {
  const { sides, rules, scoreRow } = judge;
  const [rows, cols] = [sides.rows.size, sides.cols.size];
  const fails = new Int32Array(cols);
  const scores = new Int32Array(cols);
  const excluded = new Array<number>(rules.length).fill(0);
  let cells: PairTable['cells'] = new Uint8Array(rows * cols);
  let allowed = 0;
  for (let row = 0; row < rows; row++) {
    judgeRow(judge, row, fails).forEach((count, k) => (excluded[k]! += count));
    scoreRow(row, scores);
    const free = !locks.rows.has(row);
    let highest = 0;
    for (let col = 0; col < cols; col++) {
      if (fails[col] !== 0) scores[col] = -1;
      else allowed++;
      if (scores[col]! > highest) highest = scores[col]!;
    }
    if (!free) continue;
    cells = wideEnough(cells, highest + 1);
    const start = row * cols;
    for (let col = 0; col < cols; col++) cells[start + col] = scores[col]! + 1;
    for (const col of locks.cols) cells[start + col] = 0;
  }
  const byName = Object.fromEntries(rules.map(({ name }, k) => [name, excluded[k]!]));
  return { rows, cols, cells, allowed, excluded: byName };
}

function wideEnough(cells: PairTable['cells'], highest: number): PairTable['cells'] {
  if (highest < 2 ** (8 * cells.BYTES_PER_ELEMENT)) return cells;
  return highest < 2 ** 16 ? Uint16Array.from(cells) : Uint32Array.from(cells);
}
