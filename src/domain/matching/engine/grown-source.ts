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
  const isRow = sides.rows.role === role;
  const towards = isRow ? sides : facing(sides.roster, role);
  const newcomer: Facing = { ...towards, rows: alone(towards.rows, towards.rows.size - 1) };
  const { avoid } = newcomer.rows.enrolments[0]!;
  if (avoid.length > 0 && newcomer.colOf[newcomer.rows.person[0]!]! >= 0) return pairSource(sides, settings);
  const ofNewcomer = judge(newcomer, settings);
  const highest = Math.max(source.highest, highestPossible(newcomer, settings.weights) + 1);
  const layout = layoutFor(highest);
  const opposite = newcomer.cols.size;
  const words = new Int32Array(wordsFor(layout, opposite));
  const allowed = rowWriter(ofNewcomer, layout, 0)(0, words);
  const own = cellsOf(layout, words).subarray(0, opposite);
  const last = towards.rows.size - 1;
  /** Room for the others' cells, and one more for the newcomer's. */
  const longer = cellsOf(layout, new Int32Array(wordsFor(layout, last + 1))).subarray(0, last + 1);
  const alongside = (k: number) => (k === last ? own : (isRow ? source.row : source.col)(k));
  const across = (k: number): Cells => {
    longer.set((isRow ? source.col : source.row)(k));
    longer[last] = own[k]!;
    return longer;
  };
  return {
    rows: sides.rows.size,
    cols: sides.cols.size,
    highest,
    row: isRow ? alongside : across,
    col: isRow ? across : alongside,
    survey: () => sum(source.survey(), survey(ofNewcomer, Int32Array.of(allowed))),
  };
}

function sum(a: Survey, b: Survey): Survey {
  const names = Object.keys(a.excluded) as RuleName[];
  return {
    allowed: a.allowed + b.allowed,
    excluded: Object.fromEntries(names.map((name) => [name, a.excluded[name]! + b.excluded[name]!])),
  };
}
