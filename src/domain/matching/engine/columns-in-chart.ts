import type { Chart } from './chart.ts';
import { oncePer } from './once-per.ts';
import type { Facing } from './roster.ts';
import type { Span } from './rule.ts';

/** Columns sorted by depth in the chart, then by tour number: a subtree's people at one depth are one stretch. */
export type ColumnsInChart = {
  /** Columns in that order, and the other way round. */
  order: Int32Array;
  placeOf: Int32Array;
  /** Their tour numbers. */
  enter: Int32Array;
  /** Where each depth begins. */
  depthStart: Int32Array;
};

/** Worked out once for the columns of `colOf`. */
export const columnsInChart = (sides: Facing): ColumnsInChart => ofColumns(sides.colOf, sides);

const ofColumns = oncePer((_colOf: Int32Array, sides: Facing) => inChart(sides));

function inChart({ cols, colOf, roster: { chart } }: Facing): ColumnsInChart {
  const depthOf = (col: number) => chart.depth[cols.person[col]!]!;
  let deepest = 0;
  for (let col = 0; col < cols.size; col++) deepest = Math.max(deepest, depthOf(col));
  const depthStart = new Int32Array(deepest + 2);
  for (let col = 0; col < cols.size; col++) depthStart[depthOf(col) + 1]!++;
  for (let d = 0; d <= deepest; d++) depthStart[d + 1]! += depthStart[d]!;
  const { tour, enter: number, depth } = chart;
  const order = new Int32Array(cols.size);
  const placeOf = new Int32Array(cols.size);
  const enter = new Int32Array(cols.size);
  // Whoever left and joined again is among the columns twice; the place counts that they have now, `colOf`.
  const byDepthAndNumber = Float64Array.from(cols.person, (p) => depth[p]! * tour.length + number[p]!).sort();
  byDepthAndNumber.forEach((key, place) => {
    const person = tour[key % tour.length]!;
    const col = colOf[person]!;
    order[place] = col;
    placeOf[col] = place;
    enter[place] = number[person]!;
  });
  return { order, placeOf, enter, depthStart };
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

/** Visits the columns of `top`'s subtree down to the given depth, without those of `inner`'s (−1: of nobody's). */
export function visitSubtree(
  { enter, depthStart }: ColumnsInChart,
  chart: Chart,
  top: number,
  inner: number,
  deepest: number,
  span: Span,
): void {
  const last = Math.min(deepest, depthStart.length - 2);
  for (let depth = chart.depth[top]!; depth <= last; depth++) {
    const layerEnd = depthStart[depth + 1]!;
    let from = lowerBound(enter, chart.enter[top]!, depthStart[depth]!, layerEnd);
    const to = lowerBound(enter, chart.leave[top]!, from, layerEnd);
    if (inner >= 0) {
      const innerFrom = lowerBound(enter, chart.enter[inner]!, from, to);
      if (innerFrom > from) span(from, innerFrom);
      from = lowerBound(enter, chart.leave[inner]!, innerFrom, to);
    }
    if (to > from) span(from, to);
  }
}
