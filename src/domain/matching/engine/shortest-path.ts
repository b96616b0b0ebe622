/**
 * Problem: open one more place of a `BMatching` and make the best of it.
 *
 * Method: Dijkstra's search over exchanges. From an empty place, by a pair not made, to someone opposite, who may have an
 * empty place, or else gives up a partner, who makes another pair instead, and so on. A path may also end by leaving a
 * partner out, or with the place it began at still empty. How far a step is, is what it costs at the present prices.
 * Then everyone nearer than the end changes their price by the difference, which keeps all conditions.
 * A place opposite that is to be opened next may be opened as the end of a path, instead of by a search of its own.
 *
 * Cost: O(pairs × log people) at worst; few people are looked at in practice.
 * Reference: Edmonds & Karp, J. ACM 19 (1972); Tomizawa, Networks 1 (1971).
 */
import type { BMatching, Graph, Path } from './b-matching.ts';
import { Heap } from './heap.ts';

export class ShortestPaths {
  private readonly state: BMatching;
  private readonly distance: Float64Array;
  private readonly path: Path;
  private readonly seen: Int32Array;
  private readonly done: Int32Array;
  private readonly heap: Heap;
  /** Seen at the distance that the search has reached: most steps cost nothing where many scores are equal. */
  private readonly near: number[] = [];
  private readonly settled: number[] = [];
  private readonly changed: ((node: number) => void) | undefined;
  private searches = 0;
  private reached = 0;

  /** `changed` is told of everyone whose price or partner is another one, after each search. */
  constructor(state: BMatching, changed?: (node: number) => void) {
    const size = state.side.length;
    this.state = state;
    this.changed = changed;
    this.distance = new Float64Array(size);
    this.path = { before: new Int32Array(size), worth: new Float64Array(size) };
    this.seen = new Int32Array(size);
    this.done = new Int32Array(size);
    // Besides each node, what a graph keeps back of its pairs.
    this.heap = new Heap(2 * size);
  }

  /**
   * Opens the places of a node that are still closed, one after another, and makes the best of each. `awaiting`: 1 for
   * each node whose closed places are to be filled too.
   */
  fill(node: number, graph: Graph, awaiting?: Uint8Array): void {
    const { opened, degree, places } = this.state;
    const count = places.count[node]!;
    while (opened[node]! < count) {
      // While one place stays empty no further one is of use: they are worth no more.
      const gain = degree[node]! < opened[node]! ? 0 : this.state.gainOfPlace(node);
      opened[node] = gain > 0 ? opened[node]! + 1 : count;
      if (gain > 0) this.search(node, gain, graph, awaiting);
    }
  }

  /** The number of the search that is under way, or was last. */
  get current(): number {
    return this.searches;
  }

  /** Whether nothing that this search has yet to look at can come nearer to a node than it has. */
  isReached(node: number): boolean {
    return this.seen[node] === this.searches && this.distance[node]! <= this.reached;
  }

  private search(root: number, gain: number, graph: Graph, awaiting: Uint8Array | undefined): void {
    const { state, distance, path, seen, done, heap, near, settled } = this;
    const { price, opened, degree, side, places } = state;
    const { first } = places;
    const { before, worth } = path;
    const stamp = ++this.searches;
    const ownSide = side[root]!;
    let end = gain;
    let endNode = -1;
    heap.clear();
    near.length = 0;
    settled.length = 0;
    distance[root] = 0;
    seen[root] = stamp;
    const size = side.length;
    const { rest } = graph;
    let node = root;
    let isRest = false;
    let reached = 0;
    for (;;) {
      if (!isRest) {
        done[node] = stamp;
        settled.push(node);
      }
      if (side[node] === ownSide) {
        if (node !== root && !isRest) {
          const left = reached + state.worthOfLast(node) + price[node]!;
          if (left < end) {
            end = left;
            endNode = node;
          }
        }
        const from = distance[node]!;
        const base = from + price[node]!;
        const several = degree[node]! > (node === root ? 0 : 1);
        if (isRest) this.reached = reached;
        const edges = (isRest ? rest! : graph).edgesOf(node, end - from);
        const { to, worth: worthOf } = edges;
        for (let e = edges.from, last = edges.end; e < last; e++) {
          const other = to[e]!;
          const length = base + price[other]! - worthOf[e]!;
          if (length >= end || done[other] === stamp) continue;
          if (seen[other] === stamp && distance[other]! <= length) continue;
          if (several && state.linked(node, other)) continue;
          seen[other] = stamp;
          distance[other] = length;
          before[other] = node;
          worth[other] = worthOf[e]!;
          if (degree[other]! < opened[other]!) {
            const arrived = length - (degree[other] === 0 ? first[other]! : 0) - price[other]!;
            if (arrived < end) {
              end = arrived;
              endNode = other;
              if (arrived === length) continue;
            }
          } else if (
            awaiting?.[other] === 1 &&
            opened[other]! < places.count[other]! &&
            state.gainOfPlace(other) >= 0
          ) {
            end = length;
            endNode = other;
            continue;
          }
          if (length === reached) near.push(other);
          else heap.put(length, other);
        }
        if (rest && !isRest) {
          const next = from + rest.least(node);
          if (next < end) heap.put(Math.max(next, reached), size + node);
        }
      } else {
        for (let k = 0; k < degree[node]!; k++) {
          const other = state.partnerOf(node, k);
          if (done[other] === stamp) continue;
          const length = reached + state.worthWith(node, k) - price[node]! - price[other]!;
          if (length >= end || (seen[other] === stamp && distance[other]! <= length)) continue;
          seen[other] = stamp;
          distance[other] = length;
          before[other] = node;
          if (length === reached) near.push(other);
          else heap.put(length, other);
        }
      }
      node = -1;
      isRest = false;
      while (near.length > 0 && node < 0) {
        const candidate = near.pop()!;
        if (done[candidate] !== stamp) node = candidate;
      }
      while (node < 0 && heap.least < end) {
        reached = heap.least;
        const candidate = heap.pop();
        isRest = candidate >= size;
        if (isRest || done[candidate] !== stamp) node = isRest ? candidate - size : candidate;
      }
      if (node < 0 || reached >= end) break;
    }
    for (const each of settled) {
      const change = end - distance[each]!;
      price[each]! += side[each] === ownSide ? -change : change;
    }
    if (endNode >= 0) {
      // One that was awaited: its place opens as it is filled.
      if (side[endNode] !== ownSide && degree[endNode] === opened[endNode]) opened[endNode]!++;
      state.exchange(root, endNode, path);
    }
    if (!this.changed) return;
    for (const each of settled) this.changed(each);
    if (endNode >= 0) this.changed(endNode);
  }
}
