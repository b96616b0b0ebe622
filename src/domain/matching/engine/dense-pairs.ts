import type { Level, Picks } from './core.ts';
import type { Cells } from './cells.ts';
import { columnsFrom } from './look-through.ts';
import { leastCell, worthOf, type Problem } from './problem.ts';
import type { Gainful, Pairs } from './solve.ts';

export type DensePairs = Pairs & {
  /** The largest cell of each row, as far as `best` was asked. */
  topCell: Int32Array;
};

/**
 * The pairs of a problem as the solver asks for them, read from its rows of cells. Barred pairs, and those of people
 * without a free place, are left out; pairs in force are worth a little more.
 */
export function densePairs(problem: Problem): DensePairs {
  const { source, places, placeValue, scoreValue, pairCost, barred, current } = problem;
  const { rows, cols, highest } = source;
  const waits = Int32Array.from({ length: cols }, (_, col) => (places.first[rows + col]! > placeValue ? 1 : 0));
  const waiting = Array.from(waits.keys()).filter((col) => waits[col] === 1);
  const hasPlace = Int32Array.from({ length: cols }, (_, col) => (places.count[rows + col]! > 0 ? 1 : 0));
  const everyColumnHasPlace = !hasPlace.includes(0);
  const step = highest + 1;
  const ofRank = new Int32Array(2 * step);
  const topCell = new Int32Array(rows);
  /** The lowest cell among the best of the row before, more or less: what the next row's will be. */
  let guess = highest;
  return { rows, cols, best, gainful, topCell };

  /** People who waited before others, then by score: by counting, not sorting. */
  function best(row: number, count: number): Picks {
    const cells = source.row(row);
    let found = reaching(row, cells, count);
    while (found.length < count && guess > 1) {
      guess = Math.max(1, guess - 2);
      found = reaching(row, cells, count);
    }
    for (const col of waiting) if (cells[col]! > 0 && cells[col]! < guess && hasPlace[col] === 1) found.push(col);
    ofRank.fill(0);
    for (const col of found) {
      ofRank[cells[col]! + step * waits[col]!]!++;
      topCell[row] = Math.max(topCell[row]!, cells[col]!);
    }
    let cut = 2 * step;
    let above = 0;
    while (cut > 0 && above + ofRank[cut - 1]! <= count) above += ofRank[--cut]!;
    if (found.length > 4 * count && cut <= step) guess = Math.max(1, cut - 1);
    // All ranks from `cut` on, and as many of the one below as there is room for.
    let room = count - above;
    const chosen = found.filter((col) => {
      const rank = cells[col]! + step * waits[col]!;
      return (rank >= cut || (rank === cut - 1 && room-- > 0)) && !barred.has(row, col);
    });
    for (const col of current.of(row)) {
      if (cells[col]! * hasPlace[col]! > 0 && !barred.has(row, col) && !chosen.includes(col)) chosen.push(col);
    }
    return picks(row, chosen);
  }

  /** Columns with a place whose cell is no less than the guess; a few will do where none can be better. */
  function reaching(row: number, cells: Cells, count: number): number[] {
    const most = guess === highest && everyColumnHasPlace ? 2 * count : Infinity;
    return columnsFrom(guess, cells, row % cols, most).filter((col) => hasPlace[col] === 1);
  }

  function gainful({ floor, scored }: Level, price: Float64Array): Gainful {
    const least = leastCell(problem, floor);
    const priceOf = Float64Array.from({ length: cols }, (_, col) =>
      hasPlace[col] === 1 ? price[rows + col]! : Infinity,
    );
    const cheapest = Int32Array.from({ length: cols }, (_, col) => col).sort(
      (a, b) => priceOf[a]! - priceOf[b]! || a - b,
    );
    const prices = Float64Array.from(cheapest, (col) => priceOf[col]!);
    const lowest = prices[0] ?? Infinity;
    const [perPoint, cost] = scored ? [scoreValue, pairCost] : [0, 0];
    /** A pair gains when its column's price is below this, by cell. */
    const limit = new Float64Array(highest + 1).fill(-Infinity);
    return (row, count, among) => {
      // Most rows have no column to gain from: even at their highest score only columns below a price would do.
      const highestLimit = (topCell[row]! - 1) * perPoint - cost - price[row]!;
      if (highestLimit <= lowest) return null;
      for (let cell = least; cell <= topCell[row]!; cell++) limit[cell] = (cell - 1) * perPoint - cost - price[row]!;
      const cells = source.row(row);
      const top = new Top(count);
      const take = (col: number) => {
        const gain = limit[cells[col]!]! - priceOf[col]!;
        if (gain > top.least && !barred.has(row, col)) top.put(gain, col);
      };
      if (among) {
        for (const col of among) if (priceOf[col]! < limit[cells[col]!]!) take(col);
        return top.items.length === 0 ? null : picks(row, top.items);
      }
      // Each row begins at its own place, so that equals are not the same few columns for everyone.
      const cheap = countBelow(prices, highestLimit);
      if (worthSkipping * cheap < cols) {
        const middle = row % cheap;
        for (let k = 0; k < cheap; k++) {
          const col = cheapest[k < cheap - middle ? middle + k : middle + k - cheap]!;
          if (priceOf[col]! < limit[cells[col]!]!) take(col);
        }
      } else {
        const enough = perPoint === 0 ? least : Math.max(least, firstAbove((lowest + cost + price[row]!) / perPoint));
        for (const col of columnsFrom(enough, cells, row % cols)) if (priceOf[col]! < limit[cells[col]!]!) take(col);
      }
      return top.items.length === 0 ? null : picks(row, top.items);
    };
  }

  function picks(row: number, chosen: number[]): Picks {
    const cells = source.row(row);
    return {
      to: chosen.map((col) => rows + col),
      worth: chosen.map((col) => worthOf(problem, row, col, cells[col]!)),
    };
  }
}

/** Looking at columns in the order of their prices costs so many times as much as one after another. */
const worthSkipping = 4;

/** A cell is its score + 1; one more is allowed for, since the quotient is rounded. */
const firstAbove = (score: number): number => Math.floor(score) + 1;

/** How many numbers of a sorted list are below a value. */
function countBelow(sorted: Float64Array, value: number): number {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (sorted[middle]! < value) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** The few largest of the positive numbers put in, largest first; of equals those that came first. */
class Top {
  readonly items: number[] = [];
  /** What a number must exceed to be let in. */
  least = 0;
  private readonly keys: number[] = [];
  private readonly count: number;

  constructor(count: number) {
    this.count = count;
  }

  put(key: number, item: number): void {
    const { keys, items } = this;
    let at = keys.length;
    if (at === this.count) at--;
    for (; at > 0 && keys[at - 1]! < key; at--) {
      keys[at] = keys[at - 1]!;
      items[at] = items[at - 1]!;
    }
    keys[at] = key;
    items[at] = item;
    if (keys.length === this.count) this.least = keys.at(-1)!;
  }
}
