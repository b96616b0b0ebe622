/**
 * Problem: of one person's pairs with everyone opposite, find the few that are shortest: worth nearly as much as both
 * prices together.
 *
 * Method: a pair can be short only if its cell is high enough for the price opposite. By whole points that is one small
 * number per person opposite, kept next to each other as cells are, and cells are compared with it several at a time, as in
 * `look-through.ts`; what is left is worked out exactly. How short they are is counted by points first, beginning with
 * whom was looked at before.
 */
import { cellsOf, layoutFor, wordsFor, type Cells } from '../cells.ts';

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

/** As many words of those that may be near are looked at, no more if a lower guess is left, and no fewer if a higher one is. */
const enough = 12;
const tooMany = 96;

/** The shortest of the pairs put in, shortest first. */
export class Nearest {
  private readonly length = new Float64Array(mostOfAll);
  private readonly to = new Int32Array(mostOfAll);
  private readonly worth = new Float64Array(mostOfAll);
  private size = 0;
  private most = mostNear;
  private limit = Infinity;
  private hits = new Int32Array(0);
  /** How short, in points, those were that were looked at last. */
  private guess = 1;

  /**
   * The shortest pairs of somebody with the price `at`. `first`: the number of whom cells[0] is about; `start`: where to
   * begin, so that of equals not the same few are in every list; `without`: numbers to leave out.
   */
  of(at: number, cells: Cells, prices: Prices, worth: Worth, first: number, start: number, without: Set<number>): Near {
    this.most = mostNear;
    const words = wordsToCompare(cells, prices, worth.least);
    const one: One = { at, cells, prices, worth, first, without };
    if (!words) this.look(one, null, 0, 1, Infinity);
    else this.lookByWords(one, words, start);
    const { size, limit } = this;
    return {
      to: this.to.slice(0, size),
      worth: this.worth.slice(0, size),
      length: this.length.slice(0, size),
      beyond: limit <= 0 ? -Infinity : limit,
      at,
    };
  }

  private lookByWords(one: One, words: Words, start: number): void {
    const { at, cells, prices, worth } = one;
    const { perPoint, cost } = worth;
    if (this.hits.length < words.ofCells.length) this.hits = new Int32Array(words.ofCells.length);
    const begin = Math.floor((start % Math.max(1, cells.length)) / words.perWord);
    // No pair is longer.
    const longest = at + prices.dearest + cost;
    const found = (points: number, most: number): number => {
      const least = Math.floor((at + cost + prices.base) / perPoint - points) + 2;
      return collect(words, least, begin, this.hits, most);
    };
    let { guess } = this;
    let near = found(guess, tooMany);
    while (guess > 1 && near === tooMany) {
      guess = Math.floor(guess / 2);
      near = found(guess, guess > 1 ? tooMany : Infinity);
    }
    if (near < enough) {
      const all = found(Infinity, mostOfAll);
      if (all < mostOfAll && words.perWord * all + prices.cheap.length <= mostOfAll) {
        this.most = mostOfAll;
        return this.look(one, this.hits, all, words.perWord, Infinity);
      }
    }
    for (let step = 1; ; step *= 2) {
      for (; guess * perPoint <= longest && near < enough; step *= 2) {
        guess += step;
        near = found(guess, Infinity);
      }
      const isLast = guess * perPoint > longest;
      if (isLast) near = found(Infinity, Infinity);
      this.look(one, this.hits, near, words.perWord, isLast ? Infinity : guess * perPoint);
      if (this.size >= fewest && !isLast) this.guess = guess;
      if (this.size >= fewest || isLast) return;
      guess += step;
      near = found(guess, Infinity);
    }
  }

  /** Looks at so many words of cells, or at all cells, one by one. */
  private look(one: One, hits: Int32Array | null, near: number, perWord: number, limit: number): void {
    const { at, cells, prices, worth, first, without } = one;
    const price = prices.of;
    const worthOf = worth.of;
    this.size = 0;
    this.limit = limit;
    visitHits(cells, prices, hits, near, perWord, (k) => {
      const pairWorth = worthOf[cells[k]!]!;
      const length = at + price[k]! - pairWorth;
      if (length < this.limit && !without.has(first + k)) this.add(length, first + k, pairWorth);
      // With as many as are kept that cost nothing, none is shorter.
      return this.limit > 0;
    });
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
  hits: Int32Array,
  visit: (k: number) => void,
): void {
  const words = wordsToCompare(cells, prices, worth.least);
  const least = Math.floor((worth.cost + prices.base - limit) / worth.perPoint) + 2;
  const near = words ? collect(words, least, 0, hits, Infinity) : 0;
  visitHits(cells, prices, words && hits, near, words?.perWord ?? 1, visit);
}

/**
 * Visits the cheap ones, then those in the first `near` words hit, as long as the visitor doesn't say no, and those after
 * the last whole word; without words everyone.
 */
function visitHits(
  cells: Cells,
  { of: price, base, cheap }: Prices,
  hits: Int32Array | null,
  near: number,
  perWord: number,
  visit: (k: number) => boolean | void,
): void {
  const size = Math.min(cells.length, price.length);
  for (const k of cheap) if (k < size) visit(k);
  let goesOn = true;
  for (let h = 0; hits !== null && h < near && goesOn; h++) {
    const from = hits[h]! * perWord;
    for (let k = from; k < from + perWord; k++) if (price[k]! >= base) goesOn = visit(k) !== false;
  }
  for (let k = hits ? size - (size % perWord) : 0; k < size; k++) if (price[k]! >= base) visit(k);
}

/** Somebody whose nearest are looked for. */
type One = { at: number; cells: Cells; prices: Prices; worth: Worth; first: number; without: Set<number> };

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

/**
 * Puts into `hits` the words in which a cell may be used and is at least as high as its points and `least` together, in
 * turn from `begin` on; returns how many they are, `most` as soon as there are so many.
 */
function collect(words: Words, least: number, begin: number, hits: Int32Array, most: number): number {
  if (least > words.highest) return 0;
  const middle = Math.min(begin, words.ofCells.length);
  const some = collectIn(words, least, middle, words.ofCells.length, hits, 0, most);
  return some < most ? collectIn(words, least, 0, middle, hits, some, most) : some;
}

function collectIn(
  { ofCells, ofPoints, high, low, least: floor, most: mostPoints }: Words,
  least: number,
  from: number,
  end: number,
  hits: Int32Array,
  size: number,
  most: number,
): number {
  const taken = Math.imul(Math.max(-mostPoints, least), low);
  const lowest = Math.imul(floor, low);
  for (let w = from; w < end; w++) {
    const word = ofCells[w]! | high;
    if (((word - (ofPoints[w]! + taken)) & (word - lowest) & high) === 0) continue;
    hits[size++] = w;
    if (size === most) return size;
  }
  return size;
}
