import { usualCore } from '../../../src/domain/matching/engine/assign.ts';
import type { BMatching } from '../../../src/domain/matching/engine/b-matching.ts';
import { cellsOf, layoutFor, wordsFor } from '../../../src/domain/matching/engine/cells.ts';
import { densePairs } from '../../../src/domain/matching/engine/dense-pairs.ts';
import { PairSet, type Problem } from '../../../src/domain/matching/engine/problem.ts';
import type { Pairs } from '../../../src/domain/matching/engine/pricing.ts';
import { firstCore, solve } from '../../../src/domain/matching/engine/solve.ts';
import { timed, type Contender } from './measure.ts';
import { listedPairs, type Lists } from './listed-pairs.ts';
import type { DenseProblem, SparseProblem } from './problems.ts';

/** Scores that the engine itself would keep in cells of two bytes. */
const mostInCells = 2 ** 15;

/** The engine's own solver on a problem without people: as many pairs as can be, then the highest total. */
export function ours(problem: SparseProblem): Contender {
  const { rows, cols, start, col, value } = problem;
  return contender(problem, () => listedPairs(problem), worthIn);

  function worthIn(row: number, given: number): number {
    const e = col.subarray(start[row], start[row + 1]).indexOf(given);
    if (e < 0 || given >= cols) throw new Error(`row ${row} of ${rows} can't have column ${given}`);
    return value[start[row]! + e]!;
  }
}

export function oursDense(problem: DenseProblem): Contender {
  const { rows, cols, value } = problem;
  const small = value.every((worth) => worth < mostInCells);
  const cells = small ? cellsWith(problem) : null;
  const pairs = cells ? () => densePairs(cells) : () => listedPairs(everyPair(problem));
  return contender({ rows, cols, value }, pairs, (row, col) => value[row * cols + col]!);
}

/**
 * The choice of a core, all searches and the pricing of all pairs are timed. Where the sides are equal it is told what
 * SciPy's sparse function is told: that everyone can be matched; the engine learns that from a level before.
 */
const goOn = () => true;

function contender(
  { rows, cols, value }: { rows: number; cols: number; value: Iterable<number> },
  pairsOf: () => Pairs,
  worthIn: (row: number, col: number) => number,
): Contender {
  const places = placesFor(rows, cols, value);
  const task = { places, level: { floor: 0, scored: true }, nearlyAll: rows === cols };
  const run = () => {
    const pairs = pairsOf();
    return solve({ ...task, pairs }, firstCore(pairs, places, usualCore, goOn), { mayGoOn: goOn }, usualCore);
  };
  const check = (state: BMatching) => {
    let [pairs, total] = [0, 0];
    const taken = new Set<number>();
    for (let row = 0; row < rows; row++) {
      if (state.degree[row] === 0) continue;
      const col = state.partnerOf(row, 0) - rows;
      if (taken.has(col)) throw new Error(`column ${col} is given twice`);
      taken.add(col);
      total += worthIn(row, col);
      pairs++;
    }
    return { pairs, total };
  };
  return {
    name: 'ours',
    solve() {
      const { seconds, value: solved } = timed(run);
      if (!solved.complete) throw new Error('not proven');
      return { seconds, ...check(solved.state) };
    },
  };
}

/** One place each; filling one is worth more than all pairs together. */
function placesFor(rows: number, cols: number, value: Iterable<number>): Problem['places'] {
  let highest = 0;
  for (const worth of value) if (worth > highest) highest = worth;
  const place = Math.min(rows, cols) * highest + 1;
  return { count: new Int32Array(rows + cols).fill(1), first: new Float64Array(rows + cols).fill(place) };
}

/** Its values, as the engine keeps the scores of people: a score is one less than its cell. */
function cellsWith({ rows, cols, value }: DenseProblem): Problem {
  const highest = value.reduce((most, worth) => Math.max(most, worth), 0);
  const layout = layoutFor(highest);
  const width = layout.perWord * wordsFor(layout, cols);
  const cells = cellsOf(layout, new Int32Array((rows * width) / layout.perWord));
  for (let row = 0; row < rows; row++) cells.set(value.subarray(row * cols, (row + 1) * cols), row * width);
  return {
    source: {
      rows,
      cols,
      highest,
      row: (row) => cells.subarray(row * width, row * width + cols),
      col: () => {
        throw new Error('nobody asks for columns here');
      },
    },
    places: placesFor(rows, cols, value),
    side: new Uint8Array(rows + cols).fill(1, rows),
    placeValue: rows * highest + 1,
    waitingValue: 0,
    scoreValue: 1,
    currentValue: 1,
    pairCost: 0,
    mostScores: Math.min(rows, cols) * highest,
    barred: new PairSet(),
    current: new PairSet(),
    keepsCurrent: true,
  };
}

function everyPair({ rows, cols, value }: DenseProblem): Lists {
  const start = Int32Array.from({ length: rows + 1 }, (_, row) => row * cols);
  return { rows, cols, start, col: null, value };
}
