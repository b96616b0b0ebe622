/**
 * Problem: as many disjoint pairs as possible, among the cells of a table that are at least `least`, within the given
 * rows and columns; and a proof that there are no more.
 *
 * Method: Hopcroft & Karp. Each phase finds the shortest alternating paths from all free rows at once (breadth first)
 * and then flips a maximal set of disjoint ones (depth first). A column is struck off the moment it is reached, so a
 * phase looks at few cells of a dense table: what is left to look at shrinks with every row.
 *
 * Proof: rows that the last search did not reach, and columns that it did, cover every cell (Kőnig), and are as many as
 * the pairs.
 *
 * Cost: O(cells × √rows) at worst; near O(rows + columns) per phase when dense.
 * Reference: Hopcroft & Karp, 'An n^(5/2) algorithm for maximum matchings in bipartite graphs', SIAM J. Comput. 2 (1973).
 */
import type { PairTable } from './pair-table.ts';

export type MaximumMatching = {
  size: number;
  /** Column of each row of the table; −1 without one. */
  colOf: Int32Array;
  rowOf: Int32Array;
  /** Their number together is `size`, and every cell considered lies in one of them. */
  cover: { rows: number[]; cols: number[] };
};

export function maximumMatching(
  { cells, rows, cols }: PairTable,
  least: number,
  amongRows: Int32Array,
  amongCols: Int32Array,
): MaximumMatching {
  const colOf = new Int32Array(rows).fill(-1);
  const rowOf = new Int32Array(cols).fill(-1);
  // Columns of one layer lie next to each other in `layered`; layerEnd[k] is where layer k ends.
  const layered = new Int32Array(amongCols.length);
  const layerEnd: number[] = [];
  // Of each layer, how many columns at its end have been struck off.
  const struck: number[] = [];
  const unseen = new Int32Array(amongCols.length);
  const frontier = new Int32Array(amongRows.length);
  const reachedRow = new Uint8Array(rows);
  let size = greedy();

  for (;;) {
    const found = layers();
    if (!found) break;
    for (const row of amongRows) if (colOf[row]! < 0 && flipPathFrom(row)) size++;
  }
  const reachedCol = new Uint8Array(cols);
  for (let k = 0; k < (layerEnd.at(-1) ?? 0); k++) reachedCol[layered[k]!] = 1;
  return {
    size,
    colOf,
    rowOf,
    cover: {
      rows: Array.from(amongRows.filter((row) => reachedRow[row] === 0)),
      cols: Array.from(amongCols.filter((col) => reachedCol[col] === 1)),
    },
  };

  function greedy(): number {
    let pairs = 0;
    let left = amongCols.length;
    unseen.set(amongCols);
    for (const row of amongRows) {
      for (let k = 0; k < left; k++) {
        const col = unseen[k]!;
        if (cells[row * cols + col]! < least) continue;
        colOf[row] = col;
        rowOf[col] = row;
        unseen[k] = unseen[--left]!;
        pairs++;
        break;
      }
    }
    return pairs;
  }

  /** Layers of columns by distance from the free rows, up to the first that holds a free column. */
  function layers(): boolean {
    unseen.set(amongCols);
    let left = unseen.length;
    let waiting = 0;
    let placed = 0;
    let found = false;
    layerEnd.length = 0;
    struck.length = 0;
    reachedRow.fill(0);
    for (const row of amongRows) if (colOf[row]! < 0) frontier[waiting++] = row;
    for (let next = 0; next < waiting && !found;) {
      const lastOfLayer = waiting;
      for (; next < lastOfLayer; next++) {
        const row = frontier[next]!;
        reachedRow[row] = 1;
        for (let k = 0; k < left;) {
          const col = unseen[k]!;
          if (cells[row * cols + col]! < least) {
            k++;
            continue;
          }
          unseen[k] = unseen[--left]!;
          layered[placed++] = col;
          if (rowOf[col]! < 0) found = true;
          else frontier[waiting++] = rowOf[col]!;
        }
      }
      layerEnd.push(placed);
    }
    return found;
  }

  /** Depth first, one layer deeper at each step; a column once looked at is struck off its layer. */
  function flipPathFrom(start: number): boolean {
    const path = [start];
    const place = [0];
    const taken: number[] = [];
    while (path.length > 0) {
      const depth = path.length - 1;
      const row = path[depth]!;
      const from = depth === 0 ? 0 : layerEnd[depth - 1]!;
      const col = depth < layerEnd.length ? strikeNext(row, from, depth, place) : -1;
      if (col < 0) {
        path.pop();
        place.pop();
        taken.pop();
        continue;
      }
      taken[depth] = col;
      if (rowOf[col]! < 0) {
        path.forEach((of, k) => {
          colOf[of] = taken[k]!;
          rowOf[taken[k]!] = of;
        });
        return true;
      }
      path.push(rowOf[col]!);
      place.push(0);
    }
    return false;
  }

  function strikeNext(row: number, from: number, depth: number, place: number[]): number {
    const live = layerEnd[depth]! - (struck[depth] ?? 0);
    for (let k = from + place[depth]!; k < live; k++) {
      const col = layered[k]!;
      if (cells[row * cols + col]! < least) continue;
      place[depth] = k - from;
      layered[k] = layered[live - 1]!;
      layered[live - 1] = col;
      struck[depth] = (struck[depth] ?? 0) + 1;
      return col;
    }
    return -1;
  }
}
