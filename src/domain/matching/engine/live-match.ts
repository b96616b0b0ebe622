/**
 * A solved match that follows small changes exactly: someone joins or leaves, a pair is locked, unlocked, forbidden or
 * allowed. Each level of the objective (see `assign`) is carried over; if as many people as can be still reach the same
 * lowest score, and still can't reach a higher one, the new answer is that of the level of totals. Otherwise the lowest
 * score moves, and whoever asks must solve afresh.
 *
 * Cost: a copy of the solution, and a search among the people whom the change concerns.
 */
import { headcount, isSame, type Settled } from './assign.ts';
import type { BMatching, Places } from './b-matching.ts';
import { carryOver } from './carry-over.ts';
import { denseGraph } from './dense-pairs.ts';
import type { LockedPair } from './locks.ts';
import { PairSet, worthsStillHold, type Problem } from './problem.ts';
import type { SurveyedSource } from './pair-source.ts';
import type { Facing } from './roster.ts';
import type { Run } from './run.ts';

/** One level of a problem as it is solved: `problem` says what its places and pairs are worth. */
type Live = { problem: Problem; settled: Settled };

export type LiveMatch = {
  sides: Facing;
  source: SurveyedSource;
  people: Live;
  above: Live | null;
  total: Live;
  locked: LockedPair[];
  balanced: boolean;
  /** Ties go to pairs that this match made itself, and not to pairs in force. */
  keepsOwn: boolean;
};

/** Ties from now on go to the pairs that are made now, unless others are in force already. */
export function liveMatch(
  { sides, source, problem, found }: Run,
  locked: LockedPair[],
  balanced: boolean,
): LiveMatch | null {
  // Where each pair costs something, keeping pairs would have to be worth more than that, and isn't.
  if (!found.complete || found.answer !== found.total.state || problem.pairCost > 0) return null;
  return {
    sides,
    source,
    people: { problem, settled: found.people },
    above: found.above && { problem, settled: found.above },
    total: problem.current.size > 0 ? { problem, settled: found.total } : keepingPairs(problem, found.total, locked),
    locked,
    balanced,
    keepsOwn: problem.current.size === 0,
  };
}

const largestWorth = 2 ** 50;

/** The same solution with everything worth so much more that 1 more for each pair made decides ties only. */
function keepingPairs(problem: Problem, { level, state, complete }: Settled, locked: LockedPair[]): Live {
  const made = pairsMade(problem, state, locked);
  const scale = 2 * made.size + 16;
  if (problem.placeValue * scale > largestWorth) return { problem, settled: { level, state, complete } };
  const first = problem.places.first.map((worth) => worth * scale);
  const scaled: Problem = {
    ...withPlaces(problem, { count: problem.places.count, first }),
    mostScores: problem.mostScores * scale + scale - 1,
    scoreValue: problem.scoreValue * scale,
    placeValue: problem.placeValue * scale,
    waitingValue: problem.waitingValue * scale,
    current: made,
  };
  const price = state.price.map((one) => one * scale);
  const restated = state.restated(scaled.places, price, (_a, _b, was) => was * scale + 1);
  return { problem: scaled, settled: { level: { ...level, floor: level.floor * scale }, state: restated, complete } };
}

/** The same match where the pairs made now are those to keep; for one that `keepsOwn`. */
export function keepingPairsMade(live: LiveMatch): LiveMatch | null {
  const { problem: old, settled } = live.total;
  if (!live.keepsOwn) return live;
  const problem = { ...old, current: pairsMade(old, settled.state, live.locked) };
  if (problem.current.size >= old.scoreValue) return null;
  const { rows } = old.source;
  // Pairs that were to be kept and are not made are worth less now, which no condition minds; those made are worth more.
  const state = settled.state.restated(problem.places, settled.state.price, (node, other, was) => {
    const [row, col] = node < rows ? [node, other - rows] : [other, node - rows];
    return old.current.has(row, col) ? was : was + 1;
  });
  return { ...live, total: { problem, settled: { ...settled, state } } };
}

/** The locked ones too: they are to be kept once they are unlocked. */
function pairsMade({ source: { rows } }: Problem, state: BMatching, locked: LockedPair[]): PairSet {
  const made = new PairSet();
  for (const { row, col } of locked) made.add(row, col);
  for (let row = 0; row < rows; row++) {
    for (let k = 0; k < state.degree[row]!; k++) made.add(row, state.partnerOf(row, k) - rows);
  }
  return made;
}

/** What is different: who is concerned (as a row or a column), and what they may have now. */
export type Edit = {
  sides: Facing;
  source: SurveyedSource;
  locked: LockedPair[];
  /** Whether somebody has joined as the last row; columns then come one later among the nodes. */
  rowJoined: boolean;
  concerned: { isRow: boolean; at: number; count: number; hasPartner: boolean; waits: boolean }[];
  /** Barred from now on, and no longer. */
  bar: { row: number; col: number } | null;
  unbar: { row: number; col: number } | null;
};

/** The match after an edit; null: the lowest score is another one, so it must be solved afresh. */
export function edited(live: LiveMatch, edit: Edit): LiveMatch | null {
  // Nothing is above the lowest score yet, but after this there may be.
  if (live.balanced && !live.above) return null;
  const people = carried(live.people, edit);
  const most = headcount(people.problem, people.settled.state);
  const asMany = ({ problem, settled }: Live) => isSame(headcount(problem, settled.state), most);
  const above = live.above && carried(live.above, edit);
  if (above && asMany(above)) return null;
  const total = carried(live.total, edit);
  if (!asMany(total) || !worthsStillHold(people.problem) || !worthsStillHold(total.problem)) return null;
  const { sides, source, locked } = edit;
  return { ...live, sides, source, locked, people, above, total };
}

function carried({ problem: old, settled }: Live, edit: Edit): Live {
  const rows = edit.source.rows;
  const shift = edit.rowJoined ? 1 : 0;
  const nodeOf = (node: number) => (node < old.source.rows ? node : node + shift);
  const size = rows + edit.source.cols;
  const places: Places = { count: new Int32Array(size), first: new Float64Array(size) };
  old.places.count.forEach((count, node) => (places.count[nodeOf(node)] = count));
  old.places.first.forEach((first, node) => (places.first[nodeOf(node)] = first));
  const concerned = edit.concerned.map(({ isRow, at, count, hasPartner, waits }) => {
    const node = isRow ? at : rows + at;
    places.count[node] = count;
    places.first[node] = hasPartner ? 0 : old.placeValue + (waits ? old.waitingValue : 0);
    return node;
  });
  const problem = withPlaces({ ...old, source: edit.source }, places);
  if (edit.bar) problem.barred.add(edit.bar.row, edit.bar.col);
  if (edit.unbar) problem.barred.delete(edit.unbar.row, edit.unbar.col);
  const graph = denseGraph(problem, settled.level);
  const state: BMatching = carryOver(settled.state, places, problem.side, nodeOf, concerned, graph);
  return { problem, settled: { level: settled.level, state, complete: true } };
}

function withPlaces(problem: Problem, places: Places): Problem {
  const { rows } = problem.source;
  return {
    ...problem,
    places,
    side: new Uint8Array(places.count.length).fill(1, rows),
    barred: problem.barred.copy(),
  };
}
