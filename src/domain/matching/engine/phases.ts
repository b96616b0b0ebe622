/**
 * Problem: fill the first places of many closed rows of a `BMatching` at once.
 *
 * Method: phases. Dijkstra's search from all of them together finds how far the nearest empty place is; everyone nearer
 * changes their price by the difference, as in `shortest-path`; then as many rows as possible are filled along paths that
 * cost nothing now, each person on one path at most. Where many scores are equal there are few distances, so few phases.
 * As soon as the best thing to do is not to reach an empty place, or few are filled, the rest is for `shortest-path`.
 *
 * Cost: O(pairs × log people) a phase.
 * Reference: Hopcroft & Karp, SIAM J. Comput. 2 (1973), for the paths; Gabow & Tarjan, SIAM J. Comput. 18 (1989).
 */
import type { BMatching, Graph, Path } from './b-matching.ts';
import { Heap } from './heap.ts';

/** A phase must fill one in so many of the rows that are left, or it is the last. */
const worthwhile = 8;

/** Fills what it can of these closed, empty rows; returns the others, still closed. */
export function fillTogether(state: BMatching, rows: number[], graph: Graph): number[] {
  const search = new Phases(state, graph);
  let left = rows.filter((row) => state.gainOfPlace(row) > 0);
  for (let many = true; many && left.length > 0 && search.bringNear(left);) {
    const still = search.fillNear(left);
    // A few at a time are found sooner one by one.
    many = worthwhile * (left.length - still.length) >= left.length;
    left = still;
  }
  return left;
}

class Phases {
  private readonly state: BMatching;
  private readonly graph: Graph;
  private readonly distance: Float64Array;
  private readonly done: Int32Array;
  private readonly seen: Int32Array;
  private readonly path: Path;
  /** How many of its pairs a row has looked at in this phase. */
  private readonly cursor: Int32Array;
  private readonly heap: Heap;
  private readonly near: number[] = [];
  private stamp = 0;

  constructor(state: BMatching, graph: Graph) {
    const size = state.side.length;
    this.state = state;
    this.graph = graph;
    this.distance = new Float64Array(size);
    this.done = new Int32Array(size);
    this.seen = new Int32Array(size);
    this.cursor = new Int32Array(size);
    this.path = { before: new Int32Array(size), worth: new Float64Array(size) };
    this.heap = new Heap(size);
  }

  /** Changes prices until an empty place costs nothing to reach; false: leaving someone out would be better first. */
  bringNear(sources: number[]): boolean {
    const { state, distance, done, seen, heap, near } = this;
    const { price, opened, degree } = state;
    const stamp = ++this.stamp;
    const settled: number[] = [];
    // How far the nearest empty place is, and how far the nearest other way out.
    let end = Infinity;
    let otherEnd = Infinity;
    heap.clear();
    near.length = 0;
    const reach = (node: number, length: number, reached: number) => {
      if (length >= end || done[node] === stamp || (seen[node] === stamp && distance[node]! <= length)) return;
      seen[node] = stamp;
      distance[node] = length;
      if (length === reached) near.push(node);
      else heap.put(length, node);
    };
    for (const source of sources) {
      otherEnd = Math.min(otherEnd, state.gainOfPlace(source));
      reach(source, 0, 0);
    }
    for (let reached = 0; ;) {
      let node = -1;
      while (near.length > 0 && node < 0) {
        const candidate = near.pop()!;
        if (done[candidate] !== stamp) node = candidate;
      }
      while (node < 0 && heap.least < end) {
        const candidate = heap.pop();
        if (done[candidate] === stamp) continue;
        node = candidate;
        reached = distance[node]!;
      }
      if (node < 0 || reached >= end) break;
      done[node] = stamp;
      settled.push(node);
      if (state.side[node] === 0) {
        if (degree[node]! > 0) otherEnd = Math.min(otherEnd, reached + state.worthOfLast(node) + price[node]!);
        const base = reached + price[node]!;
        const { to, worth, from, end: last } = this.graph.edgesOf(node);
        const several = degree[node]! > 1;
        for (let e = from; e < last; e++) {
          const other = to[e]!;
          const length = base + price[other]! - worth[e]!;
          if (length >= end || done[other] === stamp || (several && state.linked(node, other))) continue;
          if (degree[other]! < opened[other]!) end = Math.min(end, length - state.gainOfPlace(other));
          reach(other, length, reached);
        }
      } else {
        for (let k = 0; k < degree[node]!; k++) {
          const other = state.partnerOf(node, k);
          reach(other, reached + state.worthWith(node, k) - price[node]! - price[other]!, reached);
        }
      }
    }
    if (end > otherEnd || end === Infinity) return false;
    for (const node of settled) {
      const change = end - distance[node]!;
      price[node]! += state.side[node] === 0 ? -change : change;
    }
    return true;
  }

  /** Fills rows along paths that cost nothing, depth first; returns those for which there is none left. */
  fillNear(sources: number[]): number[] {
    const stamp = ++this.stamp;
    return sources.filter((source) => {
      const end = this.pathFrom(source, stamp);
      if (end < 0) return true;
      this.state.opened[source]!++;
      this.state.exchange(source, end, this.path);
      return false;
    });
  }

  private pathFrom(source: number, stamp: number): number {
    const { state, graph, seen, path } = this;
    const { price, opened, degree } = state;
    const { cursor } = this;
    const stack = [source];
    seen[source] = stamp;
    cursor[source] = 0;
    while (stack.length > 0) {
      const row = stack.at(-1)!;
      const { to, worth, from, end } = graph.edgesOf(row);
      const isNear = (e: number, col: number) =>
        seen[col] !== stamp && worth[e] === price[row]! + price[col]! && !state.linked(row, col);
      const hasPlace = (col: number) => degree[col]! < opened[col]! && state.gainOfPlace(col) === 0;
      let next = -1;
      // The first time, whether someone with an empty place is right there.
      for (let e = from; cursor[row] === 0 && e < end && next < 0; e++) {
        if (hasPlace(to[e]!) && isNear(e, to[e]!)) next = e;
      }
      for (let e = from + cursor[row]!; e < end && next < 0; e++) {
        cursor[row]!++;
        if (isNear(e, to[e]!)) next = e;
      }
      if (next >= 0) {
        const col = to[next]!;
        seen[col] = stamp;
        path.before[col] = row;
        path.worth[col] = worth[next]!;
        if (hasPlace(col)) return col;
        next = col;
      }
      if (next < 0) {
        stack.pop();
        continue;
      }
      for (let k = 0; k < degree[next]!; k++) {
        const other = state.partnerOf(next, k);
        if (seen[other] === stamp || state.worthWith(next, k) !== price[next]! + price[other]!) continue;
        seen[other] = stamp;
        path.before[other] = next;
        cursor[other] = 0;
        stack.push(other);
      }
    }
    return -1;
  }
}
