/**
 * Problem: of one person's pairs with everyone opposite, find the few that are shortest: worth nearly as much as both
 * prices together.
 *
 * Method: a pair can be short only if its cell is high enough for the price opposite. By whole points that is one small
 * number per person opposite, kept next to each other as cells are, and cells are compared with it several at a time, as in
 * `look-through.ts`; what is left is worked out exactly. How short is guessed from whom was looked at before.
 */
import { cellsOf, layoutFor, wordsFor, type Cells } from './cells.ts';

/** So many pairs are kept of each person, and no fewer than so many of those there are. */
export const mostNear = 32;
const fewest = 8;

/**
 * Nearest first, with how near they were at the node's price `at` and the first prices of everyone else; `beyond`: how near
 * all others may have been.
 */
export type Near = { to: Int32Array; worth: Float64Array; length: Float64Array; beyond: number; at: number };

/** What a cell is worth: (cell − 1) × `perPoint` − `cost`; −Infinity in `of` where the pair may not be made. */
export type Worth = { of: Float64Array; perPoint: number; cost: number };

/**
 * Prices of one side, and by how many whole points each is above `base`, or fewer where there is no room for them; those
 * below it are the few `cheap` ones. All may be shifted together.
 */
export type Prices = {
  of: Float64Array;
  base: number;
  points: Cells;
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
  return { of, base, points, cheap, dearest: sorted.at(-1) ?? 0, highest };
}

/** The shortest of the pairs put in, shortest first. */
export class Nearest {
  private readonly length = new Float64Array(mostNear);
  private readonly to = new Int32Array(mostNear);
  private readonly worth = new Float64Array(mostNear);
  private size = 0;
  private limit = Infinity;
  private guess = Infinity;

  /**
   * The shortest pairs of somebody with the price `at`. `first`: the number of whom cells[0] is about; `start`: where to
   * begin, so that of equals not the same few are in every list; `without`: numbers to leave out.
   */
  of(at: number, cells: Cells, prices: Prices, worth: Worth, first: number, start: number, without: Set<number>): Near {
    // No pair is longer, so that whoever has only few is looked at once more, and for good.
    const longest = at + prices.dearest + worth.cost;
    for (let guess = this.guess; ; guess *= 4) {
      this.size = 0;
      this.limit = guess > longest ? Infinity : guess;
      this.look(at, cells, prices, worth, first, start, without);
      if (this.size >= fewest) this.guess = Math.min(guess, Math.max(worth.perPoint, 2 * this.limit));
      if (this.size >= fewest || guess > longest) break;
    }
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
    { of: price, base, points, cheap, highest }: Prices,
    { of: worthOf, perPoint, cost }: Worth,
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
    const bytes = cells.BYTES_PER_ELEMENT;
    const comparable = bytes < 4 && bytes === points.BYTES_PER_ELEMENT && cells.byteOffset % 4 === 0;
    const perWord = 4 / bytes;
    const high = bytes === 1 ? 0x80808080 | 0 : 0x80008000 | 0;
    const low = bytes === 1 ? 0x01010101 : 0x00010001;
    const words = comparable ? Math.floor(Math.min(cells.length, price.length) / perWord) : 0;
    const cellWords = new Int32Array(cells.buffer as ArrayBuffer, comparable ? cells.byteOffset : 0, words);
    const pointWords = new Int32Array(points.buffer as ArrayBuffer, points.byteOffset, words);
    /** The lowest cell that can do where the price is `base`. */
    const leastCell = (): number => Math.floor((at - this.limit + cost + base) / perPoint) + 2;
    const through = (from: number, end: number): void => {
      let limit = this.limit;
      let least = leastCell();
      let w = from;
      // Until a few are found, every pair may be one of the shortest.
      for (; w < end && !(least >= 1); w++) {
        each(w * perWord, (w + 1) * perWord);
        if (this.limit !== limit) [limit, least] = [this.limit, leastCell()];
      }
      let taken = Math.imul(Math.min(least, highest), low);
      // With as many as are kept that cost nothing, none is shorter.
      for (; w < end && least <= highest && limit > 0; w++) {
        if ((((cellWords[w]! | high) - (pointWords[w]! + taken)) & high) === 0) continue;
        each(w * perWord, (w + 1) * perWord);
        if (this.limit === limit) continue;
        limit = this.limit;
        least = leastCell();
        taken = Math.imul(Math.min(least, highest), low);
      }
    };
    const middle = Math.floor((start % Math.max(1, cells.length)) / perWord);
    through(Math.min(middle, words), words);
    each(words * perWord, Math.min(cells.length, price.length));
    through(0, Math.min(middle, words));
  }

  private add(length: number, to: number, worth: number): void {
    let at = this.size < mostNear ? this.size++ : mostNear - 1;
    for (; at > 0 && this.length[at - 1]! > length; at--) {
      this.length[at] = this.length[at - 1]!;
      this.to[at] = this.to[at - 1]!;
      this.worth[at] = this.worth[at - 1]!;
    }
    this.length[at] = length;
    this.to[at] = to;
    this.worth[at] = worth;
    if (this.size === mostNear) this.limit = this.length[mostNear - 1]!;
  }
}
