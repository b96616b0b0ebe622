import type { MatchSettings, Relaxation, Unmatched } from '../match-types.ts';
import { bottleneckFinder, viewOf } from './explain.ts';
import { maximumMatching } from './maximum-matching.ts';
import { judge, pairTable, type Judge, type Locks } from './pair-table.ts';
import { changed, changesThatOpen, relaxations, type Change } from './relax.ts';
import { facing } from './roster.ts';
import { run, type Run } from './run.ts';

/** How many cells the runs behind the relaxations may look at altogether, and how many runs there may be. */
const mostCells = 100_000_000;
const mostRuns = 200;

type Explained = { unmatched: Unmatched[]; relaxations: { tried: number; leftOut: number } };

/** Why each enrolment without a partner has none. */
export function explainUnmatched(found: Run, settings: MatchSettings, locks: Locks): Explained {
  const { sides } = found.judge;
  const { rows, cols, roster } = sides;
  const left = leftOver(found, locks);
  const loose = relaxUntilMatched(found, settings, locks, [...left.keys()]);
  const bottleneck = bottleneckFinder(found.table, found.answer);
  const opposite = judge(facing(roster, cols.role), settings);
  const unmatched = Array.from(left, ([key, { isRow, at }]): Unmatched => {
    const side = isRow ? rows : cols;
    const view = viewOf(isRow ? found.judge : opposite, at, settings);
    return {
      personId: side.enrolments[at]!.personId,
      role: side.role,
      ...view,
      bottleneck: view.candidates === 0 ? null : bottleneck(isRow, at),
      relaxation: loose.found.get(key) ?? null,
    };
  });
  unmatched.sort((a, b) => compare(a.personId, b.personId) || compare(a.role, b.role));
  return { unmatched, relaxations: { tried: loose.tried, leftOut: loose.leftOut } };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Rows and columns without a partner, each under a key of its own. */
function leftOver({ answer, table }: Run, locks: Locks): Map<string, { isRow: boolean; at: number }> {
  const taken = new Set(answer.colOf);
  const left = new Map<string, { isRow: boolean; at: number }>();
  answer.colOf.forEach((col, row) => {
    if (col < 0 && !locks.rows.has(row)) left.set(`row ${row}`, { isRow: true, at: row });
  });
  for (let col = 0; col < table.cols; col++) {
    if (!taken.has(col) && !locks.cols.has(col)) left.set(`col ${col}`, { isRow: false, at: col });
  }
  return left;
}

function relaxUntilMatched(
  { judge: judged, table, pairs }: Run,
  settings: MatchSettings,
  locks: Locks,
  left: string[],
): { found: Map<string, Relaxation>; tried: number; leftOut: number } {
  const most = Math.min(table.rows - locks.rows.size, table.cols - locks.cols.size);
  if (left.length === 0 || pairs === most) return { found: new Map(), tried: 0, leftOut: 0 };
  const under = (change: Change): [Judge, MatchSettings] => {
    const relaxed = changed(settings, change);
    return [judge(judged.sides, relaxed), relaxed];
  };
  const everyRow = Int32Array.from({ length: table.rows }, (_, row) => row);
  const everyCol = Int32Array.from({ length: table.cols }, (_, col) => col);
  return relaxations({
    changes: changesThatOpen(judged, settings, locks),
    pairs,
    leftOver: left,
    mostPairs: (change) =>
      maximumMatching(pairTable(under(change)[0], locks, settings.weights), 1, everyRow, everyCol).size,
    run: (change) => {
      const [relaxedJudge, relaxed] = under(change);
      const relaxedRun = run(relaxedJudge, relaxed, locks, () => undefined);
      return { pairs: relaxedRun.pairs, leftOver: new Set(leftOver(relaxedRun, locks).keys()) };
    },
    budget: Math.min(mostRuns, Math.floor(mostCells / Math.max(1, table.cells.length))),
  });
}
