/**
 * Looking through a row of cells word by word, so that several cells are compared at once.
 *
 * The highest bit of a cell is never set (`layoutFor`). With it set, taking away a number below it leaves it set just
 * where the cell was no less than the number, and no cell borrows from the next.
 * Reference: Lamport, 'Multiple byte processing with full-word instructions', Comm. ACM 18 (1975).
 */
import type { Cells } from './cells.ts';

/** Of cells of so many bytes: the highest bit of each in a word, and the lowest. */
const bits = { 1: { high: 0x80808080 | 0, low: 0x01010101 }, 2: { high: 0x80008000 | 0, low: 0x00010001 } };

/**
 * Columns whose cell is at least `least` > 0; beginning near `start`, so that of equals not the same come first in each
 * row. With `most`, it ends when so many are found.
 */
export function columnsFrom(least: number, cells: Cells, start: number, most = Infinity): number[] {
  const found: number[] = [];
  const one = (from: number, end: number): void => {
    for (let col = from; col < end; col++) if (cells[col]! >= least) found.push(col);
  };
  const bytes = cells.BYTES_PER_ELEMENT;
  if (bytes === 4 || cells.byteOffset % 4 !== 0) {
    one(start, cells.length);
    one(0, start);
    return found;
  }
  const perWord = 4 / bytes;
  const { high, low } = bits[bytes as 1 | 2];
  const words = wordsIn(cells);
  const taken = Math.imul(least, low);
  const look = (from: number, end: number): void => {
    for (let w = from; w < end && found.length < most; w++) {
      if ((((words[w]! | high) - taken) & high) !== 0) one(w * perWord, (w + 1) * perWord);
    }
  };
  const middle = Math.min(words.length, Math.floor(start / perWord));
  look(middle, words.length);
  one(words.length * perWord, cells.length);
  look(0, middle);
  return found;
}

/** Raises each of `tops` to the cell of its column, where that is higher. Both are laid out alike. */
export function raiseTops(tops: Cells, cells: Cells): void {
  const bytes = cells.BYTES_PER_ELEMENT;
  const inWords = bytes !== 4 && cells.byteOffset % 4 === 0;
  const words = inWords ? wordsIn(cells) : new Int32Array(0);
  const topWords = inWords ? wordsIn(tops) : words;
  const { high } = bits[bytes === 2 ? 2 : 1];
  const perWord = 4 / bytes;
  const one = (from: number, end: number): void => {
    for (let col = from; col < end; col++) if (cells[col]! > tops[col]!) tops[col] = cells[col]!;
  };
  for (let w = 0; w < words.length; w++) {
    if ((((topWords[w]! | high) - words[w]!) & high) !== high) one(w * perWord, (w + 1) * perWord);
  }
  one(words.length * perWord, cells.length);
}

/** The whole words of a row. */
const wordsIn = (cells: Cells): Int32Array =>
  new Int32Array(cells.buffer as ArrayBuffer, cells.byteOffset, Math.floor(cells.byteLength / 4));
