/**
 * Problem: the best `BMatching` over all pairs of one level, without holding all of them at once.
 *
 * Method: column generation. Solve among the best few pairs of each row (`Core`), then look through all pairs for some
 * that the prices would gain from, add those, repair, and repeat until there are none. Repairing keeps what is still
 * right: a row with a better pair to make gives up what it has, and is filled again together with those it left.
 *
 * Proof: prices from which no pair gains satisfy every condition of `BMatching` over all pairs.
 * Reference: Gilmore & Gomory, 'A linear programming approach to the cutting-stock problem', Oper. Res. 9 (1961).
 */
import { auctionPrices } from './auction.ts';
import { bid } from './bidding.ts';
import { BMatching, type Graph, type Places } from './b-matching.ts';
import { Core, type Level, type Picks } from './core.ts';
import { fillTogether } from './phases.ts';
import { ShortestPaths } from './shortest-path.ts';

/** All pairs there are between `rows` and `cols`; nodes are rows first, then columns. */
export type Pairs = {
  rows: number;
  cols: number;
  /** The row's `count` best pairs, scored. */
  best: (row: number, count: number) => Picks;
  gainful: (level: Level, price: Float64Array) => Gainful;
};

/**
 * At the prices and level it was made for: up to `count` pairs of a row, scored, that gain most, being worth more than both
 * prices. Only columns `among` these, by number, if given.
 */
export type Gainful = (row: number, count: number, among?: Int32Array) => Picks | null;

/** How many pairs a row begins with in the core, and how many it may gain in one round. */
export type CoreSize = { first: number; added: number };

export type Solved = {
  state: BMatching;
  /** Proven the best over all pairs of the level; else it was stopped. */
  complete: boolean;
};

export type Limits = {
  mayGoOn: () => boolean;
  /** Stop as soon as this holds: it is known that no more can be had. */
  enough?: (state: BMatching) => boolean;
};

const betweenQuestions = 64;

export function firstCore(pairs: Pairs, { count }: Places, { first }: CoreSize, mayGoOn: () => boolean): Core {
  const core = new Core(pairs.rows, pairs.cols);
  for (let row = 0; row < pairs.rows; row++) {
    if (row % betweenQuestions === 0 && !mayGoOn()) break;
    if (count[row]! > 0) core.add(row, pairs.best(row, first));
  }
  return core;
}

/** `nearlyAll`: known from another level that nobody has more than one place, and that nearly all can be filled. */
export type Task = { pairs: Pairs; places: Places; level: Level; nearlyAll: boolean };

export function solve({ pairs, places, level, nearlyAll }: Task, core: Core, limits: Limits, size: CoreSize): Solved {
  const { mayGoOn, enough } = limits;
  let graph = core.graph(level);
  const state = emptyState(pairs, places);
  const rows = Int32Array.from({ length: pairs.rows }, (_, row) => row).filter((row) => places.count[row]! > 0);
  const paths = new ShortestPaths(state);
  const fillEach = (nodes: Iterable<number>): boolean => {
    let filled = 0;
    for (const node of nodes) {
      if (state.opened[node]! >= places.count[node]!) continue;
      if (filled++ % betweenQuestions === 0 && !mayGoOn()) return false;
      paths.fill(node, graph);
    }
    return true;
  };
  /** Fills these rows, and then whichever of the columns on hold nobody came to. */
  const fillAll = (among: number[], onHold: number[]): boolean => {
    const done = fillEach(fillTogether(state, among, graph));
    return fillEach(release(state, onHold, places)) && done;
  };
  let onHold: number[] = [];
  if (nearlyAll && level.scored) {
    state.price.set(auctionPrices(graph, pairs.rows, pairs.rows + pairs.cols));
    onHold = hold(
      state,
      Array.from({ length: pairs.cols }, (_, col) => pairs.rows + col),
    );
  }
  const outbid = bid(state, rows, graph);
  let goesOn = mayGoOn() && fillAll(outbid, onHold) && fillEach(rows);
  const pricing = new Pricing(pairs, core, level, state, size.added);
  while (goesOn && enough?.(state) !== true) {
    const hopeful = pricing.round(mayGoOn);
    if (!hopeful) break;
    if (hopeful.length === 0) return { state, complete: true };
    graph = core.graph(level);
    const open = Array.from(giveUp(state, hopeful, graph));
    const isFree = (node: number) => state.degree[node] === 0 && state.opened[node] === 0;
    const columns = open.filter((node) => node >= pairs.rows && isFree(node) && state.gainOfPlace(node) > 0);
    const whole = open.filter((node) => node < pairs.rows && isFree(node));
    goesOn = fillAll(whole, hold(state, columns)) && fillEach(open);
  }
  return { state, complete: false };
}

/** Nobody has a price: an empty place of a column costs its worth to leave empty. */
function emptyState({ rows, cols }: Pairs, { count, first }: Places): BMatching {
  const side = new Uint8Array(rows + cols).fill(1, rows);
  const price = first.map((worth) => -worth);
  const state = new BMatching({ count, first: first.slice() }, side, price);
  state.opened.set(count.subarray(rows), rows);
  return state;
}

/**
 * Lets free columns wait at their prices: while they are empty their place counts as worth just that, so a search may
 * end at any of them. Most are filled so; what became of the others is told by `release`.
 */
function hold(state: BMatching, columns: number[]): number[] {
  for (const node of columns) {
    state.places.first[node] = -state.price[node]!;
    state.opened[node] = Math.min(1, state.places.count[node]!);
  }
  return columns;
}

/** Their places count in full again; those that are still empty, and worth filling at that, are closed to be filled. */
function release(state: BMatching, onHold: number[], { first }: Places): number[] {
  return onHold.filter((node) => {
    state.places.first[node] = first[node]!;
    const toFill = state.degree[node] === 0 && state.gainOfPlace(node) > 0;
    if (toFill) state.opened[node] = 0;
    return toFill;
  });
}

/** Looks through all pairs for some that would gain, and adds them to the core. */
class Pricing {
  private readonly pairs: Pairs;
  private readonly core: Core;
  private readonly level: Level;
  private readonly state: BMatching;
  private readonly count: number;
  /** Prices at the last round: whoever's has not fallen since has no more to gain than then. */
  private checked: Float64Array | undefined;
  private hopeful: number[] = [];

  constructor(pairs: Pairs, core: Core, level: Level, state: BMatching, count: number) {
    this.pairs = pairs;
    this.core = core;
    this.level = level;
    this.state = state;
    this.count = count;
  }

  /** Returns the rows that have something to gain; none: no pair has, of all there are; null: stopped on the way. */
  round(mayGoOn: () => boolean): number[] | null {
    const { pairs, state, checked } = this;
    const { price, places, degree } = state;
    const gainful = pairs.gainful(this.level, price);
    const again = new Set(this.hopeful);
    const cheaper: number[] = [];
    for (let col = 0; checked && col < pairs.cols; col++) {
      if (price[pairs.rows + col]! < checked[pairs.rows + col]!) cheaper.push(col);
    }
    const among = Int32Array.from(cheaper);
    this.hopeful = [];
    for (let row = 0; row < pairs.rows; row++) {
      if (row % betweenQuestions === 0 && !mayGoOn()) return null;
      if (places.count[row] === 0) continue;
      const asBefore = checked !== undefined && !again.has(row) && price[row]! >= checked[row]!;
      if (asBefore && among.length === 0) continue;
      const picks = gainful(row, this.count + degree[row]!, asBefore ? among : undefined);
      if (picks && this.addNew(row, picks)) this.hopeful.push(row);
    }
    this.checked = price.slice();
    return this.hopeful;
  }

  /** Pairs that are made may well be worth more than both prices; the others are news. */
  private addNew(row: number, { to, worth }: Picks): boolean {
    const open = to.flatMap((node, k) => (this.state.linked(row, node) ? [] : [k]));
    if (open.length > 0) this.core.add(row, { to: open.map((k) => to[k]!), worth: open.map((k) => worth[k]!) });
    return open.length > 0;
  }
}

/**
 * Raises each row's price to what its best pair would pay, and takes back what is no longer right at that price.
 * Returns everyone who has a place to fill again.
 */
export function giveUp(state: BMatching, rows: number[], graph: Graph): Set<number> {
  const { price, opened, degree, places } = state;
  const open = new Set<number>();
  for (const row of rows) {
    const { to, worth, from, end } = graph.edgesOf(row);
    for (let e = from; e < end; e++) {
      const gain = worth[e]! - price[to[e]!]!;
      if (gain > price[row]! && !state.linked(row, to[e]!)) price[row] = gain;
    }
    for (let k = degree[row]! - 1; k >= 0; k--) {
      const partner = state.partnerOf(row, k);
      if (state.worthWith(row, k) >= price[row]! + price[partner]!) continue;
      state.withdraw(row, partner);
      open.add(partner);
    }
    if (opened[row]! > degree[row]! && state.gainOfPlace(row) > 0) opened[row] = degree[row]!;
    if (opened[row]! < places.count[row]!) open.add(row);
  }
  return open;
}
