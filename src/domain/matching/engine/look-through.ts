/**
 * Looking through a row of cells word by word, so that several cells are compared at once, each with a limit of its own.
 *
 * The highest bit of a cell, and of a limit, is never set (`layoutFor`). With it set in the limit, taking away the cell
 * leaves it set just where the cell is not above the limit, and no cell borrows from the next. Rows that are not laid out
 * alike, or in cells as wide as a word, are compared cell by cell.
 * Reference: Lamport, 'Multiple byte processing with full-word instructions', Comm. ACM 18 (1975).
 */
import type { Cells } from './cells.ts';

/** Of cells of so many bytes: the highest bit of each in a word. */
const highBits = { 1: 0x80808080 | 0, 2: 0x80008000 | 0 };

/**
 * Columns whose cell is above its limit; beginning near `start`, so that of equals not the same come first in each row.
 * With `most`, it ends when so many are found.
 */
export function columnsAbove(limits: Cells, cells: Cells, start: number, most = Infinity): number[] {
  const found: number[] = [];
  visitAbove(limits, cells, start, (col) => found.push(col) < most);
  return found;
}

/** How many cells are above their limits. */
export function countAbove(limits: Cells, cells: Cells): number {
  let count = 0;
  visitAbove(limits, cells, 0, () => ++count > 0);
  return count;
}

/** Raises each of `tops` to the cell of its column, where that is higher. */
export function raiseTops(tops: Cells, cells: Cells): void {
  visitAbove(tops, cells, 0, (col) => (tops[col] = cells[col]!) > 0);
}

/** Visits the columns in turn, as long as the visitor says so; a little longer where several are in one word. */
function visitAbove(limits: Cells, cells: Cells, start: number, visit: (col: number) => boolean): void {
  const bytes = cells.BYTES_PER_ELEMENT;
  const alike = limits.BYTES_PER_ELEMENT === bytes && (limits.byteOffset | cells.byteOffset) % 4 === 0;
  const inWords = alike && bytes !== 4;
  const perWord = inWords ? 4 / bytes : 1;
  const [ofLimits, ofCells] = inWords ? [wordsIn(limits), wordsIn(cells)] : [none, none];
  const high = highBits[bytes === 2 ? 2 : 1];
  let goesOn = true;
  const visitOne = (from: number, end: number): void => {
    for (let col = from; col < end; col++) if (cells[col]! > limits[col]!) goesOn = visit(col);
  };
  const visitWords = (from: number, end: number): void => {
    let w = firstAbove(ofLimits, ofCells, high, from, end);
    while (w < end && goesOn) {
      visitOne(w * perWord, (w + 1) * perWord);
      w = firstAbove(ofLimits, ofCells, high, w + 1, end);
    }
  };
  const whole = ofCells.length * perWord;
  const middle = Math.min(whole, start - (start % perWord));
  visitWords(middle / perWord, ofCells.length);
  if (goesOn) visitOne(Math.max(whole, start), cells.length);
  visitWords(0, middle / perWord);
  if (goesOn) visitOne(whole, Math.max(whole, start));
}

/** The first word in [from, end) of which some cell is above its limit; `end` if there is none. */
function firstAbove(limits: Int32Array, cells: Int32Array, high: number, from: number, end: number): number {
  let w = from;
  while (w < end && (((limits[w]! | high) - cells[w]!) & high) === high) w++;
  return w;
}

const none = new Int32Array(0);

/** The whole words of a row. */
const wordsIn = (cells: Cells): Int32Array =>
  new Int32Array(cells.buffer as ArrayBuffer, cells.byteOffset, Math.floor(cells.byteLength / 4));
