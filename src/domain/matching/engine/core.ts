/**
 * The few pairs among which the solver looks: the best of each row, and later those that its prices would gain from.
 * Memory grows with people, not with pairs.
 */
import type { Edges, Graph } from './b-matching.ts';

/** Which pairs count: those worth at least `floor`. Unless they are `scored`, having them at all is worth nothing. */
export type Level = { floor: number; scored: boolean };

/** Some pairs of one row: the nodes opposite, and what each pair is worth. */
export type Picks = { to: number[]; worth: number[] };

/** Pairs from one side: those of its k-th node are at start[k] … start[k + 1] − 1. */
type View = { start: Int32Array; to: Int32Array; worth: Float64Array };

const nobody = new Int32Array(0);
const nothing = new Float64Array(0);

/** Room for a view, used again by the next: views are large, and many are asked for before any is cleared away. */
class Room {
  private to = nobody;
  private worth = nothing;

  first(count: number): Pick<View, 'to' | 'worth'> {
    if (count > this.to.length) {
      this.to = new Int32Array(Math.ceil(1.25 * count));
      this.worth = new Float64Array(this.to.length);
    }
    return { to: this.to.subarray(0, count), worth: this.worth.subarray(0, count) };
  }
}

export class Core {
  private readonly ofRows = new Room();
  private readonly ofCols = new Room();
  private readonly rows: number;
  private readonly cols: number;
  private readonly to: number[][];
  private readonly worth: number[][];

  constructor(rows: number, cols: number) {
    this.rows = rows;
    this.cols = cols;
    this.to = Array.from({ length: rows }, () => []);
    this.worth = Array.from({ length: rows }, () => []);
  }

  add(row: number, { to, worth }: Picks): void {
    this.to[row]!.push(...to);
    this.worth[row]!.push(...worth);
  }

  /**
   * The pairs of one level as a graph, good until the next one is asked for; later additions are not in it. Rows come
   * first among the nodes.
   */
  graph(level: Level): Graph {
    const { rows, cols } = this;
    const byRow = this.byRow(level);
    let byCol: View | undefined;
    const edges: Edges = { to: nobody, worth: nothing, from: 0, end: 0 };
    return {
      edgesOf: (node) => {
        const isRow = node < rows;
        const view = isRow ? byRow : (byCol ??= fromTheOtherSide(byRow, rows, cols, this.ofCols));
        const k = isRow ? node : node - rows;
        edges.to = view.to;
        edges.worth = view.worth;
        edges.from = view.start[k]!;
        edges.end = view.start[k + 1]!;
        return edges;
      },
    };
  }

  private byRow({ floor, scored }: Level): View {
    const start = new Int32Array(this.rows + 1);
    this.worth.forEach((worths, row) => {
      let count = 0;
      for (let k = 0; k < worths.length; k++) if (worths[k]! >= floor) count++;
      start[row + 1] = start[row]! + count;
    });
    const { to, worth } = this.ofRows.first(start[this.rows]!);
    let at = 0;
    this.worth.forEach((worths, row) => {
      const nodes = this.to[row]!;
      for (let k = 0; k < worths.length; k++) {
        if (worths[k]! < floor) continue;
        to[at] = nodes[k]!;
        worth[at++] = scored ? worths[k]! : 0;
      }
    });
    return { start, to, worth };
  }
}

function fromTheOtherSide({ start, to, worth }: View, rows: number, cols: number, room: Room): View {
  const colStart = new Int32Array(cols + 1);
  for (const node of to) colStart[node - rows + 1]!++;
  for (let col = 0; col < cols; col++) colStart[col + 1]! += colStart[col]!;
  const next = colStart.slice(0, cols);
  const { to: from, worth: worths } = room.first(to.length);
  for (let row = 0; row < rows; row++) {
    for (let e = start[row]!; e < start[row + 1]!; e++) {
      const at = next[to[e]! - rows]!++;
      from[at] = row;
      worths[at] = worth[e]!;
    }
  }
  return { start: colStart, to: from, worth: worths };
}
