import { BMatching, type Graph, type Places } from './b-matching.ts';
import { ShortestPaths } from './shortest-path.ts';

/**
 * A solution of a problem that differs from a solved one in a few people: what they had is taken back, everything else is
 * carried over with its prices, and those concerned are filled again. Exact, and as cheap as the change is small.
 *
 * `nodeOf` gives the new number of each old node, which must keep the order on both sides; `concerned` are new numbers:
 * people whose places or pairs are different, or who are new. `graph` is of the new problem, with all pairs of the level.
 */
export function carryOver(
  old: BMatching,
  places: Places,
  side: Uint8Array,
  nodeOf: (node: number) => number,
  concerned: number[],
  graph: Graph,
): BMatching {
  const price = new Float64Array(side.length);
  const state = new BMatching(places, side, price);
  const isConcerned = new Uint8Array(side.length);
  for (const node of concerned) isConcerned[node] = 1;
  const toFill = new Set<number>();
  for (let node = 0; node < old.price.length; node++) {
    const now = nodeOf(node);
    price[now] = old.price[node]!;
    if (isConcerned[now] === 0) state.opened[now] = old.opened[node]!;
  }
  for (let row = 0; row < old.side.length && old.side[row] === 0; row++) {
    for (let k = 0; k < old.degree[row]!; k++) {
      const [a, b] = [nodeOf(row), nodeOf(old.partnerOf(row, k))];
      if (isConcerned[a] === 0 && isConcerned[b] === 0) {
        state.link(a, b, old.worthWith(row, k));
        continue;
      }
      for (const node of [a, b]) toFill.add(node);
    }
  }
  for (const node of concerned) {
    toFill.add(node);
    price[node] = cheapest(node, state, graph);
  }
  for (const node of toFill) state.opened[node] = state.degree[node]!;
  const paths = new ShortestPaths(state);
  for (const node of toFill) paths.fill(node, graph);
  return state;
}

/** The lowest price at which no pair is worth more than its two. */
function cheapest(node: number, { price, places }: BMatching, graph: Graph): number {
  let least = -places.first[node]!;
  const { to, worth, from, end } = graph.edgesOf(node);
  for (let e = from; e < end; e++) least = Math.max(least, worth[e]! - price[to[e]!]!);
  return least;
}
