import type { Bottleneck, MatchReport, MatchSettings, Relaxation, Unmatched } from '../match-types.ts';
import { headcount, mostPeople, type Watch } from './assign.ts';
import { bottlenecks } from './bottlenecks.ts';
import { viewOf } from './explain.ts';
import { judge } from './judge.ts';
import { pairSource } from './pair-source.ts';
import { problemOf, type Fixed } from './problem.ts';
import { changed, changesThatOpen, relaxations, type Change } from './relax.ts';
import { facing } from './roster.ts';
import { leftOver, run, type Run } from './run.ts';

/** How many pairs the runs behind the relaxations may look at altogether, and how many runs there may be; with too few none is worth beginning. */
const mostCells = 100_000_000;
const mostRuns = 200;
const fewestRuns = 5;

type Explained = { unmatched: Unmatched[]; bottlenecks: Bottleneck[]; relaxations: MatchReport['relaxations'] };

/** Why each enrolment without a partner has none, and what would help. */
export function explainUnmatched(found: Run, settings: MatchSettings, fixed: Fixed, watch: Watch): Explained {
  const { rows, cols, roster } = found.sides;
  const left = leftOver(found);
  const loose = relaxUntilMatched(found, settings, fixed, left, watch);
  const { sets, of } = bottlenecks(found);
  const opposite = judge(facing(roster, cols.role), settings);
  const unmatched = left.map((node): Unmatched => {
    const isRow = node < rows.size;
    const [side, at] = isRow ? [rows, node] : [cols, node - rows.size];
    return {
      personId: side.enrolments[at]!.personId,
      role: side.role,
      ...viewOf(isRow ? found.judge : opposite, at, settings),
      bottleneck: of.get(node) ?? null,
      relaxation: loose.found.get(node) ?? null,
    };
  });
  unmatched.sort((a, b) => compare(a.personId, b.personId) || compare(a.role, b.role));
  return { unmatched, bottlenecks: sets, relaxations: { tried: loose.tried, leftOut: loose.leftOut } };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

type Loosened = MatchReport['relaxations'] & { found: Map<number, Relaxation> };

function relaxUntilMatched(before: Run, settings: MatchSettings, fixed: Fixed, left: number[], watch: Watch): Loosened {
  const { sides, problem, found } = before;
  const { places } = problem;
  const { rows, cols } = problem.source;
  const sum = (from: number, end: number, of: (node: number) => number) => {
    let total = 0;
    for (let node = from; node < end; node++) total += of(node);
    return total;
  };
  // Where each place opposite gave someone a first partner already, there is nothing that another rule could open.
  const hopeFor = (own: [number, number], opposite: [number, number]) => {
    const firstPartners = sum(...own, (node) => Number(found.answer.degree[node]! > 0 && places.first[node]! !== 0));
    return (
      left.some((node) => node >= own[0] && node < own[1]) &&
      sum(...opposite, (node) => places.count[node]!) > firstPartners
    );
  };
  const budget = Math.min(mostRuns, Math.floor(mostCells / Math.max(1, rows * cols)));
  const ofRows: [number, number] = [0, rows];
  const ofCols: [number, number] = [rows, rows + cols];
  const hopeless = !hopeFor(ofRows, ofCols) && !hopeFor(ofCols, ofRows);
  if (left.length === 0 || hopeless || !found.people.complete) return { found: new Map(), tried: 0, leftOut: 0 };
  if (budget < fewestRuns) return { found: new Map(), tried: 0, leftOut: null };
  const partnered = (run: Run) => places.count.length - leftOver(run).length;
  const now = partnered(before);
  const locked = now - headcount(problem, found.answer).places;
  return relaxations({
    changes: changesThatOpen(before.judge, settings, places.count),
    partnered: now,
    leftOver: left,
    mostPartnered: (change) => {
      const relaxed = changed(settings, change);
      return locked + mostPeople(problemOf(sides, pairSource(sides, relaxed), fixed));
    },
    run: (change: Change) => {
      const looser = changed(settings, change);
      const relaxed = run(judge(sides, looser), looser, fixed, quietly(watch));
      return { partnered: partnered(relaxed), leftOver: new Set(leftOver(relaxed)) };
    },
    budget,
  });
}

const quietly = ({ mayGoOn }: Watch): Watch => (mayGoOn ? { mayGoOn } : {});
