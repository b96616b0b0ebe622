import type { MatchRole, MatchSettings, RuleName } from '../match-types.ts';
import { cellsOf, layoutFor, wordsFor, type Cells } from './cells.ts';
import { judge } from './judge.ts';
import { pairSource, type SurveyedSource } from './pair-source.ts';
import { facing, type Facing } from './roster.ts';
import { rowWriter } from './row-writer.ts';
import { highestPossible } from './score.ts';
import { alone } from './side.ts';
import { survey, type Survey } from './survey.ts';

/**
 * The pairs of a source and those of somebody who joined: the last of the side `role` in `sides`, see `joined`. Only the
 * newcomer's pairs are worked out; all others are asked of the source, which must stay as it is. Only where somebody joins
 * in a second role and names people to avoid, which counts in the first role too, is everything worked out afresh.
 * Cost: that of preparing one side's lists, once, and then a copy of each row or column asked for.
 */
export function grownSource(
  source: SurveyedSource,
  sides: Facing,
  settings: MatchSettings,
  role: MatchRole,
): SurveyedSource {
  const towards = sides.rows.role === role ? sides : facing(sides.roster, role);
  const one: Facing = { ...towards, rows: alone(towards.rows, towards.rows.size - 1) };
  const { avoid } = one.rows.enrolments[0]!;
  if (avoid.length > 0 && one.colOf[one.rows.person[0]!]! >= 0) return pairSource(sides, settings);
  const judged = judge(one, settings);
  const highest = highestPossible(one, settings.weights) + 1;
  const layout = layoutFor(highest);
  const words = new Int32Array(wordsFor(layout, one.cols.size));
  const allowed = rowWriter(judged, layout, 0)(0, words);
  const cells = cellsOf(layout, words).subarray(0, one.cols.size);
  const newcomer = { cells, survey: survey(judged, Int32Array.of(allowed)) };
  const grown = source instanceof GrownSource ? source : new GrownSource(source, [], [], source.highest);
  return grown.with(newcomer, sides.rows.role === role, highest);
}

/** Cells of a newcomer against everyone opposite who was there already. */
type Newcomer = { cells: Cells; survey: Survey };

class GrownSource implements SurveyedSource {
  readonly rows: number;
  readonly cols: number;
  readonly highest: number;
  readonly keepsRows: boolean;
  private readonly base: SurveyedSource;
  private readonly newRows: Newcomer[];
  private readonly newCols: Newcomer[];
  private readonly rowCells: Cells;
  private readonly colCells: Cells;

  constructor(base: SurveyedSource, newRows: Newcomer[], newCols: Newcomer[], highest: number) {
    this.base = base;
    this.newRows = newRows;
    this.newCols = newCols;
    this.rows = base.rows + newRows.length;
    this.cols = base.cols + newCols.length;
    this.highest = highest;
    this.keepsRows = base.keepsRows ?? false;
    const layout = layoutFor(highest);
    this.rowCells = cellsOf(layout, new Int32Array(wordsFor(layout, this.cols)));
    this.colCells = cellsOf(layout, new Int32Array(wordsFor(layout, this.rows)));
  }

  with(newcomer: Newcomer, isRow: boolean, highest: number): GrownSource {
    const { base, newRows, newCols } = this;
    const most = Math.max(this.highest, highest);
    return isRow
      ? new GrownSource(base, [...newRows, newcomer], newCols, most)
      : new GrownSource(base, newRows, [...newCols, newcomer], most);
  }

  row(row: number): Cells {
    const known = row < this.base.rows ? this.base.row(row) : this.newRows[row - this.base.rows]!.cells;
    return this.withNewcomers(known, row, this.newCols, this.rowCells, this.cols);
  }

  col(col: number): Cells {
    const known = col < this.base.cols ? this.base.col(col) : this.newCols[col - this.base.cols]!.cells;
    return this.withNewcomers(known, col, this.newRows, this.colCells, this.rows);
  }

  survey(): Survey {
    return [...this.newRows, ...this.newCols].map((newcomer) => newcomer.survey).reduce(sum, this.base.survey());
  }

  /** Whoever joined after the others of a list were worked out knows of this one. */
  private withNewcomers(known: Cells, at: number, newcomers: Newcomer[], into: Cells, size: number): Cells {
    if (known.length === size) return known;
    into.set(known);
    const first = size - newcomers.length;
    for (let k = known.length; k < size; k++) into[k] = newcomers[k - first]!.cells[at]!;
    return into.subarray(0, size);
  }
}

function sum(a: Survey, b: Survey): Survey {
  const names = Object.keys(a.excluded) as RuleName[];
  return {
    allowed: a.allowed + b.allowed,
    excluded: Object.fromEntries(names.map((name) => [name, a.excluded[name]! + b.excluded[name]!])),
  };
}
