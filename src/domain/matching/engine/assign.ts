/**
 * Problem: the objective of a match, in its order: most people with a partner, then most of those who waited, then
 * (`balanced`) the lowest score as high as possible, then the highest total, then the most pairs of those in force.
 *
 * Method: one solver (`solve`) on three levels of the same pairs.
 *   people  every pair, worth nothing: a first place is worth more than all waiting people together, and a waiting
 *           person's more than all scores, so this alone says how many people, and how many who wait, can be had.
 *   above   only the pairs above some score, worth nothing: a lowest score is possible exactly when just as many people
 *           can be had. A bisection finds the highest one; the failure above it is part of the proof.
 *   total   the pairs from there on, worth their scores.
 *
 * Proof: the prices at the end of each level, see `MatchCertificate`.
 * Cost: that of a few sparse assignments and of some passes over all pairs.
 * Reference: Burkard, Dell'Amico & Martello, 'Assignment Problems' (2009), for bottleneck and sum objectives and duality.
 */
import type { BMatching } from './b-matching.ts';
import { emptyRow } from './cells.ts';
import type { Level } from './core.ts';
import { raiseTops } from './look-through.ts';
import { densePairs, type DensePairs } from './dense-pairs.ts';
import { floorOf, type Problem } from './problem.ts';
import { firstCore, solve, type CoreSize, type Limits } from './solve.ts';
import { withoutSparePairs } from './spare-pairs.ts';

export const usualCore: CoreSize = { first: 24, added: 12 };

export type Watch = {
  /** Told the name of each phase as it begins. */
  onPhase?: (name: string) => void;
  /** Told how much of the work is done, 0 … 1, now and then. */
  onProgress?: (share: number) => void;
  /** Asked now and then; once it says no, the best answer so far is given, with what is proven of it. */
  mayGoOn?: () => boolean;
};

/** One level as it was left, and whether its prices are proven the best over all its pairs. */
export type Settled = { level: Level; state: BMatching; complete: boolean };

export type AssignOutcome = {
  /** The answer: the pairs made. */
  answer: BMatching;
  people: Settled;
  /** The level just above the lowest score; null when there is no such pair, or the objective is `total`. */
  above: Settled | null;
  total: Settled;
  /** No answer with as many people has a lowest score above this; null: the lowest score was not looked at. */
  highestLowest: number | null;
  /** Whether nothing was cut short. */
  complete: boolean;
};

type Settle = (level: Level, from?: Settled, enough?: Limits['enough']) => Settled;

export function assign(problem: Problem, balanced: boolean, watch: Watch, size = usualCore): AssignOutcome {
  const { places } = problem;
  const pairs = densePairs(problem);
  let stopped = false;
  const mayGoOn = () => !(stopped ||= watch.mayGoOn?.() === false);
  let nearlyAll = false;
  const core = firstCore(pairs, places, size, mayGoOn);
  const settle: Settle = (level, from, enough) => {
    const limits = { mayGoOn, ...(enough && { enough }) };
    return { level, ...solve({ pairs, places, level, nearlyAll, ...(from && { from }) }, core, limits, size) };
  };
  watch.onProgress?.(0.2);
  const people = settle({ floor: floorOf(problem, 0), scored: false });
  watch.onProgress?.(0.4);
  const most = headcount(problem, people.state);
  const asMany = (state: BMatching) => isSame(headcount(problem, state), most);
  nearlyAll = people.complete && nearlyAllAreFilled(problem, people.state);
  const found = balanced && most.places > 0 ? highestLowest(problem, pairs, people, asMany, settle, mayGoOn) : null;
  watch.onProgress?.(0.6);
  const total = settle({ floor: found?.floor ?? floorOf(problem, 0), scored: true });
  watch.onProgress?.(0.9);
  return {
    answer: asMany(total.state) ? total.state : withoutSparePairs(problem, found?.state ?? people.state),
    people,
    above: found?.above ?? null,
    total,
    highestLowest: found?.highest ?? null,
    complete: people.complete && (found?.complete ?? true) && total.complete,
  };
}

/** How many people could have a partner at all, not counting those who are locked. */
export function mostPeople(problem: Problem): number {
  const { places } = problem;
  const pairs = densePairs(problem);
  const mayGoOn = () => true;
  const level = { floor: floorOf(problem, 0), scored: false };
  const core = firstCore(pairs, places, usualCore, mayGoOn);
  const { state } = solve({ pairs, places, level, nearlyAll: false }, core, { mayGoOn }, usualCore);
  return headcount(problem, state).places;
}

type Found = { floor: number; highest: number; state: BMatching; above: Settled | null; complete: boolean };

/** The highest floor under all pairs with which as many people have a partner, by bisection over the scores. */
function highestLowest(
  problem: Problem,
  pairs: DensePairs,
  people: Settled,
  asMany: (state: BMatching) => boolean,
  settle: Settle,
  mayGoOn: () => boolean,
): Found {
  const { source } = problem;
  const highest = source.highest - 1;
  const ceiling = Math.min(highest, highestForAll(pairs, problem, people.state));
  let possible = 0;
  let impossible = highest + 1;
  let [reached, above]: [Settled, Settled | null] = [people, null];
  let next = ceiling;
  while (possible + 1 < impossible && mayGoOn()) {
    const tried = settle({ floor: floorOf(problem, next), scored: false }, reached, asMany);
    if (asMany(tried.state)) {
      possible = next;
      reached = tried;
    } else if (tried.complete) {
      impossible = next;
      above = tried;
    } else break;
    next = possible === ceiling ? ceiling + 1 : (possible + Math.min(impossible, ceiling + 1)) >> 1;
  }
  const complete = possible + 1 >= impossible;
  return { floor: floorOf(problem, possible), highest: impossible - 1, state: reached.state, above, complete };
}

/**
 * No lowest score can be above this: just as many rows, and as many columns, need a partner again, and so many must have
 * a pair at all that is high enough.
 */
function highestForAll({ rows, topCell }: DensePairs, { places, source }: Problem, people: BMatching): number {
  const topOfCol = emptyRow(source);
  for (let row = 0; row < rows; row++) if (places.count[row]! > 0) raiseTops(topOfCol, source.row(row));
  const nthTop = (tops: ArrayLike<number>, from: number): number => {
    const needed = Int32Array.from(tops).filter((_, k) => places.first[from + k]! > 0);
    let partnered = 0;
    for (let node = from; node < from + tops.length; node++) {
      if (places.first[node]! > 0 && people.degree[node]! > 0) partnered++;
    }
    return partnered === 0 ? Infinity : needed.sort()[needed.length - partnered]! - 1;
  };
  return Math.min(nthTop(topCell, 0), nthTop(topOfCol, rows));
}

/** Nobody has more than one place, and hardly any is empty. */
function nearlyAllAreFilled({ places: { count } }: Problem, { degree }: BMatching): boolean {
  let empty = 0;
  for (let node = 0; node < count.length; node++) {
    if (count[node]! > 1) return false;
    empty += count[node]! - degree[node]!;
  }
  return empty * emptyToPlaces <= count.length;
}

/** One empty place among so many: each is a search of its own after an auction. */
const emptyToPlaces = 100;

export type Headcount = { places: number; waiting: number };

/** Filled first places that have a worth, and those of them of people who waited. */
export function headcount(
  { places, placeValue }: Pick<Problem, 'places' | 'placeValue'>,
  { degree }: BMatching,
): Headcount {
  const count = { places: 0, waiting: 0 };
  for (let node = 0; node < degree.length; node++) {
    if (degree[node] === 0 || places.first[node] === 0) continue;
    count.places++;
    if (places.first[node]! > placeValue) count.waiting++;
  }
  return count;
}

export const isSame = (a: Headcount, b: Headcount): boolean => a.places === b.places && a.waiting === b.waiting;
