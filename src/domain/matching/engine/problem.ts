import type { Places } from './b-matching.ts';
import type { PairSource } from './pair-source.ts';
import type { Facing } from './roster.ts';
import type { Side } from './side.ts';

/** What the solver is asked: pairs, places, and what everything is worth. Rows come first among the nodes, then columns. */
export type Problem = {
  source: PairSource;
  /** Free places, locked pairs not counted. A first place has a worth unless its person is locked already. */
  places: Places;
  side: Uint8Array;
  placeValue: number;
  waitingValue: number;
  /** Worth of one point of the score; more than all that pairs in force and the number of pairs can add up to. */
  scoreValue: number;
  /** Worth of a pair in force; more than all that the number of pairs can add up to. */
  currentValue: number;
  /** What each pair costs: 1 where someone may have several partners, so that none is given who serves nothing, else 0. */
  pairCost: number;
  /** All pairs of any answer together are worth no more: a waiting person is worth more than that. */
  mostScores: number;
  /** Pairs that cannot be made (again), and pairs in force, by row. */
  barred: PairSet;
  current: PairSet;
  /** False: pairs in force decide no ties, since the numbers would be too large to be exact. */
  keepsCurrent: boolean;
};

/** What everything is worth, without who and where. */
export type Worths = Pick<
  Problem,
  'placeValue' | 'waitingValue' | 'scoreValue' | 'currentValue' | 'pairCost' | 'mostScores'
>;

/** What a pair with a cell > 0 is worth. */
export const worthOf = (
  { scoreValue, currentValue, pairCost, current }: Problem,
  row: number,
  col: number,
  cell: number,
): number => (cell - 1) * scoreValue - pairCost + (current.size > 0 && current.has(row, col) ? currentValue : 0);

/** The floor of a level (see `core.ts`) below which pairs of a lower score are; and the smallest cell above a floor. */
export const floorOf = ({ scoreValue, pairCost }: Worths, score: number): number => score * scoreValue - pairCost;
export const leastCell = (worths: Worths, floor: number): number => scoreAt(worths, floor) + 1;

/** The score of a pair that is worth so much. */
export const scoreAt = ({ scoreValue, pairCost }: Worths, worth: number): number =>
  Math.floor((worth + pairCost) / scoreValue);

/** Beyond this, sums along a path of exchanges could leave the whole numbers that a double holds exactly. */
export const largestWorth = 2 ** 50;

/** So many times as many pairs and waiting people could be added later without any worth having to change. */
const roomToGrow = 2;

/** Pairs by row and column, as the coordinator or an earlier answer has them. */
export type Fixed = { locked: { row: number; col: number }[]; current: { row: number; col: number }[] };

/**
 * The problem that is left when the locked pairs are made. Each worth is more than all that comes after it in the
 * objective together; where that would be too much for exact numbers, ties are no longer decided by the pairs in force.
 */
export function problemOf(sides: Facing, source: PairSource, { locked, current }: Fixed): Problem {
  const { rows, cols } = sides;
  const count = new Int32Array(rows.size + cols.size);
  const isLocked = new Uint8Array(count.length);
  const capacity = ({ enrolments }: Side, opposite: number, from: number) =>
    enrolments.forEach((enrolment, k) => (count[from + k] = Math.min(enrolment.capacity, opposite)));
  capacity(rows, cols.size, 0);
  capacity(cols, rows.size, rows.size);
  const barred = new PairSet();
  for (const { row, col } of locked) {
    barred.add(row, col);
    for (const node of [row, rows.size + col]) {
      count[node]!--;
      isLocked[node] = 1;
    }
  }
  const waits = Uint8Array.from([...rows.waiting, ...cols.waiting], (waiting, node) => waiting & ~isLocked[node]!);
  const mostPairs = mostPairsOf(count, rows.size);
  const waiting = waits.reduce((total, k) => total + k, 0);
  const several = count.some((places, node) => places > (isLocked[node] === 1 ? 0 : 1));
  const values = (inForce: number) => {
    const pairCost = several ? 1 : 0;
    const currentValue = pairCost * roomToGrow * mostPairs + 1;
    const scoreValue = (inForce + pairCost) * currentValue + 1;
    const allScores = roomToGrow * mostPairs * source.highest * scoreValue + inForce * currentValue;
    const waitingValue = waiting > 0 ? allScores + 1 : 0;
    return {
      pairCost,
      currentValue,
      scoreValue,
      mostScores: allScores,
      waitingValue,
      placeValue: roomToGrow * waiting * waitingValue + allScores + 1,
    };
  };
  const kept = new PairSet();
  const keepsCurrent = values(current.length).placeValue <= largestWorth;
  if (keepsCurrent) for (const { row, col } of current) kept.add(row, col);
  const [roomy, tight] = [values(roomToGrow * kept.size), values(kept.size)];
  const worth = roomy.placeValue <= largestWorth ? roomy : tight;
  return {
    source,
    places: {
      count,
      first: Float64Array.from(count, (_, node) =>
        isLocked[node] === 1 ? 0 : worth.placeValue + waits[node]! * worth.waitingValue,
      ),
    },
    side: Uint8Array.from(count, (_, node) => (node < rows.size ? 0 : 1)),
    ...worth,
    barred,
    current: kept,
    keepsCurrent,
  };
}

const mostPairsOf = (count: Int32Array, rows: number): number => {
  const sum = (list: Int32Array) => list.reduce((total, k) => total + k, 0);
  return Math.min(sum(count.subarray(0, rows)), sum(count.subarray(rows)));
};

/** A small set of pairs. */
export class PairSet {
  private readonly byRow = new Map<number, Set<number>>();
  size = 0;

  add(row: number, col: number): void {
    const cols = this.byRow.get(row) ?? new Set();
    if (cols.size === 0) this.byRow.set(row, cols);
    if (!cols.has(col)) this.size++;
    cols.add(col);
  }

  has(row: number, col: number): boolean {
    return this.byRow.get(row)?.has(col) ?? false;
  }

  /** Columns of a row. */
  of(row: number): Iterable<number> {
    return this.byRow.get(row) ?? [];
  }

  *[Symbol.iterator](): Generator<{ row: number; col: number }> {
    for (const [row, cols] of this.byRow) for (const col of cols) yield { row, col };
  }
}
