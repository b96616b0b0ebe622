import { BMatching } from '../b-matching.ts';
import type { Level } from '../core.ts';
import type { Field } from '../field.ts';
import { NearPairs } from './near-pairs.ts';
import { leastCell } from '../problem.ts';
import { ShortestPaths } from '../shortest-path.ts';
import { giveUp } from '../solve.ts';

/** Who is concerned by a change, what they had and what they may have now. */
export type Concerned = { node: number; before: Place; after: Place };
export type Place = { count: number; first: number };
export type Ends = { row: number; col: number };

const fewWanted = 8;

const same = (node: number): number => node;

/**
 * One level of a solved match that follows changes: what they touch is taken back, everything else stays with its prices,
 * and those who lost something are filled again. Exact, and as cheap as the change is small. Changes can be taken back.
 */
export class LiveLevel {
  readonly level: Level;
  readonly now: BMatching;
  /** As it was before the changes that are neither kept nor taken back yet. */
  readonly before: BMatching;
  readonly graph: NearPairs;
  private readonly field: Field;
  private readonly room: Int32Array;
  private readonly paths: ShortestPaths;
  private readonly isTouched: Uint8Array;
  private readonly awaiting: Uint8Array;
  private touched: number[] = [];
  private restoreGraph: () => void;

  /** `nodeOf` gives the number here of each node there; prices and worths are `scale` times those there. */
  constructor(
    field: Field,
    level: Level,
    room: Int32Array,
    from: BMatching,
    nodeOf: (node: number) => number,
    scale = 1,
    graphAt: (price: Float64Array) => NearPairs = (price) => new NearPairs(field, level, price),
  ) {
    const { places, side } = field;
    const size = side.length;
    this.field = field;
    this.level = level;
    this.room = room;
    this.now = new BMatching(places, side, new Float64Array(size), room);
    this.before = new BMatching(places, side, new Float64Array(size), room);
    this.isTouched = new Uint8Array(size);
    this.awaiting = new Uint8Array(size);
    for (let node = 0; node < from.price.length; node++) {
      const here = nodeOf(node);
      this.now.price[here] = from.price[node]! * scale;
      this.now.opened[here] = from.opened[node]!;
      if (from.side[node] === 1) continue;
      for (let k = 0; k < from.degree[node]!; k++) {
        this.now.link(here, nodeOf(from.partnerOf(node, k)), from.worthWith(node, k) * scale);
      }
    }
    for (let node = 0; node < size; node++) this.before.copyNode(this.now, node);
    this.graph = graphAt(this.now.price);
    this.restoreGraph = this.graph.mark();
    this.paths = new ShortestPaths(this.now, (node) => {
      this.touch(node);
      this.graph.priceChanged(node);
    });
  }

  /** Everyone whose price, places or partners may be different from before. */
  get changed(): readonly number[] {
    return this.touched;
  }

  keep(): void {
    for (const node of this.touched) this.before.copyNode(this.now, node);
    this.graph.refresh();
    this.settle();
  }

  undo(): void {
    for (const node of this.touched) this.now.copyNode(this.before, node);
    this.restoreGraph();
    this.settle();
  }

  private settle(): void {
    for (const node of this.touched) this.isTouched[node] = 0;
    this.touched = [];
    this.restoreGraph = this.graph.mark();
  }

  touch(node: number): void {
    if (this.isTouched[node] === 1) return;
    this.isTouched[node] = 1;
    this.touched.push(node);
  }

  /**
   * Lowers the prices of one side and raises those of the other, which no pair minds. If people of one side alone are to
   * be filled, it is theirs, as far as it may: they then soon find whom to leave out instead. Else leaving somebody out
   * is made as dear on one side as on the other: they soon find each other. To be called before the field is changed.
   */
  lean(concerned: Concerned[], bar: Ends | null): void {
    const { now, field } = this;
    const { price } = now;
    const wanting = [false, false];
    for (const { node, before, after } of concerned) {
      const side = field.side[node]!;
      if (after.count > before.count) wanting[side] = true;
      else if (after.count < before.count && now.degree[node]! > 0) wanting[1 - side] = true;
    }
    if (bar && now.linked(bar.row, bar.col)) wanting.fill(true);
    if (!wanting[0] && !wanting[1]) return;
    /** By side, how much lower, and how much higher, all its prices may be. */
    const down = [Infinity, Infinity];
    const up = [Infinity, Infinity];
    for (let node = 0; node < field.side.length; node++) {
      const side = field.side[node]!;
      const degree = now.degree[node]!;
      if (degree > 0) down[side] = Math.min(down[side]!, now.worthOfLast(node) + price[node]!);
      if (degree < now.opened[node]!) up[side] = Math.min(up[side]!, -now.gainOfPlace(node));
    }
    const [rowsDown, rowsUp] = [Math.min(down[0]!, up[1]!), Math.min(down[1]!, up[0]!)];
    const middle = Math.round((down[0]! - down[1]!) / 2);
    const by =
      wanting[0] === wanting[1] ? Math.max(-rowsUp, Math.min(rowsDown, middle)) : wanting[0] ? rowsDown : -rowsUp;
    if (by === 0 || !Number.isFinite(by)) return;
    for (let node = 0; node < field.side.length; node++) {
      const less = field.side[node] === 0 ? by : -by;
      price[node]! -= less;
      this.before.price[node]! -= less;
    }
    this.graph.shift(by);
  }

  /** Follows a change of the field; false: stopped on the way. */
  follow(concerned: Concerned[], bar: Ends | null, unbar: Ends | null, mayGoOn: () => boolean): boolean {
    const { now, field } = this;
    const { price } = now;
    const toFill = new Set<number>();
    for (const { node, before, after } of concerned) {
      if (before.count !== after.count || before.first !== after.first) this.release(node, toFill);
    }
    if (bar && now.linked(bar.row, bar.col)) this.part(bar.row, bar.col, toFill);
    let isNew = false;
    for (const { node, before, after } of concerned) {
      if (before.count > 0 || after.count === 0) continue;
      // Nobody minded the price of someone without a place.
      isNew = true;
      this.touch(node);
      price[node] = this.cheapest(node);
      this.graph.estrange(node);
    }
    if (unbar && !isNew && field.places.count[unbar.row]! > 0 && field.places.count[unbar.col]! > 0) {
      const { row, col } = unbar;
      const worth = this.graph.worthOfPair(row, col);
      if (worth !== null && worth > price[row]! + price[col]!) {
        this.release(row, toFill);
        price[row] = Math.max(price[row]!, worth - price[col]!);
      }
    }
    return this.fill(toFill, mayGoOn);
  }

  /** The same level with another floor, as a new one; null: stopped on the way. */
  withFloor(floor: number, mayGoOn: () => boolean): LiveLevel | null {
    const { field, room, now, level, graph } = this;
    const other = { ...level, floor };
    const next = new LiveLevel(field, other, room, now, same, 1, (price) => graph.withFloor(other, price));
    const toFill =
      floor < level.floor
        ? giveUp(next.now, this.mayGainBelow(), { edgesOf: (row) => next.graph.shorter(row, 0) })
        : next.withoutLow();
    return next.refilled(toFill, mayGoOn) ? next : null;
  }

  /**
   * This level, on which every pair is worth nothing, with another floor, begun with another level's pairs from there on.
   * Where these are as many people's as can be, the prices here are right for them too; else for all but a few, who are
   * filled again. Null: stopped on the way.
   */
  withPairsOf({ now }: LiveLevel, floor: number, mayGoOn: () => boolean): LiveLevel | null {
    const { field, room, level } = this;
    const state = new BMatching(field.places, field.side, this.now.price, room);
    for (let row = 0; row < field.source.rows; row++) {
      for (let k = 0; k < now.degree[row]!; k++) state.link(row, now.partnerOf(row, k), 0);
    }
    state.opened.set(field.places.count);
    const next = new LiveLevel(field, { ...level, floor }, room, state, same);
    return next.refilled(next.withoutWrong(next.withoutLow()), mayGoOn) ? next : null;
  }

  /** The lowest cell of all pairs made. */
  get lowestCell(): number {
    let lowest = Infinity;
    this.eachPair((_row, _col, cell) => (lowest = Math.min(lowest, cell)));
    return lowest;
  }

  /** Anybody may have another price or partners than before. */
  private refilled(toFill: Set<number>, mayGoOn: () => boolean): boolean {
    for (let node = 0; node < this.field.side.length; node++) this.touch(node);
    return this.fill(toFill, mayGoOn);
  }

  /** Rows for which a pair below this level's floor could be worth more than both prices. */
  private mayGainBelow(): number[] {
    const { field, level, now } = this;
    const { places, firstCol, source, worths } = field;
    let cheapest = Infinity;
    for (let node = firstCol; node < firstCol + source.cols; node++) {
      if (places.count[node]! > 0) cheapest = Math.min(cheapest, now.price[node]!);
    }
    const most = level.scored ? level.floor + worths.currentValue : 0;
    const rows = Array.from(places.count.subarray(0, source.rows).keys());
    return rows.filter((row) => places.count[row]! > 0 && now.price[row]! + cheapest < most);
  }

  /** Unmakes pairs that score too low for this level. */
  private withoutLow(): Set<number> {
    const least = leastCell(this.field.worths, this.level.floor);
    const toFill = new Set<number>();
    this.eachPair((row, col, cell) => {
      if (cell < least) this.part(row, col, toFill);
    });
    return toFill;
  }

  /** Takes back what is not right at these prices. */
  private withoutWrong(toFill: Set<number>): Set<number> {
    const { now } = this;
    const { price } = now;
    this.eachPair((row, col) => {
      if (price[row]! + price[col]! > 0) this.part(row, col, toFill);
    });
    for (let node = 0; node < price.length; node++) {
      while (now.degree[node]! > 0 && now.worthOfLast(node) + price[node]! < 0) {
        this.part(node, now.partnerOf(node, now.degree[node]! - 1), toFill);
      }
      if (now.degree[node]! === now.opened[node]! || now.gainOfPlace(node) <= 0) continue;
      now.opened[node] = now.degree[node]!;
      toFill.add(node);
    }
    return toFill;
  }

  /** Those visited may be unmade. */
  private eachPair(visit: (row: number, col: number, cell: number) => void): void {
    const { now, field } = this;
    const { source, firstCol } = field;
    for (let row = 0; row < source.rows; row++) {
      if (now.degree[row] === 0) continue;
      const cells = source.row(row);
      for (let k = now.degree[row]! - 1; k >= 0; k--) {
        const col = now.partnerOf(row, k);
        visit(row, col, cells[col - firstCol]!);
      }
    }
  }

  /** A pair made may be worth more than both prices. Not made it may not, so whoever is free of all pairs pays the rest. */
  private release(node: number, toFill: Set<number>): void {
    const { now } = this;
    const { price } = now;
    this.touch(node);
    let highest = price[node]!;
    for (let k = now.degree[node]! - 1; k >= 0; k--) {
      const other = now.partnerOf(node, k);
      highest = Math.max(highest, now.worthWith(node, k) - price[other]!);
      this.part(node, other, toFill);
    }
    price[node] = highest;
    now.opened[node] = 0;
    toFill.add(node);
  }

  private part(a: number, b: number, toFill: Set<number>): void {
    for (const node of [a, b]) {
      this.touch(node);
      toFill.add(node);
    }
    this.now.withdraw(a, b);
  }

  /** Rows first: they may find a column that waits to be filled too. */
  private fill(toFill: Set<number>, mayGoOn: () => boolean): boolean {
    const { now, field, awaiting } = this;
    const open = [...toFill].filter((node) => now.opened[node]! < field.places.count[node]!).sort((a, b) => a - b);
    for (const node of open) awaiting[node] = 1;
    if (open.length <= fewWanted) this.graph.wanted = open;
    this.graph.progress = this.paths;
    const isFilled = open.every((node) => {
      this.touch(node);
      if (!mayGoOn()) return false;
      this.paths.fill(node, this.graph, awaiting);
      return true;
    });
    for (const node of open) awaiting[node] = 0;
    this.graph.wanted = [];
    this.graph.progress = null;
    return isFilled;
  }

  /** The lowest price at which no pair is worth more than its two. */
  private cheapest(node: number): number {
    const { price, places } = this.now;
    let least = -places.first[node]!;
    const { to, worth, from, end } = this.graph.shorter(node, Infinity);
    for (let e = from; e < end; e++) least = Math.max(least, worth[e]! - price[to[e]!]!);
    return least;
  }
}
