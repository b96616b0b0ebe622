/**
 * Problem: of one person's pairs with everyone opposite, find the few that are shortest: worth nearly as much as both
 * prices together.
 *
 * Method: a pair can be short only if its cell is high enough for the price opposite. By whole points that is one small
 * number per person opposite, kept next to each other as cells are, and cells are compared with it several at a time, as in
 * `look-through.ts`; what is left is worked out exactly. How short they are is counted by points first, beginning with
 * whom was looked at before.
 */
import { cellsOf, layoutFor, wordsFor, type Cells } from './cells.ts';

/** So many pairs are kept of each person, and no fewer than so many of those there are. */
export const mostNear = 32;
const fewest = 8;

/** Whoever has no more pairs than this keeps them all. */
export const mostOfAll = 64;

/**
 * Nearest first, with how near they were at the node's price `at` and the first prices of everyone else; `beyond`: how near
 * all others may have been.
 */
export type Near = { to: Int32Array; worth: Float64Array; length: Float64Array; beyond: number; at: number };

/** What a cell is worth: (cell − 1) × `perPoint` − `cost`; −Infinity in `of` below `least`, where the pair may not be made. */
export type Worth = { of: Float64Array; least: number; perPoint: number; cost: number };

/**
 * Prices of one side, and by how many whole points each is above `base`, at most `most`; those
 * below it are the few `cheap` ones. All may be shifted together.
 */
export type Prices = {
  of: Float64Array;
  base: number;
  points: Cells;
  most: number;
  cheap: number[];
  dearest: number;
  highest: number;
};

/** So few may be far cheaper than all others, as people are whom nobody can be matched with, and not blur the rest. */
const mostCheap = 64;

/** `highest`: no cell is larger. */
export function pricesOf(of: Float64Array, perPoint: number, highest: number): Prices {
  const layout = layoutFor(highest);
  const points = cellsOf(layout, new Int32Array(wordsFor(layout, of.length)));
  const sorted = of.slice().sort();
  const base = sorted[Math.min(mostCheap, sorted.length - 1)] ?? 0;
  // With the highest cell added there is still room below the highest bit.
  const most = 2 ** (8 * layout.bytes - 1) - 1 - highest;
  const cheap: number[] = [];
  for (let k = 0; k < of.length; k++) {
    if (of[k]! < base) cheap.push(k);
    else points[k] = Math.min(most, Math.floor((of[k]! - base) / perPoint));
  }
  return { of, base, points, most, cheap, dearest: sorted.at(-1) ?? 0, highest };
}

/** As many as this that may be near are looked at one by one, and more only where fewer are found. */
const enough = 16;
const tooMany = 128;

/** The shortest of the pairs put in, shortest first. */
export class Nearest {
  private readonly length = new Float64Array(mostOfAll);
  private readonly to = new Int32Array(mostOfAll);
  private readonly worth = new Float64Array(mostOfAll);
  private size = 0;
  private most = mostNear;
  private limit = Infinity;
  /** How short, in points, those were that were looked at last. */
  private guess = 1;

  /**
   * The shortest pairs of somebody with the price `at`. `first`: the number of whom cells[0] is about; `start`: where to
   * begin, so that of equals not the same few are in every list; `without`: numbers to leave out.
   */
  of(at: number, cells: Cells, prices: Prices, worth: Worth, first: number, start: number, without: Set<number>): Near {
    const { perPoint, cost } = worth;
    const words = wordsToCompare(cells, prices, worth.least);
    const leastCell = (limit: number): number => Math.floor((at - limit + cost + prices.base) / perPoint) + 2;
    const look = (limit: number): void => {
      this.size = 0;
      this.limit = limit;
      this.look(at, cells, words, prices, worth, leastCell, first, start, without);
    };
    this.most = mostNear;
    // No pair is longer.
    const longest = at + prices.dearest + cost;
    let guess = this.guess;
    const count = (): number => (words ? countFrom(words, leastCell(guess * perPoint)) : Infinity);
    let near = count();
    for (; words && guess > 1 && near > tooMany; near = count()) guess = Math.floor(guess / 2);
    if (words && near < enough && countFrom(words, -words.most) + prices.cheap.length <= mostOfAll) {
      this.most = mostOfAll;
      guess = Infinity;
    }
    for (let step = 1; ; step *= 2) {
      for (; guess * perPoint <= longest && near < enough; step *= 2) {
        guess += step;
        near = count();
      }
      look(words && guess * perPoint <= longest ? guess * perPoint : Infinity);
      if (this.size >= fewest || this.limit === Infinity) break;
      guess += step;
    }
    if (this.size >= fewest && guess < Infinity) this.guess = guess;
    const { size, limit } = this;
    return {
      to: this.to.slice(0, size),
      worth: this.worth.slice(0, size),
      length: this.length.slice(0, size),
      beyond: limit <= 0 ? -Infinity : limit,
      at,
    };
  }

  private look(
    at: number,
    cells: Cells,
    words: Words | null,
    { of: price, base, cheap }: Prices,
    { of: worthOf }: Worth,
    leastCell: (limit: number) => number,
    first: number,
    start: number,
    without: Set<number>,
  ): void {
    const one = (k: number): void => {
      const worth = worthOf[cells[k]!]!;
      const length = at + price[k]! - worth;
      if (length < this.limit && !without.has(first + k)) this.add(length, first + k, worth);
    };
    const each = (from: number, end: number): void => {
      for (let k = from; k < end; k++) if (price[k]! >= base) one(k);
    };
    for (const k of cheap) if (k < cells.length) one(k);
    const size = Math.min(cells.length, price.length);
    if (!words) return each(0, size);
    const { ofCells, ofPoints, perWord, high, low, least: floor, most, highest } = words;
    const lowest = Math.imul(floor, low);
    const through = (from: number, end: number): void => {
      let limit = this.limit;
      let least = leastCell(limit);
      let taken = Math.imul(Math.max(-most, Math.min(least, highest)), low);
      // With as many as are kept that cost nothing, none is shorter.
      for (let w = from; w < end && least <= highest && limit > 0; w++) {
        const word = ofCells[w]! | high;
        if (((word - (ofPoints[w]! + taken)) & (word - lowest) & high) === 0) continue;
        each(w * perWord, (w + 1) * perWord);
        if (this.limit === limit) continue;
        limit = this.limit;
        least = leastCell(limit);
        taken = Math.imul(Math.max(-most, Math.min(least, highest)), low);
      }
    };
    const middle = Math.min(Math.floor((start % Math.max(1, cells.length)) / perWord), ofCells.length);
    through(middle, ofCells.length);
    each(ofCells.length * perWord, size);
    through(0, middle);
  }

  private add(length: number, to: number, worth: number): void {
    const { most } = this;
    let at = this.size < most ? this.size++ : most - 1;
    for (; at > 0 && this.length[at - 1]! > length; at--) {
      this.length[at] = this.length[at - 1]!;
      this.to[at] = this.to[at - 1]!;
      this.worth[at] = this.worth[at - 1]!;
    }
    this.length[at] = length;
    this.to[at] = to;
    this.worth[at] = worth;
    if (this.size === most) this.limit = this.length[most - 1]!;
  }
}

/** Visits everyone opposite whose price may be less than `limit` above what the pair is worth, and some more. */
export function visitShorter(
  cells: Cells,
  prices: Prices,
  worth: Worth,
  limit: number,
  visit: (k: number) => void,
): void {
  const { of: price, base, cheap } = prices;
  const size = Math.min(cells.length, price.length);
  const words = wordsToCompare(cells, prices, worth.least);
  if (!words) {
    for (let k = 0; k < size; k++) visit(k);
    return;
  }
  for (const k of cheap) if (k < size) visit(k);
  const { ofCells, ofPoints, perWord, high, low, least: floor, most, highest } = words;
  const least = Math.floor((worth.cost + base - limit) / worth.perPoint) + 2;
  const each = (from: number, end: number): void => {
    for (let k = from; k < end; k++) if (price[k]! >= base) visit(k);
  };
  each(ofCells.length * perWord, size);
  if (least > highest) return;
  const taken = Math.imul(Math.max(-most, least), low);
  const lowest = Math.imul(floor, low);
  for (let w = 0; w < ofCells.length; w++) {
    const word = ofCells[w]! | high;
    if (((word - (ofPoints[w]! + taken)) & (word - lowest) & high) !== 0) each(w * perWord, (w + 1) * perWord);
  }
}

/** Cells and points in words of several each; the highest bit of each is not set. */
type Words = {
  ofCells: Int32Array;
  ofPoints: Int32Array;
  perWord: number;
  high: number;
  low: number;
  least: number;
  most: number;
  highest: number;
};

/** Null where they are not laid out alike, or as wide as a word. */
function wordsToCompare(cells: Cells, { of, points, most, highest }: Prices, least: number): Words | null {
  const bytes = cells.BYTES_PER_ELEMENT;
  if (bytes === 4 || bytes !== points.BYTES_PER_ELEMENT || cells.byteOffset % 4 !== 0) return null;
  const perWord = 4 / bytes;
  const size = Math.floor(Math.min(cells.length, of.length) / perWord);
  return {
    ofCells: new Int32Array(cells.buffer as ArrayBuffer, cells.byteOffset, size),
    ofPoints: new Int32Array(points.buffer as ArrayBuffer, points.byteOffset, size),
    perWord,
    high: bytes === 1 ? 0x80808080 | 0 : 0x80008000 | 0,
    low: bytes === 1 ? 0x01010101 : 0x00010001,
    least: Math.min(least, highest),
    most,
    highest,
  };
}

/** How many cells may be used, and are at least as high as their points and `least` together, which is −`most` or more. */
function countFrom(
  { ofCells, ofPoints, perWord, high, low, least: floor, most, highest }: Words,
  least: number,
): number {
  if (least > highest) return 0;
  const taken = Math.imul(Math.max(-most, least), low);
  const lowest = Math.imul(floor, low);
  const [toLow, toTop] = perWord === 4 ? [7, 24] : [15, 16];
  let count = 0;
  for (let w = 0; w < ofCells.length; w++) {
    const word = ofCells[w]! | high;
    const reached = (word - (ofPoints[w]! + taken)) & (word - lowest) & high;
    if (reached !== 0) count += Math.imul(reached >>> toLow, low) >>> toTop;
  }
  return count;
}
