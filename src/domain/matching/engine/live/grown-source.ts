import type { MatchRole, MatchSettings, RuleName } from '../../match-types.ts';
import { cellsOf, layoutFor, wordsFor, type Cells } from '../cells.ts';
import { judge } from '../judge.ts';
import { pairSource, type SurveyedSource } from '../pair-source.ts';
import { facing, withCols, type Facing, type Roster } from '../roster.ts';
import { rowWriter } from '../row-writer.ts';
import { highestPossible } from '../score.ts';
import { alone, without, type Side } from '../side.ts';
import { survey, type Survey } from '../survey.ts';

/**
 * The pairs of a source, which are those of `before`, and those of somebody who joined: the last of the side `role` in
 * `sides`, see `joined`. Only the newcomer's pairs are worked out; all others are asked of the source, which must stay as
 * it is. Only where somebody joins in a second role and names people to avoid, which counts in the first role too, is
 * everything worked out afresh.
 * Cost: that of preparing one side's lists, once, and then a copy of each row or column asked for.
 */
export function grownSource(
  source: SurveyedSource,
  before: Facing,
  sides: Facing,
  settings: MatchSettings,
  role: MatchRole,
): SurveyedSource {
  const isRow = sides.rows.role === role;
  const own = isRow ? sides.rows : sides.cols;
  const newcomer = alone(own, own.size - 1);
  const isInBothRoles = () => (isRow ? sides.cols : sides.rows).person.includes(newcomer.person[0]!);
  if (newcomer.enrolments[0]!.avoid.length > 0 && isInBothRoles()) return pairSource(sides, settings);
  const grown =
    source instanceof GrownSource ? source : new GrownSource(baseOf(source, before), [], [], source.highest);
  return grown.with(newcomer, sides, settings);
}

/** Everyone who was there from the beginning, and each side as others look at it. */
type Base = { source: SurveyedSource; opposite: Record<MatchRole, Facing> };

function baseOf(source: SurveyedSource, { roster }: Facing): Base {
  return { source, opposite: { mentor: facing(roster, 'mentor'), mentee: facing(roster, 'mentee') } };
}

/** Cells of a newcomer against everyone opposite who was there already. */
type Newcomer = { cells: Cells; highest: number; surveys: () => Survey[] };

/** Worked out against those who were there from the beginning, whose lists are there, and against the few since. */
function newcomerOf(newcomer: Side, roster: Roster, base: Facing, cols: Side, settings: MatchSettings): Newcomer {
  const sides = { ...base, roster, rows: newcomer };
  const parts = [sides, ...(cols.size > base.cols.size ? [withCols(sides, without(cols, base.cols.size))] : [])];
  const highest = Math.max(...parts.map((part) => highestPossible(part, settings.weights))) + 1;
  const layout = layoutFor(highest);
  const cells = cellsOf(layout, new Int32Array(wordsFor(layout, cols.size))).subarray(0, cols.size);
  const surveys = parts.map((part) => {
    const judged = judge(part, settings);
    const words = new Int32Array(wordsFor(layout, part.cols.size));
    const allowed = rowWriter(judged, layout, 0)(0, words);
    cells.set(cellsOf(layout, words).subarray(0, part.cols.size), part === sides ? 0 : base.cols.size);
    return () => survey(judged, Int32Array.of(allowed));
  });
  return { cells, highest, surveys: () => surveys.map((each) => each()) };
}

class GrownSource implements SurveyedSource {
  readonly rows: number;
  readonly cols: number;
  readonly highest: number;
  readonly cell?: (row: number, col: number) => number;
  private readonly base: Base;
  private readonly newRows: Newcomer[];
  private readonly newCols: Newcomer[];
  private readonly rowCells: Cells;
  private readonly colCells: Cells;

  constructor(base: Base, newRows: Newcomer[], newCols: Newcomer[], highest: number) {
    this.base = base;
    this.newRows = newRows;
    this.newCols = newCols;
    this.rows = base.source.rows + newRows.length;
    this.cols = base.source.cols + newCols.length;
    this.highest = highest;
    const { cell, rows, cols } = base.source;
    if (cell) {
      this.cell = (row, col) => {
        if (row < rows && col < cols) return cell(row, col);
        // Whoever joined later knows of the other.
        return newRows[row - rows]?.cells[col] ?? newCols[col - cols]!.cells[row]!;
      };
    }
    const layout = layoutFor(highest);
    this.rowCells = cellsOf(layout, new Int32Array(wordsFor(layout, this.cols)));
    this.colCells = cellsOf(layout, new Int32Array(wordsFor(layout, this.rows)));
  }

  /** And the pairs of one more, who is the last of their side. */
  with(newcomer: Side, sides: Facing, settings: MatchSettings): GrownSource {
    const { base, newRows, newCols } = this;
    const isRow = newcomer.role === sides.rows.role;
    const opposite = base.opposite[newcomer.role];
    const one = newcomerOf(newcomer, sides.roster, opposite, isRow ? sides.cols : sides.rows, settings);
    const highest = Math.max(this.highest, one.highest);
    return isRow
      ? new GrownSource(base, [...newRows, one], newCols, highest)
      : new GrownSource(base, newRows, [...newCols, one], highest);
  }

  row(row: number): Cells {
    const { source } = this.base;
    const known = row < source.rows ? source.row(row) : this.newRows[row - source.rows]!.cells;
    return this.withNewcomers(known, row, this.newCols, this.rowCells, this.cols);
  }

  col(col: number): Cells {
    const { source } = this.base;
    const known = col < source.cols ? source.col(col) : this.newCols[col - source.cols]!.cells;
    return this.withNewcomers(known, col, this.newRows, this.colCells, this.rows);
  }

  survey(): Survey {
    const surveys = [...this.newRows, ...this.newCols].flatMap((newcomer) => newcomer.surveys());
    return surveys.reduce(sum, this.base.source.survey());
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
