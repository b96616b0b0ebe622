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
import { Core, type Level } from './core.ts';
import { fillTogether } from './phases.ts';
import { betweenQuestions, Pricing, type Pairs } from './pricing.ts';
import { ShortestPaths } from './shortest-path.ts';

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

export function firstCore(pairs: Pairs, { count }: Places, { first }: CoreSize, mayGoOn: () => boolean): Core {
  const core = new Core(pairs.rows, pairs.cols);
  for (let row = 0; row < pairs.rows; row++) {
    if (row % betweenQuestions === 0 && !mayGoOn()) break;
    if (count[row]! > 0) core.add(row, pairs.best(row, first));
  }
  return core;
}

export type Task = {
  pairs: Pairs;
  places: Places;
  level: Level;
  /** Known from another level: nobody has more than one place, and nearly all can be filled. */
  nearlyAll: boolean;
  /** What a level with a lower floor came to, to begin from; neither may be scored. */
  from?: Solved;
};

export function solve(task: Task, core: Core, { mayGoOn, enough }: Limits, size: CoreSize): Solved {
  const { pairs, places, level, nearlyAll, from } = task;
  let graph = core.graph(level);
  const state = from ? copyOf(from.state) : emptyState(pairs, places);
  const rows = Int32Array.from({ length: pairs.rows }, (_, row) => row).filter((row) => places.count[row]! > 0);
  // Before anyone may stop it: the state never has a pair below the floor.
  const missed = from ? unmakeMissing(state, rows, graph) : [];
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
  /** Fills again the places of whoever gave some up. */
  const refill = (open: number[]): boolean => {
    const isFree = (node: number) => state.degree[node] === 0 && state.opened[node] === 0;
    // A place that is worth nothing at these prices may be empty: others' searches then can end there.
    if (!fillEach(open.filter((node) => isFree(node) && state.gainOfPlace(node) <= 0))) return false;
    const columns = open.filter((node) => node >= pairs.rows && isFree(node) && state.gainOfPlace(node) > 0);
    const whole = open.filter((node) => node < pairs.rows && isFree(node));
    return fillAll(whole, hold(state, columns)) && fillEach(open);
  };
  const begin = (): boolean => {
    if (from) return refill([...missed, ...giveUp(state, Array.from(rows), graph)]);
    const allColumns = Array.from({ length: pairs.cols }, (_, col) => pairs.rows + col);
    let onHold: number[] = [];
    if (nearlyAll && level.scored) {
      state.price.set(auctionPrices(graph, pairs.rows, pairs.rows + pairs.cols));
      onHold = hold(state, allColumns);
    }
    return fillAll(bid(state, rows, graph), onHold) && fillEach(rows);
  };
  let goesOn = mayGoOn() && begin();
  const pricing = new Pricing(pairs, core, level, state, size.added, from?.complete ? from.state.price : undefined);
  while (goesOn && enough?.(state) !== true) {
    const hopeful = pricing.round(mayGoOn);
    if (!hopeful) break;
    if (hopeful.length === 0) return { state, complete: true };
    graph = core.graph(level);
    goesOn = refill(Array.from(giveUp(state, hopeful, graph)));
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

export function copyOf(from: BMatching): BMatching {
  const { count, first } = from.places;
  const state = new BMatching({ count, first: first.slice() }, from.side, from.price.slice());
  for (let node = 0; node < count.length; node++) state.copyNode(from, node);
  return state;
}

/** Takes back the pairs that a graph doesn't have; returns the columns. */
function unmakeMissing(state: BMatching, rows: Int32Array, graph: Graph): number[] {
  const open: number[] = [];
  for (const row of rows) {
    const { to, from, end } = graph.edgesOf(row);
    const there = to.subarray(from, end);
    for (let k = state.degree[row]! - 1; k >= 0; k--) {
      const partner = state.partnerOf(row, k);
      if (there.includes(partner)) continue;
      state.withdraw(row, partner);
      open.push(partner);
    }
  }
  return open;
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
