import type { Picks } from '../../../src/domain/matching/engine/core.ts';
import type { Gainful, Pairs } from '../../../src/domain/matching/engine/pricing.ts';

/** Row r may take columns col[e] for value[e], start[r] ≤ e < start[r + 1]; without `col`, every column in turn. */
export type Lists = {
  rows: number;
  cols: number;
  start: Int32Array;
  col: Int32Array | null;
  value: Float64Array | Int32Array;
};

/** Lists of pairs as the solver asks for them. */
export function listedPairs({ rows, cols, start, col, value }: Lists): Pairs {
  let longest = 0;
  for (let row = 0; row < rows; row++) longest = Math.max(longest, start[row + 1]! - start[row]!);
  const scratch = new Float64Array(longest);
  const columnAt = (row: number, e: number) => (col === null ? e - start[row]! : col[e]!);

  return {
    rows,
    cols,
    best(row, count) {
      const [from, end] = [start[row]!, start[row + 1]!];
      for (let e = from; e < end; e++) scratch[e - from] = value[e]!;
      const least = end - from > count ? nthLargest(scratch, end - from, count) : -Infinity;
      const picks: Picks = { to: [], worth: [] };
      let equals = count;
      for (let e = from; e < end; e++) if (value[e]! > least) equals--;
      // Each row begins at its own place, so that equals are not the same few columns for everyone.
      const shift = end > from ? row % (end - from) : 0;
      for (let k = from; k < end; k++) {
        const e = k + shift < end ? k + shift : k + shift - (end - from);
        if (value[e]! < least || (value[e] === least && equals-- <= 0)) continue;
        picks.to.push(rows + columnAt(row, e));
        picks.worth.push(value[e]!);
      }
      return picks;
    },
    gainful({ floor, scored }, price): Gainful {
      const priceOf = price.subarray(rows);
      // With only some columns cheaper than before, the others gain nothing anyway.
      return (row, count) => {
        const [from, end] = [start[row]!, start[row + 1]!];
        const own = price[row]!;
        const picks: Picks = { to: [], worth: [] };
        const gains: number[] = [];
        let least = 0;
        for (let e = from; e < end; e++) {
          const worth = value[e]!;
          const gain = (scored ? worth : 0) - own - priceOf[col === null ? e - from : col[e]!]!;
          if (gain <= least || worth < floor) continue;
          let at = gains.length < count ? gains.length : count - 1;
          for (; at > 0 && gains[at - 1]! < gain; at--) {
            gains[at] = gains[at - 1]!;
            picks.to[at] = picks.to[at - 1]!;
            picks.worth[at] = picks.worth[at - 1]!;
          }
          gains[at] = gain;
          picks.to[at] = rows + columnAt(row, e);
          picks.worth[at] = worth;
          if (gains.length === count) least = gains[count - 1]!;
        }
        return gains.length === 0 ? null : picks;
      };
    },
  };
}

/** The n-th largest of the first `size` numbers, which it puts in another order. Reference: Hoare, 'Find' (1961). */
function nthLargest(list: Float64Array, size: number, n: number): number {
  let [from, to] = [0, size - 1];
  const at = n - 1;
  while (from < to) {
    const middle = list[(from + to) >> 1]!;
    let [i, j] = [from, to];
    while (i <= j) {
      while (list[i]! > middle) i++;
      while (list[j]! < middle) j--;
      if (i > j) break;
      const kept = list[i]!;
      list[i++] = list[j]!;
      list[j--] = kept;
    }
    if (at <= j) to = j;
    else if (at >= i) from = i;
    else break;
  }
  return list[at]!;
}
