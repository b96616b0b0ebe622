/**
 * Every pair there could be, told one row or one column at a time, so that nobody needs them all in memory.
 *
 * Method: a row starts as a copy of what the facts alone make of it (`BaseCells`); then the points for shared topics,
 * area, site and wishes are added where there are any, and what the chart and the lists forbid is set to 0. Rules that
 * must look at every pair come last.
 * Cost per row: a copy of its cells, and the matches and exclusions found; at 10,000 columns some 10,000 steps.
 * Rows are kept from the first time they are asked for, where all of them fit in `mostKeptBytes`. Columns are never:
 * to work one out afresh costs less than to collect it from as many places in memory.
 */
import type { MatchSettings } from '../match-types.ts';
import { BaseCells } from './base-cells.ts';
import { judge, type Judge } from './judge.ts';
import { facing, type Facing } from './roster.ts';
import type { Rule } from './rule.ts';
import { highestPossible, scoreParts } from './score.ts';
import { survey, type Survey } from './survey.ts';

/** Cells of one person against everyone opposite: 0 where a rule forbids the pair, else its score + 1. */
export type Cells = Uint8Array | Uint16Array | Uint32Array;

export type PairSource = {
  rows: number;
  cols: number;
  /** No cell is larger. */
  highest: number;
  /** One cell per column. Good until `row` is called again. */
  row: (row: number) => Cells;
  /** One cell per row. Good until `col` is called again. */
  col: (col: number) => Cells;
};

export type SurveyedSource = PairSource & {
  /** How many pairs there are, and how many each rule takes away. Works out every row that was not asked for yet. */
  survey: () => Survey;
};

const mostKeptBytes = 128_000_000;

/** Pairs of people under these rules and weights. Locks are not looked at; nobody is paired with themselves. */
export function pairSource(sides: Facing, settings: MatchSettings, keptBytes = mostKeptBytes): SurveyedSource {
  const [rows, cols] = [sides.rows.size, sides.cols.size];
  const highest = highestPossible(sides, settings.weights) + 1;
  const judged = judge(sides, settings);
  const write = rowWriter(judged, settings, highest);
  const allowed = new Int32Array(rows).fill(-1);
  const kept = rows * cols * emptyCells(0, highest).BYTES_PER_ELEMENT <= keptBytes;
  const cells = emptyCells(kept ? rows * cols : cols, highest);
  const row = (row: number): Cells => {
    if (!kept) {
      allowed[row] = write(row, cells);
      return cells;
    }
    const own = cells.subarray(row * cols, (row + 1) * cols);
    if (allowed[row] === -1) allowed[row] = write(row, own);
    return own;
  };
  let writeCol: RowWriter | undefined;
  const ofCol = emptyCells(rows, highest);
  return {
    rows,
    cols,
    highest,
    row,
    col(col) {
      writeCol ??= rowWriter(judge(facing(sides.roster, sides.cols.role), settings), settings, highest);
      writeCol(col, ofCol);
      return ofCol;
    },
    survey() {
      for (let k = 0; k < rows; k++) if (allowed[k] === -1) row(k);
      return survey(judged, allowed);
    },
  };
}

/** Writes all cells of a row; returns how many are not 0. */
type RowWriter = (row: number, cells: Cells) => number;

function rowWriter({ sides, rules }: Judge, { weights }: MatchSettings, highest: number): RowWriter {
  const { rows, cols, colOf } = sides;
  const parts = scoreParts(sides, weights);
  const facts = rules.flatMap((rule) => (rule.form === 'kinds' ? [rule.fact] : []));
  const base = new BaseCells([...facts, ...parts.facts], rows.size, cols.size, (size) => emptyCells(size, highest));
  const sparse = rules.filter(({ form }) => form === 'columns' || form === 'spans');
  const last = rules.filter(({ form }) => form === 'pairs');
  const fails = new Int32Array(last.length > 0 ? cols.size : 0);
  return (row, cells) => {
    cells.set(base.of(row));
    let taken = 0;
    for (const { wordsOf, columns, value } of parts.listings) {
      const words = wordsOf(row);
      for (let w = 0; w < words.length; w++) addListed(cells, columns.to, columns.start, words[w]!, value);
    }
    for (const { col, value } of parts.wishesOf(row)) if (cells[col] !== 0) cells[col]! += value;
    const self = colOf[rows.person[row]!]!;
    if (self >= 0) taken += clear(cells, self);
    for (const rule of sparse) taken += clearTaken(rule, row, cells);
    if (last.length > 0) {
      fails.fill(0);
      for (const rule of last) if (rule.form === 'pairs') rule.mark(row, 1, fails);
      for (let col = 0; col < fails.length; col++) if (fails[col] !== 0) taken += clear(cells, col);
    }
    return base.allowed(row) - taken;
  };
}

function addListed(cells: Cells, to: Int32Array, start: Int32Array, word: number, value: number): void {
  const end = start[word + 1] ?? 0;
  for (let k = start[word] ?? 0; k < end; k++) {
    const cell = cells[to[k]!]!;
    // What is forbidden stays 0, without a branch that would be guessed wrong half of the time.
    cells[to[k]!] = cell + (value & (-cell >> 31));
  }
}

/** 1 if the cell was not 0 already. */
function clear(cells: Cells, col: number): number {
  if (cells[col] === 0) return 0;
  cells[col] = 0;
  return 1;
}

function clearTaken(rule: Rule, row: number, cells: Cells): number {
  let taken = 0;
  if (rule.form === 'columns') for (const col of rule.of(row)) taken += clear(cells, col);
  if (rule.form === 'spans') {
    rule.visit(row, (from, to) => {
      for (let place = from; place < to; place++) taken += clear(cells, rule.order[place]!);
    });
  }
  return taken;
}

function emptyCells(size: number, highest: number): Cells {
  if (highest < 2 ** 8) return new Uint8Array(size);
  return highest < 2 ** 16 ? new Uint16Array(size) : new Uint32Array(size);
}
