import type { Edges, Graph } from './b-matching.ts';
import type { Level, Picks } from './core.ts';
import type { Problem } from './problem.ts';
import type { Pairs } from './solve.ts';

/**
 * The pairs of a problem as the solver asks for them, read from its rows of cells. Barred pairs, and those of people
 * without a free place, are left out; pairs in force are worth a little more.
 */
export function densePairs(problem: Problem): Pairs {
  const { source, places, placeValue, scoreValue, barred, current } = problem;
  const { rows, cols, highest } = source;
  const waits = Int32Array.from({ length: cols }, (_, col) => (places.first[rows + col]! > placeValue ? 1 : 0));
  const hasPlace = Int32Array.from({ length: cols }, (_, col) => (places.count[rows + col]! > 0 ? 1 : 0));
  const step = highest + 1;
  const ofRank = new Int32Array(2 * step);
  return { rows, cols, best, gainful };

  /** People who waited before others, then by score: by counting, not sorting. */
  function best(row: number, count: number): Picks {
    const cells = source.row(row);
    ofRank.fill(0);
    for (let col = 0; col < cols; col++) {
      const cell = cells[col]! * hasPlace[col]!;
      if (cell > 0) ofRank[cell + step * waits[col]!]!++;
    }
    let cut = 2 * step;
    let above = 0;
    while (cut > 0 && above + ofRank[cut - 1]! <= count) above += ofRank[--cut]!;
    // All ranks from `cut` on, and as many of the one below as there is room for, each row beginning at its own place.
    let room = count - above;
    const chosen: number[] = [];
    for (let k = 0, col = row % Math.max(1, cols); k < cols; k++, col = col + 1 === cols ? 0 : col + 1) {
      const cell = cells[col]! * hasPlace[col]!;
      if (cell === 0) continue;
      const rank = cell + step * waits[col]!;
      if (rank < cut && (rank < cut - 1 || room-- <= 0)) continue;
      if (!barred.has(row, col)) chosen.push(col);
    }
    for (const col of current.of(row)) {
      if (cells[col]! * hasPlace[col]! > 0 && !barred.has(row, col) && !chosen.includes(col)) chosen.push(col);
    }
    return picks(row, chosen);
  }

  function gainful(row: number, { floor, scored }: Level, price: Float64Array, count: number): Picks | null {
    const cells = source.row(row);
    const least = leastCell(floor, scoreValue);
    const perPoint = scored ? scoreValue : 0;
    const base = price[row]! + perPoint;
    let found: { col: number; gain: number }[] | undefined;
    for (let col = 0; col < cols; col++) {
      const cell = cells[col]!;
      if (cell < least) continue;
      const gain = cell * perPoint - base - price[rows + col]!;
      if (gain > 0 && hasPlace[col] === 1 && !barred.has(row, col)) (found ??= []).push({ col, gain });
    }
    if (!found) return null;
    found.sort((a, b) => b.gain - a.gain || a.col - b.col);
    const chosen = found.slice(0, count).map(({ col }) => col);
    return picks(row, chosen);
  }

  function picks(row: number, chosen: number[]): Picks {
    const cells = source.row(row);
    return {
      to: chosen.map((col) => rows + col),
      worth: chosen.map((col) => problem.worthOf(row, col, cells[col]!)),
    };
  }
}

/** The smallest cell of a pair that is worth `floor` by its score alone. */
const leastCell = (floor: number, scoreValue: number): number => Math.max(1, Math.ceil(floor / scoreValue) + 1);

/** All pairs of one level as a graph, each node's worked out when it is asked for. */
export function denseGraph(problem: Problem, { floor, scored }: Level): Graph {
  const { source, places, scoreValue, barred } = problem;
  const { rows, cols } = source;
  const most = Math.max(rows, cols);
  const edges: Edges = { to: new Int32Array(most), worth: new Float64Array(most), from: 0, end: 0 };
  const least = leastCell(floor, scoreValue);
  return {
    edgesOf(node) {
      const { to, worth } = edges;
      const isRow = node < rows;
      const cells = isRow ? source.row(node) : source.col(node - rows);
      const firstOpposite = isRow ? rows : 0;
      let end = 0;
      for (let k = 0; k < cells.length; k++) {
        const cell = cells[k]!;
        if (cell < least || places.count[firstOpposite + k] === 0) continue;
        const [row, col] = isRow ? [node, k] : [k, node - rows];
        if (barred.has(row, col)) continue;
        to[end] = firstOpposite + k;
        worth[end++] = scored ? problem.worthOf(row, col, cell) : 0;
      }
      edges.end = end;
      return edges;
    },
  };
}
