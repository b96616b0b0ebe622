import { emptyRow, type Cells } from './cells.ts';
import type { PairSource } from './pair-source.ts';

/** So many rows are kept: to make one takes longer than to look through a row of cells with it. */
const mostKept = 64;

/**
 * Rows of limits to look through cells with, where many rows of cells have the same: `limit` says how high a column's
 * is for one key, a whole number from 0 or more than any cell.
 */
export function limitRows(
  source: Pick<PairSource, 'cols' | 'highest'>,
  limit: (key: number, col: number) => number,
): (key: number) => Cells {
  const kept = new Map<number, Cells>();
  return (key) => {
    const known = kept.get(key);
    if (known) return known;
    if (kept.size === mostKept) kept.clear();
    const limits = emptyRow(source);
    for (let col = 0; col < limits.length; col++) limits[col] = Math.min(source.highest, limit(key, col));
    kept.set(key, limits);
    return limits;
  };
}
