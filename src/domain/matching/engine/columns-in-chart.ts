import type { Facing } from './roster.ts';

/** Columns sorted by depth in the chart, then by tour number: a subtree's people at one depth are one interval. */
export type ColumnsInChart = {
  /** Columns in that order. */
  cols: Int32Array;
  /** Their tour numbers. */
  enter: Int32Array;
  /** Where each depth begins. */
  depthStart: Int32Array;
};

export function columnsInChart({ cols, roster: { chart } }: Facing): ColumnsInChart {
  const enterOf = (col: number) => chart.enter[cols.person[col]!]!;
  const depthOf = (col: number) => chart.depth[cols.person[col]!]!;
  const order = Int32Array.from({ length: cols.size }, (_, col) => col);
  order.sort((a, b) => depthOf(a) - depthOf(b) || enterOf(a) - enterOf(b));
  const deepest = cols.size === 0 ? 0 : depthOf(order[cols.size - 1]!);
  const depthStart = new Int32Array(deepest + 2);
  for (const col of order) depthStart[depthOf(col) + 1]!++;
  for (let d = 0; d <= deepest; d++) depthStart[d + 1]! += depthStart[d]!;
  return { cols: order, enter: order.map(enterOf), depthStart };
}

/** First place in [from, to) whose number is at least `value`. */
function lowerBound(sorted: Int32Array, value: number, from: number, to: number): number {
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (sorted[middle]! < value) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** Marks the columns in `top`'s subtree down to the given depth; returns how many were new. */
export function markSubtree(
  columns: ColumnsInChart,
  chart: { depth: Int32Array; enter: Int32Array; leave: Int32Array },
  top: number,
  deepest: number,
  bit: number,
  fails: Int32Array,
): number {
  const { cols, enter, depthStart } = columns;
  const last = Math.min(deepest, depthStart.length - 2);
  let count = 0;
  for (let depth = chart.depth[top]!; depth <= last; depth++) {
    const end = depthStart[depth + 1]!;
    const below = chart.leave[top]!;
    for (let k = lowerBound(enter, chart.enter[top]!, depthStart[depth]!, end); k < end && enter[k]! < below; k++) {
      const col = cols[k]!;
      if ((fails[col]! & bit) !== 0) continue;
      fails[col]! |= bit;
      count++;
    }
  }
  return count;
}
