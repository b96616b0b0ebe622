/**
 * Cells of one person against everyone opposite: 0 where a rule forbids the pair, else its score + 1. The highest bit of
 * a cell is never set, so that several can be compared at once (`look-through.ts`).
 */
export type Cells = Uint8Array | Uint16Array | Uint32Array;

/** How cells are laid out: as narrow as the highest allows, and in 32-bit words, so that a row is worked on by words. */
export type Layout = { bytes: 1 | 2 | 4; perWord: number };

export function layoutFor(highest: number): Layout {
  const bytes = highest < 2 ** 7 ? 1 : highest < 2 ** 15 ? 2 : 4;
  return { bytes, perWord: 4 / bytes };
}

export const wordsFor = ({ perWord }: Layout, cells: number): number => Math.ceil(cells / perWord);

export function cellsOf({ bytes }: Layout, words: Int32Array): Cells {
  if (bytes === 1) return new Uint8Array(words.buffer as ArrayBuffer, words.byteOffset, words.byteLength);
  const Type = bytes === 2 ? Uint16Array : Uint32Array;
  return new Type(words.buffer as ArrayBuffer, words.byteOffset, words.byteLength / bytes);
}

/** A row with no pairs yet. */
export function emptyRow({ cols, highest }: { cols: number; highest: number }): Cells {
  const layout = layoutFor(highest);
  return cellsOf(layout, new Int32Array(wordsFor(layout, cols))).subarray(0, cols);
}
