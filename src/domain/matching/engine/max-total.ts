/**
 * Problem: disjoint pairs of greatest total value on a sparse bipartite graph, where anyone may also stay alone (worth 0).
 *
 * Method: shortest augmenting paths with integer duals, after a start by bidding. A row's dual is what it can still
 * gain, a column's is its price; dual(row) + price(col) ≥ value on every edge and = on the edges chosen, a free
 * column's price is 0, and a row gives up exactly when its dual is 0. These conditions hold throughout, so whatever is
 * left to do, the work done is never wrong, and at the end the duals prove the answer optimal.
 *
 * Cost: O(rows × edges × log) at worst, far less in practice. All numbers are integers below 2^53, held exactly.
 * References: Jonker & Volgenant, 'A shortest augmenting path algorithm', Computing 38 (1987), for the start;
 * Edmonds & Karp, J. ACM 19 (1972), for the paths.
 */

/** Row r has edges start[r] … start[r + 1] − 1, each to a column and with a value > 0. */
export type Graph = { rows: number; cols: number; start: Int32Array; col: Int32Array; value: Float64Array };

export type Assignment = { colOf: Int32Array; rowDual: Float64Array; colDual: Float64Array };

export function maxTotal(graph: Graph): Assignment {
  const state: Assignment = {
    colOf: new Int32Array(graph.rows).fill(-1),
    rowDual: new Float64Array(graph.rows),
    colDual: new Float64Array(graph.cols),
  };
  const rowOf = new Int32Array(graph.cols).fill(-1);
  const left = bid(graph, state, rowOf);
  const search = pathSearch(graph, state, rowOf);
  for (const row of left) search(row);
  return state;
}

/** Each row takes its best column and pays what makes the second best equal; rows still without one are returned. */
function bid(graph: Graph, { colOf, rowDual, colDual }: Assignment, rowOf: Int32Array): number[] {
  const { start, col, value } = graph;
  let queue = Array.from({ length: graph.rows }, (_, row) => row);
  for (let round = 0; round < 3; round++) {
    const left: number[] = [];
    for (let next = 0, bids = 0; next < queue.length; next++) {
      const row = queue[next]!;
      let best = 0;
      let second = 0;
      let bestCol = -1;
      let bestFree = false;
      for (let e = start[row]!; e < start[row + 1]!; e++) {
        const gain = value[e]! - colDual[col[e]!]!;
        if (gain < second || gain <= 0) continue;
        const free = rowOf[col[e]!]! < 0;
        if (gain > best || (gain === best && free && !bestFree)) {
          second = best;
          best = gain;
          bestCol = col[e]!;
          bestFree = free;
        } else {
          second = gain;
        }
      }
      rowDual[row] = second;
      if (bestCol < 0) continue;
      const loser = rowOf[bestCol]!;
      const contested = best === second;
      if (loser >= 0 && contested) {
        left.push(row);
        continue;
      }
      colDual[bestCol]! += best - second;
      rowOf[bestCol] = row;
      colOf[row] = bestCol;
      if (loser < 0) continue;
      colOf[loser] = -1;
      // Bidding wars end here; the searches settle what is left.
      if (++bids < 4 * graph.rows) queue[next--] = loser;
      else left.push(loser);
    }
    queue = left;
  }
  return queue;
}

/** Finds, for one free row, the cheapest way to place it, by moving others along or leaving one of them out. */
function pathSearch(graph: Graph, state: Assignment, rowOf: Int32Array): (row: number) => void {
  const { start, col, value } = graph;
  const { colOf, rowDual, colDual } = state;
  const far = new Float64Array(graph.cols);
  const before = new Int32Array(graph.cols);
  const seenIn = new Int32Array(graph.cols).fill(-1);
  const doneIn = new Int32Array(graph.cols).fill(-1);
  const settled = new Int32Array(graph.cols);
  // Many scores are equal, so most steps cost nothing: those wait on a stack, the others in a heap.
  const free: number[] = [];
  const heap = new Heap();

  return (root) => {
    let count = 0;
    let end = rowDual[root]!;
    let endRow = root;
    let endCol = -1;
    heap.clear();
    free.length = 0;
    for (let row = root, reached = 0; ;) {
      const base = reached + rowDual[row]!;
      if (base < end) {
        end = base;
        endRow = row;
        endCol = -1;
      }
      for (let e = start[row]!; e < start[row + 1]!; e++) {
        const to = col[e]!;
        const length = base + colDual[to]! - value[e]!;
        if (length >= end || (seenIn[to] === root && far[to]! <= length)) continue;
        seenIn[to] = root;
        far[to] = length;
        before[to] = row;
        if (rowOf[to]! < 0) {
          end = length;
          endCol = to;
        } else if (length === reached) free.push(to);
        else heap.push(length, to);
      }
      let next = -1;
      while (next < 0 && reached < end) {
        const candidate = free.length > 0 ? free.pop()! : heap.pop();
        if (candidate < 0) break;
        if (doneIn[candidate] !== root) next = candidate;
      }
      if (next < 0 || far[next]! >= end) break;
      doneIn[next] = root;
      settled[count++] = next;
      reached = far[next]!;
      row = rowOf[next]!;
    }
    rowDual[root]! -= end;
    for (let k = 0; k < count; k++) {
      const to = settled[k]!;
      colDual[to]! += end - far[to]!;
      rowDual[rowOf[to]!]! -= end - far[to]!;
    }
    // Shift everyone along the path: from its free column back to the root, or from the row that is left out.
    for (let to = endCol >= 0 ? endCol : takeFrom(endRow); to >= 0;) {
      const row = before[to]!;
      const given = colOf[row]!;
      rowOf[to] = row;
      colOf[row] = to;
      to = row === root ? -1 : given;
    }
  };

  function takeFrom(row: number): number {
    const given = colOf[row]!;
    colOf[row] = -1;
    return given;
  }
}

/** A binary heap of columns by distance; `pop` gives −1 when empty. */
class Heap {
  private readonly keys: number[] = [];
  private readonly items: number[] = [];

  clear(): void {
    this.keys.length = 0;
    this.items.length = 0;
  }

  push(key: number, item: number): void {
    const { keys, items } = this;
    let at = keys.length;
    keys.push(key);
    items.push(item);
    while (at > 0) {
      const up = (at - 1) >> 1;
      if (keys[up]! <= key) break;
      keys[at] = keys[up]!;
      items[at] = items[up]!;
      at = up;
    }
    keys[at] = key;
    items[at] = item;
  }

  pop(): number {
    const { keys, items } = this;
    if (keys.length === 0) return -1;
    const top = items[0]!;
    const key = keys.pop()!;
    const item = items.pop()!;
    const size = keys.length;
    if (size === 0) return top;
    let at = 0;
    for (;;) {
      let down = 2 * at + 1;
      if (down >= size) break;
      if (down + 1 < size && keys[down + 1]! < keys[down]!) down++;
      if (keys[down]! >= key) break;
      keys[at] = keys[down]!;
      items[at] = items[down]!;
      at = down;
    }
    keys[at] = key;
    items[at] = item;
    return top;
  }
}
