/**
 * Problem: a search from a few people of a solved match looks at every pair of everyone it meets, and takes only short
 * ones: those worth nearly as much as both prices together.
 *
 * Method: of everyone it meets, the nearest few pairs are kept, with how near all others are at least. Prices change, and
 * nearness with them, but by no more than the prices have fallen since: as long as a search doesn't get as far as that
 * bound, nothing else of that person is looked at (`Graph.rest`). Where all pairs are worth the same, those with the
 * lowest prices are the nearest, so most others need not be looked at even then.
 *
 * Exact whatever the lists hold. Cost: a look at someone's pairs once, then at a few dozen each time.
 */
import type { Edges, Graph, Rest } from '../b-matching.ts';
import { emptyRow, type Cells } from '../cells.ts';
import type { Level } from '../core.ts';
import type { Field } from '../field.ts';
import { columnsAbove } from '../look-through.ts';
import { lowestFew, orderByPrice, type Order } from './by-price.ts';
import { mostNear, Nearest, pricesOf, visitShorter, type Near, type Prices, type Worth } from './nearest.ts';
import { leastCell } from '../problem.ts';

const nothing: Edges = { to: new Int32Array(0), worth: new Float64Array(0), from: 0, end: 0 };

/** So many nodes whose pairs are in nobody's list are bearable; with more, all lists are made anew. */
const mostStrangers = 32;

/** Of everyone opposite, so many of the cheapest are tried one by one, before all cells are looked through. */
const mostTried = 512;

/** So often all pairs of somebody may have to be looked at, before all lists are made anew. */
const mostLookedAgain = 1000;

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
  /** By side, who is there in the order of the first prices, and how many of them share the lowest. */
  private readonly byPrice: (Order | undefined)[] = [];
  private worths = new Float64Array(0);
  private readonly hits: Int32Array;
  private below: Cells | undefined;
  /** By side, the first prices. */
  private readonly prices: (Prices | undefined)[] = [];
  private readonly nearest = new Nearest();
  /** How often all pairs of somebody had to be looked at. */
  private lookedAgain = 0;
  /** How often the lists were begun. */
  private begun = 0;
  /** By side, nodes that are in no list: whoever meets them must look at them. */
  private readonly strangers: [Set<number>, Set<number>] = [new Set(), new Set()];
  /** Few nodes that a search would like to reach: whoever it meets looks whether their pair is near. */
  wanted: readonly number[] = [];
  private readonly edges: Edges;
  private readonly left: ({ nodes: Int32Array; size: number; search: number } | undefined)[] = [];
  /** Of the search that asks for pairs; null while nobody searches. */
  progress: Progress | null = null;

  constructor(field: Field, level: Level, price: Float64Array) {
    const size = price.length;
    this.field = field;
    this.level = level;
    this.leastCell = Math.max(1, leastCell(field.worths, level.floor));
    this.price = price;
    this.first = price.slice();
    this.hits = new Int32Array(size);
    this.near = Array.from({ length: size }, () => undefined);
    this.edges = { to: new Int32Array(2 * size), worth: new Float64Array(2 * size), from: 0, end: 0 };
  }

  /** The same for another floor of pairs that are scored, at the same prices: what is known of the nearest holds, or nearly. */
  withFloor(level: Level, price: Float64Array): NearPairs {
    const next = new NearPairs(this.field, level, price);
    next.first.set(this.first);
    next.lookedAgain = this.lookedAgain;
    [0, 1].forEach((side) => {
      next.fallen[side] = this.fallen[side]!;
      for (const node of this.strangers[side]!) next.strangers[side]!.add(node);
    });
    const least = this.worthOf(next.leastCell);
    const newlyWorth = next.leastCell < this.leastCell ? this.worthOf(this.leastCell - 1) : -Infinity;
    const lowest = [0, 1].map((side) => this.lowestFirst(side));
    this.near.forEach((near, node) => {
      if (!near) return;
      const nearest = near.at + lowest[1 - this.field.side[node]!]! - newlyWorth;
      next.near[node] = { ...without(near, least), beyond: Math.min(near.beyond, nearest) };
    });
    return next;
  }

  /** What `undo` goes back to. */
  mark(): () => void {
    const [rows, cols] = this.fallen;
    const strangers = this.strangers.map((set) => new Set(set));
    const { begun } = this;
    return () => {
      if (this.begun !== begun) return this.beginAnew();
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
    this.prices.forEach((prices, side) => {
      if (!prices) return;
      const less = side === 0 ? by : -by;
      prices.base -= less;
      prices.dearest -= less;
    });
  }

  /** Begins anew if too little is known of the nearest, or in any case: only while no search is under way. */
  refresh(): void {
    const isKnown = this.strangers.every(({ size }) => size < mostStrangers) && this.lookedAgain < mostLookedAgain;
    if (!isKnown) this.beginAnew();
  }

  private beginAnew(): void {
    this.begun++;
    this.first.set(this.price);
    this.fallen.fill(0);
    this.near.fill(undefined);
    this.byPrice.length = 0;
    this.left.length = 0;
    this.prices.length = 0;
    this.lookedAgain = 0;
    for (const set of this.strangers) set.clear();
  }

  edgesOf(node: number, below = Infinity): Edges {
    const { places, barred, inForce, side } = this.field;
    const near = (this.near[node] ??= this.level.scored ? this.look(node) : this.lookByPrice(node));
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
    const { edges, price, first } = this;
    if (places.count[node] === 0) return nothing;
    this.lookedAgain++;
    const cells = this.cellsOf(node);
    const from = side[node] === 0 ? firstCol : 0;
    const { scored } = this.level;
    const more = scored ? this.field.worths.currentValue : 0;
    const [barredOnes, favourites] = [barred.of(node), inForce.of(node)];
    const limit = below - price[node]!;
    const worths = this.worthsOfCells();
    const opposite = 1 - side[node]!;
    const strangers = this.strangers[opposite]!;
    let end = 0;
    const put = (other: number) => {
      if (this.progress?.isReached(other)) return;
      const plain = worths[cells[other - from]!]!;
      if (places.count[other] === 0 || barredOnes?.has(other)) return;
      const worth = favourites?.has(other) ? plain + more : plain;
      if (!(price[other]! - worth < limit)) return;
      edges.to[end] = other;
      edges.worth[end++] = worth;
    };
    if (scored) {
      const almost = limit + more + this.fallen[opposite]!;
      visitShorter(cells, this.pricesOf(opposite), this.worthOfCells(), almost, this.hits, (k) => {
        if (strangers.size === 0 || !strangers.has(from + k)) put(from + k);
      });
    } else {
      const last = limit + this.fallen[opposite]!;
      const least = this.leastCell;
      const left = this.leftOf(opposite);
      let kept = 0;
      let k = 0;
      for (; k < left.size && first[left.nodes[k]!]! < last; k++) {
        const other = left.nodes[k]!;
        if (this.progress?.isReached(other)) continue;
        left.nodes[kept++] = other;
        if (price[other]! >= limit || cells[other - from]! < least || places.count[other] === 0) continue;
        if (barredOnes?.has(other) || (strangers.size > 0 && strangers.has(other))) continue;
        edges.to[end] = other;
        edges.worth[end++] = 0;
      }
      left.nodes.copyWithin(kept, k, left.size);
      left.size -= k - kept;
    }
    for (const other of strangers) put(other);
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
    const { field, price } = this;
    const isRow = field.side[node] === 0;
    const [opposite, from] = isRow ? [1, field.firstCol] : [0, 0];
    const [prices, worth] = [this.pricesOf(opposite), this.worthOfCells()];
    return this.nearest.of(price[node]!, this.cellsOf(node), prices, worth, from, node, this.strangers[opposite]!);
  }

  /** The first prices of a side; whoever joined since is a stranger, and may have pairs higher than there were any. */
  private pricesOf(side: number): Prices {
    const { firstCol, source, worths } = this.field;
    const known = this.prices[side];
    if (known && known.highest >= source.highest) return known;
    const [from, size] = side === 0 ? [0, source.rows] : [firstCol, source.cols];
    return (this.prices[side] = pricesOf(this.first.subarray(from, from + size), worths.scoreValue, source.highest));
  }

  private worthOfCells(): Worth {
    const { scoreValue, pairCost } = this.field.worths;
    return { of: this.worthsOfCells(), least: this.leastCell, perPoint: scoreValue, cost: pairCost };
  }

  private lookByPrice(node: number): Near {
    const { first, field, leastCell } = this;
    const opposite = 1 - field.side[node]!;
    const from = opposite === 1 ? field.firstCol : 0;
    const strangers = this.strangers[opposite]!;
    const { order, lowest } = this.orderOf(opposite);
    const cells = this.cellsOf(node);
    const at = this.price[node]!;
    let to: number[] = [];
    const tried = Math.min(order.length, mostTried);
    for (let k = 0; k < tried && to.length <= mostNear; k++) {
      const other = order[k < lowest ? (k + node) % lowest : k]!;
      if (cells[other - from]! >= leastCell && !strangers.has(other)) to.push(other);
    }
    if (to.length <= mostNear && tried < order.length) {
      // There are few, and they are sooner found among all cells.
      const found = columnsAbove(this.belowFloor(), cells, node % cells.length).map((k) => from + k);
      to = lowestFew(
        found.filter((other) => !strangers.has(other)),
        first,
        mostNear + 1,
      );
    }
    const beyond = to.length > mostNear ? at + first[to.pop()!]! : Infinity;
    const length = Float64Array.from(to, (other) => at + first[other]!);
    return { to: Int32Array.from(to), worth: new Float64Array(to.length), length, beyond, at };
  }

  /** Of everyone opposite, the highest cell that is below the floor. */
  private belowFloor(): Cells {
    const { rows, cols, highest } = this.field.source;
    if (!this.below || this.below.length < Math.max(rows, cols)) {
      this.below = emptyRow({ cols: Math.max(rows, cols), highest }).fill(this.leastCell - 1);
    }
    return this.below;
  }

  private lowestFirst(side: number): number {
    const { firstCol, source } = this.field;
    const from = side === 0 ? 0 : firstCol;
    const end = from + (side === 0 ? source.rows : source.cols);
    return this.first.subarray(from, end).reduce((lowest, price) => Math.min(lowest, price), Infinity);
  }

  /** Whom the present search may still reach, by price. */
  private leftOf(side: number): { nodes: Int32Array; size: number; search: number } {
    const { order } = this.orderOf(side);
    const search = this.progress?.current ?? -1;
    const left = this.left[side];
    if (left && search >= 0 && left.search === search) return left;
    return (this.left[side] = { nodes: order.slice(), size: order.length, search });
  }

  private orderOf(side: number): Order {
    const { first, field } = this;
    const { firstCol, source } = field;
    return (this.byPrice[side] ??= orderByPrice(
      first,
      side === 0 ? 0 : firstCol,
      side === 0 ? source.rows : source.cols,
    ));
  }

  /** What a pair is worth by its cell; −Infinity where it is not on this level. */
  private worthsOfCells(): Float64Array {
    const { highest } = this.field.source;
    if (this.worths.length <= highest) {
      const { leastCell } = this;
      this.worths = Float64Array.from({ length: highest + 1 }, (_, cell) =>
        cell < leastCell ? -Infinity : this.worthOf(cell),
      );
    }
    return this.worths;
  }

  private worthOf(cell: number): number {
    const { scoreValue, pairCost } = this.field.worths;
    return this.level.scored ? (cell - 1) * scoreValue - pairCost : 0;
  }

  private cell(a: number, b: number): number {
    const { source, firstCol } = this.field;
    const [row, col] = a < firstCol ? [a, b - firstCol] : [b, a - firstCol];
    return source.cell ? source.cell(row, col) : source.row(row)[col]!;
  }

  private cellsOf(node: number) {
    const { source, firstCol } = this.field;
    return node < firstCol ? source.row(node) : source.col(node - firstCol);
  }
}

/** Those that are worth as much, all in the same order. */
function without(near: Near, least: number): Near {
  const { to, worth, length } = near;
  if (worth.every((each) => each >= least)) return near;
  const isKept = (_: number, k: number) => worth[k]! >= least;
  return { ...near, to: to.filter(isKept), worth: worth.filter(isKept), length: length.filter(isKept) };
}

/** How far a search has come: its number, and whether it can no longer come nearer to a node than it has. */
export type Progress = { current: number; isReached: (node: number) => boolean };
