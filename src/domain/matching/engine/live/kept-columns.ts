import { cellsOf, layoutFor, wordsFor, type Cells } from '../cells.ts';
import type { SurveyedSource } from '../pair-source.ts';

const mostKeptBytes = 128_000_000;

/** The same pairs; each column is kept from the first time it is asked for, where all of them fit in `mostBytes`. */
export function keptColumns(source: SurveyedSource, mostBytes = mostKeptBytes): SurveyedSource {
  const { rows, cols, highest } = source;
  const layout = layoutFor(highest);
  const perCol = wordsFor(layout, rows);
  if (4 * cols * perCol > mostBytes) return source;
  // Room that is not written to takes no memory.
  const cells = cellsOf(layout, new Int32Array(cols * perCol));
  const isKept = new Uint8Array(cols);
  return {
    ...source,
    col(col): Cells {
      const from = col * perCol * layout.perWord;
      const kept = cells.subarray(from, from + rows);
      if (isKept[col] === 0) kept.set(source.col(col));
      isKept[col] = 1;
      return kept;
    },
  };
}
