/**
 * A quick start for `BMatching`: each node of one side takes its best partner and pays what makes the second best
 * equally good. What it leaves behind meets the conditions of `BMatching`; whoever got nothing is returned, still closed.
 * Reference: Jonker & Volgenant, 'A shortest augmenting path algorithm', Computing 38 (1987): augmenting row reduction.
 */
import type { BMatching, Graph } from './b-matching.ts';

const rounds = 3;
/** Bidding wars end after so many evictions per bidder and round; the searches settle what is left. */
const evictionsPerBidder = 4;

/** All places of the other side must be open and empty. Bidders must be closed; their prices are set here. */
export function bid(state: BMatching, bidders: Int32Array, graph: Graph): number[] {
  const { price, opened, degree, places } = state;
  let queue = Array.from(bidders);
  for (let round = 0; round < rounds; round++) {
    const left: number[] = [];
    let evictions = evictionsPerBidder * bidders.length;
    for (let next = 0; next < queue.length; next++) {
      const bidder = queue[next]!;
      const { to, worth, from, end } = graph.edgesOf(bidder);
      let [best, second] = [-Infinity, -places.first[bidder]!];
      let bestEdge = -1;
      let bestIsEmpty = false;
      for (let e = from; e < end; e++) {
        const gain = worth[e]! - price[to[e]!]!;
        if (gain < second) continue;
        const empty = degree[to[e]!] === 0;
        if (gain > best || (gain === best && empty && !bestIsEmpty)) {
          if (best > second) second = best;
          best = gain;
          bestEdge = e;
          bestIsEmpty = empty;
        } else {
          second = gain;
        }
      }
      price[bidder] = Math.max(best, second);
      if (bestEdge < 0 || best <= -places.first[bidder]!) continue;
      const target = to[bestEdge]!;
      if (degree[target]! > 0) {
        if (places.count[target]! > 1 || best === second || evictions-- <= 0) {
          left.push(bidder);
          continue;
        }
        const loser = state.partnerOf(target, 0);
        state.unlink(loser, target);
        opened[loser] = 0;
        queue[next--] = loser;
      }
      if (places.count[target] === 1) {
        price[target]! += best - second;
        price[bidder] = second;
      }
      opened[bidder] = 1;
      state.link(bidder, target, worth[bestEdge]!);
    }
    queue = left;
  }
  return queue;
}
