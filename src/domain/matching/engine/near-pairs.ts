/**
 * Problem: a search from a few people of a solved match looks at every pair of everyone it meets, and takes only short
 * ones: those worth nearly as much as both prices together.
 *
 * Method: of everyone it meets, the nearest few pairs are kept, with how near all others are at least. Prices change, and
 * nearness with them, but by no more than the prices have fallen since: as long as a search doesn't get as far as that
 * bound, nothing else of that person is looked at (`Graph.rest`). Columns are collected together when the first one is
 * asked for, in one pass over the rows.
 *
 * Exact whatever the lists hold. Cost: a look at someone's pairs once, then at a few dozen each time.
 */
import type { Edges, Graph, Rest } from './b-matching.ts';
import type { Level } from './core.ts';
import type { Field } from './field.ts';
import { leastCell } from './problem.ts';

/**
 * Nearest first, with how near they were at the node's price `at` and the first prices of everyone else; `beyond`: how near
 * all others may have been.
 */
type Near = { to: Int32Array; worth: Float64Array; length: Float64Array; beyond: number; at: number };

const nothing: Edges = { to: new Int32Array(0), worth: new Float64Array(0), from: 0, end: 0 };

/** So many nodes whose pairs are in nobody's list are bearable; with more, all lists are made anew. */
const mostStrangers = 32;

export class NearPairs implements Graph {
  readonly rest: Rest = {
    least: (node) => this.least(node),
    edgesOf: (node, below) => this.shorter(node, below),
  };
  private readonly field: Field;
  private readonly level: Level;
  private readonly leastCell: number;
  private readonly price: Float64Array;
  /** Everyone's price when the lists were begun. */
  private readonly first: Float64Array;
  /** By side, how much a price has fallen since, at most. */
  private readonly fallen = [0, 0];
  private readonly near: (Near | undefined)[];
  private hasColumns = false;
  /** How often all pairs of somebody had to be looked at. */
  private lookedAgain = 0;
  /** By side, nodes that are in no list: whoever meets them must look at them. */
  private readonly strangers: [Set<number>, Set<number>] = [new Set(), new Set()];
  /** Few nodes that a search would like to reach: whoever it meets looks whether their pair is near. */
  wanted: readonly number[] = [];
  private readonly edges: Edges;

  constructor(field: Field, level: Level, price: Float64Array) {
    const size = price.length;
    this.field = field;
    this.level = level;
    this.leastCell = Math.max(1, leastCell(field.worths, level.floor));
    this.price = price;
    this.first = price.slice();
    this.near = Array.from({ length: size }, () => undefined);
    this.edges = { to: new Int32Array(2 * size), worth: new Float64Array(2 * size), from: 0, end: 0 };
  }

  /** What `undo` goes back to. */
  mark(): () => void {
    const [rows, cols] = this.fallen;
    const strangers = this.strangers.map((set) => new Set(set));
    return () => {
      [this.fallen[0], this.fallen[1]] = [rows!, cols!];
      this.strangers.forEach((set, side) => {
        for (const node of set) if (!strangers[side]!.has(node)) this.meet(node);
      });
    };
  }

  /** To be told of every price that has changed in a search. */
  priceChanged(node: number): void {
    const side = this.field.side[node]!;
    if (this.strangers[side]!.size > 0 && this.strangers[side]!.has(node)) return;
    const fall = this.first[node]! - this.price[node]!;
    if (fall > this.fallen[side]!) this.fallen[side] = fall;
  }

  /** To be told of everyone whose pairs were not among those looked at, or whose price is set from outside. */
  estrange(node: number): void {
    this.strangers[this.field.side[node]!]!.add(node);
    this.near[node] = undefined;
  }

  private meet(node: number): void {
    this.strangers[this.field.side[node]!]!.delete(node);
    this.near[node] = undefined;
  }

  /** All prices of rows are lower by so much, and all of columns higher: no pair is nearer or farther. */
  shift(by: number): void {
    const { first, near } = this;
    const { side } = this.field;
    for (let node = 0; node < first.length; node++) {
      const less = side[node] === 0 ? by : -by;
      first[node]! -= less;
      const each = near[node];
      if (each) each.at -= less;
    }
  }

  /** Begins anew if too little is known of the nearest, or in any case: only while no search is under way. */
  refresh(anyway = false): void {
    const isKnown = this.strangers.every(({ size }) => size < mostStrangers) && this.lookedAgain < this.price.length;
    if (isKnown && !anyway) return;
    this.first.set(this.price);
    this.fallen.fill(0);
    this.near.fill(undefined);
    this.hasColumns = false;
    this.lookedAgain = 0;
    for (const set of this.strangers) set.clear();
  }

  edgesOf(node: number, below = Infinity): Edges {
    const { places, barred, inForce, side } = this.field;
    const near = this.near[node] ?? this.look(node);
    const { to, worth, length } = near;
    const { edges } = this;
    const { count } = places;
    const more = this.level.scored ? this.field.worths.currentValue : 0;
    const [barredOnes, favourites] = [barred.of(node), inForce.of(node)];
    const limit = below - this.nearer(node, near);
    let end = 0;
    for (let k = 0; k < to.length && length[k]! < limit; k++) {
      const other = to[k]!;
      if (count[other] === 0 || (barredOnes !== undefined && barredOnes.has(other))) continue;
      edges.to[end] = other;
      edges.worth[end++] = worth[k]!;
    }
    if (more > 0 && favourites !== undefined) {
      for (const favourite of favourites) {
        for (let k = 0; k < end; k++) if (edges.to[k] === favourite) edges.worth[k]! += more;
      }
    }
    const add = (other: number) => {
      if (count[other] === 0 || barredOnes?.has(other)) return;
      const cell = this.cell(node, other);
      if (cell < this.leastCell) return;
      edges.to[end] = other;
      edges.worth[end++] = this.worthOf(cell) + (favourites?.has(other) ? more : 0);
    };
    for (const other of this.strangers[1 - side[node]!]!) add(other);
    for (const other of this.wanted) if (side[other] !== side[node]) add(other);
    edges.end = end;
    return edges;
  }

  /** All pairs of a node that are shorter than `below`. */
  shorter(node: number, below: number): Edges {
    const { places, barred, inForce, firstCol, side } = this.field;
    const { edges, price, leastCell } = this;
    if (places.count[node] === 0) return nothing;
    this.lookedAgain++;
    const cells = this.cellsOf(node);
    const from = side[node] === 0 ? firstCol : 0;
    const more = this.level.scored ? this.field.worths.currentValue : 0;
    const [barredOnes, favourites] = [barred.of(node), inForce.of(node)];
    const limit = below - price[node]!;
    let end = 0;
    for (let k = 0; k < cells.length; k++) {
      const cell = cells[k]!;
      if (cell < leastCell) continue;
      const other = from + k;
      const plain = this.worthOf(cell);
      if (price[other]! - plain - more >= limit) continue;
      if (places.count[other] === 0 || barredOnes?.has(other)) continue;
      const worth = favourites?.has(other) ? plain + more : plain;
      if (price[other]! - worth >= limit) continue;
      edges.to[end] = other;
      edges.worth[end++] = worth;
    }
    edges.end = end;
    return edges;
  }

  /** What a pair is worth on this level; null where it may not be made. */
  worthOfPair(a: number, b: number): number | null {
    const { barred, inForce, worths } = this.field;
    const cell = this.cell(a, b);
    if (cell < this.leastCell || barred.has(a, b)) return null;
    return this.worthOf(cell) + (this.level.scored && inForce.has(a, b) ? worths.currentValue : 0);
  }

  private least(node: number): number {
    const near = this.near[node];
    if (!near || near.beyond === Infinity) return Infinity;
    return Math.max(0, near.beyond + this.nearer(node, near));
  }

  /** A pair's length now is at least what it was when it was listed, and this, which may be below 0. */
  private nearer(node: number, { at }: Near): number {
    const { worths, inForce, side } = this.field;
    const more = this.level.scored && inForce.size > 0 ? worths.currentValue : 0;
    return this.price[node]! - at - this.fallen[1 - side[node]!]! - more;
  }

  private look(node: number): Near {
    if (this.field.side[node] === 1 && !this.hasColumns) this.lookAtColumns();
    return (this.near[node] ??= this.lookAt(node));
  }

  private lookAt(node: number): Near {
    const { first, leastCell, field } = this;
    const { firstCol, side } = field;
    const cells = this.cellsOf(node);
    const from = side[node] === 0 ? firstCol : 0;
    const strangers = this.strangers[1 - side[node]!]!;
    const at = this.price[node]!;
    const nearest = new Nearest();
    const middle = node % Math.max(1, cells.length);
    const visit = (k: number, last: number) => {
      for (; k < last && !nearest.full; k++) {
        const cell = cells[k]!;
        if (cell < leastCell) continue;
        const worth = this.worthOf(cell);
        const length = at + first[from + k]! - worth;
        if (length < nearest.limit && !strangers.has(from + k)) nearest.add(length, from + k, worth);
      }
    };
    visit(middle, cells.length);
    visit(0, middle);
    return nearest.near(at);
  }

  private lookAtColumns(): void {
    const { first, leastCell, field, price } = this;
    const { source, firstCol } = field;
    this.hasColumns = true;
    const nearest = Array.from({ length: source.cols }, () => new Nearest());
    const limits = new Float64Array(source.cols).fill(Infinity);
    let open = source.cols;
    for (let row = 0; row < source.rows && open > 0; row++) {
      if (this.strangers[0].has(row)) continue;
      const cells = source.row(row);
      const own = first[row]!;
      for (let col = 0; col < cells.length; col++) {
        const cell = cells[col]!;
        if (cell < leastCell) continue;
        const worth = this.worthOf(cell);
        const length = own + price[firstCol + col]! - worth;
        if (length >= limits[col]!) continue;
        const each = nearest[col]!;
        each.add(length, row, worth);
        limits[col] = each.full ? -Infinity : each.limit;
        if (each.full) open--;
      }
    }
    nearest.forEach((each, col) => (this.near[firstCol + col] ??= each.near(price[firstCol + col]!)));
  }

  private worthOf(cell: number): number {
    const { scoreValue, pairCost } = this.field.worths;
    return this.level.scored ? (cell - 1) * scoreValue - pairCost : 0;
  }

  private cell(a: number, b: number): number {
    const { source, firstCol } = this.field;
    return a < firstCol ? source.row(a)[b - firstCol]! : source.row(b)[a - firstCol]!;
  }

  private cellsOf(node: number) {
    const { source, firstCol } = this.field;
    return node < firstCol ? source.row(node) : source.col(node - firstCol);
  }
}

/** At least so many pairs are kept of each node, and at most so many times as many. */
const fewest = 24;
const slack = 4;

/** The nearest of the pairs put in. */
class Nearest {
  /** All that were not taken are at least so long. */
  limit = Infinity;
  /** No shorter ones are to be expected: looking on is no use. */
  full = false;
  private lengths: number[] = [];
  private to: number[] = [];
  private worth: number[] = [];

  add(length: number, to: number, worth: number): void {
    this.lengths.push(length);
    this.to.push(to);
    this.worth.push(worth);
    if (this.to.length === slack * fewest) this.cut();
  }

  private cut(): void {
    const limit = [...this.lengths].sort((a, b) => a - b)[fewest]!;
    const kept = [...this.lengths.keys()].filter((k) => this.lengths[k]! < limit);
    for (const [k, length] of this.lengths.entries()) if (length === limit && kept.length < fewest) kept.push(k);
    this.to = kept.map((k) => this.to[k]!);
    this.worth = kept.map((k) => this.worth[k]!);
    this.lengths = kept.map((k) => this.lengths[k]!);
    this.limit = limit;
    this.full = limit <= 0;
  }

  near(at: number): Near {
    const { lengths, to, worth } = this;
    const order = [...lengths.keys()].sort((a, b) => lengths[a]! - lengths[b]!);
    return {
      to: Int32Array.from(order, (k) => to[k]!),
      worth: Float64Array.from(order, (k) => worth[k]!),
      length: Float64Array.from(order, (k) => lengths[k]!),
      beyond: this.full ? -Infinity : this.limit,
      at,
    };
  }
}
