/**
 * Every pair there could be, told one row or one column at a time, so that nobody needs them all in memory.
 *
 * Method: what the facts say of a row (zone, level, languages, hours) is the same for many people and copied; what is
 * particular to it is found from lists and from stretches of the org chart, never by looking at every pair; see
 * `row-writer.ts`. Only `bothGain` and `scoreFloor` look at every pair, when they are on.
 * Cost of a row: a copy of its cells, and the matches and exclusions found.
 * Rows are kept from the first time they are asked for, where all of them fit in `mostKeptBytes`. Columns never are: to
 * work one out afresh costs less than to collect it from as many places in memory.
 */
import type { MatchSettings } from '../match-types.ts';
import { cellsOf, layoutFor, wordsFor, type Cells } from './cells.ts';
import { judge, type Judge } from './judge.ts';
import { facing, type Facing } from './roster.ts';
import { rowWriter, type RowWriter } from './row-writer.ts';
import { highestPossible } from './score.ts';
import { survey, type Survey } from './survey.ts';

export type { Cells } from './cells.ts';

export type PairSource = {
  rows: number;
  cols: number;
  /** No cell is larger. */
  highest: number;
  /** One cell per column. Good until `row` is called again. */
  row: (row: number) => Cells;
  /** One cell, where that costs nothing: its row is kept. */
  cell?: (row: number, col: number) => number;
  /** One cell per row. Good until `col` is called again. */
  col: (col: number) => Cells;
};

export type SurveyedSource = PairSource & {
  /** How many pairs there are, and how many each rule takes away. Works out every row that was not asked for yet. */
  survey: () => Survey;
};

const mostKeptBytes = 128_000_000;
const mostInCommon = 24_000_000;

/** Pairs of people under these rules and weights. Locks are not looked at; nobody is paired with themselves. */
export const pairSource = (sides: Facing, settings: MatchSettings, keptBytes = mostKeptBytes): SurveyedSource =>
  judgedSource(judge(sides, settings), settings, keptBytes);

/** The same of a judge who is there already: of these sides, under these settings. */
export function judgedSource(judged: Judge, settings: MatchSettings, keptBytes = mostKeptBytes): SurveyedSource {
  const { sides } = judged;
  const [rows, cols] = [sides.rows.size, sides.cols.size];
  const highest = highestPossible(sides, settings.weights) + 1;
  const layout = layoutFor(highest);
  const perRow = wordsFor(layout, cols);
  const kept = 4 * rows * perRow <= keptBytes;
  const words = new Int32Array(kept ? rows * perRow : perRow);
  const cells = cellsOf(layout, words);
  const inCommon = Math.min(mostInCommon, keptBytes);
  /** Let go, with all it keeps in common, once every row is kept. */
  let write: RowWriter | null = rowWriter(judged, layout, inCommon);
  let left = rows;
  /** Pairs of each row; −1 as long as it was not worked out. */
  const allowed = new Int32Array(rows).fill(-1);
  const row = (row: number): Cells => {
    const at = kept ? row * perRow : 0;
    if (write && (!kept || allowed[row] === -1)) {
      allowed[row] = write(row, words.subarray(at, at + perRow));
      if (kept && --left === 0) write = null;
    }
    return cells.subarray(at * layout.perWord, at * layout.perWord + cols);
  };
  const cell = (of: number, col: number): number => {
    if (allowed[of] === -1) row(of);
    return cells[of * perRow * layout.perWord + col]!;
  };
  let writeCol: RowWriter | undefined;
  const colWords = new Int32Array(wordsFor(layout, rows));
  return {
    rows,
    cols,
    highest,
    row,
    ...(kept && { cell }),
    col(col) {
      writeCol ??= rowWriter(judge(facing(sides.roster, sides.cols.role), settings), layout, inCommon);
      writeCol(col, colWords);
      return cellsOf(layout, colWords).subarray(0, rows);
    },
    survey() {
      for (let k = 0; k < rows; k++) if (allowed[k] === -1) row(k);
      return survey(judged, allowed);
    },
  };
}
