/**
 * The org chart as a forest in arrays.
 *
 * An Euler tour numbers people so that everyone below p, and p, hold the numbers enter[p] … leave[p] − 1.
 * 'Is above' is then two comparisons and 'everyone below' one interval. Cost: O(people).
 * Reference: Tarjan & Vishkin, 'Finding biconnected components and computing tree functions' (1984).
 */
export type Chart = {
  /** Index of the manager; −1 at a root. */
  parent: Int32Array;
  /** Edges up to the root. */
  depth: Int32Array;
  root: Int32Array;
  enter: Int32Array;
  leave: Int32Array;
  /** People in the order of the tour. */
  tour: Int32Array;
};

/** `parent` must be free of cycles. */
export function chartOf(parent: Int32Array): Chart {
  const size = parent.length;
  const firstChild = new Int32Array(size).fill(-1);
  const sibling = new Int32Array(size).fill(-1);
  for (let p = size - 1; p >= 0; p--) {
    const up = parent[p]!;
    if (up < 0) continue;
    sibling[p] = firstChild[up]!;
    firstChild[up] = p;
  }
  const depth = new Int32Array(size);
  const root = new Int32Array(size);
  const enter = new Int32Array(size);
  const leave = new Int32Array(size);
  const tour = new Int32Array(size);
  let clock = 0;
  const visit = (p: number) => {
    tour[clock] = p;
    enter[p] = clock++;
  };
  for (let r = 0; r < size; r++) {
    if (parent[r]! >= 0) continue;
    let p = r;
    root[r] = r;
    visit(r);
    for (;;) {
      const child = firstChild[p]!;
      if (child >= 0) {
        firstChild[p] = sibling[child]!;
        depth[child] = depth[p]! + 1;
        root[child] = r;
        visit(child);
        p = child;
        continue;
      }
      leave[p] = clock;
      if (p === r) break;
      p = parent[p]!;
    }
  }
  return { parent, depth, root, enter, leave, tour };
}

/** Edges between two people; Infinity in different trees. */
export function distance(chart: Chart, a: number, b: number): number {
  const { parent, depth, root, enter, leave } = chart;
  if (root[a] !== root[b]) return Infinity;
  let meet = a;
  while (enter[meet]! > enter[b]! || leave[meet]! < leave[b]!) meet = parent[meet]!;
  return depth[a]! + depth[b]! - 2 * depth[meet]!;
}
