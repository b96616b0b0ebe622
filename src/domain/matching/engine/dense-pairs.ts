import type { Level, Picks } from './core.ts';
import type { Cells } from './cells.ts';
import { limitRows } from './limit-rows.ts';
import { columnsAbove } from './look-through.ts';
import type { PairSource } from './pair-source.ts';
import { leastCell, worthOf, type Problem } from './problem.ts';
import type { Gainful, Pairs } from './pricing.ts';

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
  const below = limitRows(source, (cell, col) => (hasPlace[col] === 1 ? cell - 1 : highest));
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
    return columnsAbove(below(guess), cells, row % cols, most);
  }

  function gainful({ floor, scored }: Level, price: Float64Array): Gainful {
    const least = leastCell(problem, floor);
    const [perPoint, cost] = scored ? [scoreValue, pairCost] : [0, 0];
    const priceOf = Float64Array.from({ length: cols }, (_, col) =>
      hasPlace[col] === 1 ? price[rows + col]! : Infinity,
    );
    const lowest = priceOf.reduce((least, price) => Math.min(least, price), Infinity);
    const limitsAt = limitsOfGain(source, least, perPoint, priceOf);
    return (row, count, among) => {
      const base = price[row]! + cost;
      // Most rows have no column to gain from: not even at their highest score, and of the lowest price.
      if ((topCell[row]! - 1) * perPoint - base <= lowest) return null;
      const cells = source.row(row);
      const top = new Top(count);
      for (const col of among ?? columnsAbove(limitsAt(base), cells, row % cols)) {
        if (cells[col]! < least) continue;
        const gain = (cells[col]! - 1) * perPoint - base - priceOf[col]!;
        if (gain > top.least && !barred.has(row, col)) top.put(gain, col);
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

/**
 * For a row's price, a cell for each column: a pair gains only where its cell is above that. Quotients are rounded down
 * one by one, so that the same few limits serve most rows.
 */
function limitsOfGain(
  source: PairSource,
  least: number,
  perPoint: number,
  priceOf: Float64Array,
): (price: number) => Cells {
  if (perPoint === 0) {
    return limitRows(source, (price, col) => (price + priceOf[col]! < 0 ? least - 1 : source.highest));
  }
  const points = (price: number) => Math.floor(price / perPoint);
  const pointsOf = priceOf.map(points);
  const limits = limitRows(source, (own, col) => Math.max(least - 1, own + pointsOf[col]! + 1));
  return (price) => limits(points(price));
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
