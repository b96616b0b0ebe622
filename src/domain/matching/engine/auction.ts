/**
 * Prices to begin with, for a problem in which everyone has one place and all of them can be filled: then columns have no
 * price of their own to come back to, and an auction finds prices near the right ones in a few rounds of bidding.
 *
 * Method: in rounds with an ever smaller least increment, each row without a column takes the one that leaves it most and
 * raises its price by what it leaves more than the second best, and the increment. Bids are counted, so it ends.
 * Reference: Bertsekas, 'The auction algorithm', Annals of Operations Research 14 (1988).
 */
import type { Graph } from './b-matching.ts';

const smallestIncrement = 0.1;
const narrowing = 6;
const bidsPerRow = 8;

/** Whole prices of columns, by node; those of rows are left as they are. Rows come first among the nodes. */
export function auctionPrices(graph: Graph, rows: number, nodes: number): Float64Array {
  const price = new Float64Array(nodes);
  let most = 0;
  for (let row = 0; row < rows; row++) {
    const { to, worth, from, end } = graph.edgesOf(row);
    for (let e = from; e < end; e++) {
      price[to[e]!] = Math.max(price[to[e]!]!, worth[e]!);
      most = Math.max(most, worth[e]!);
    }
  }
  const owner = new Int32Array(nodes);
  let increment = most / 4;
  for (;;) {
    owner.fill(-1);
    const waiting = Array.from({ length: rows }, (_, row) => rows - 1 - row);
    for (let bids = bidsPerRow * rows; bids > 0 && waiting.length > 0; bids--) {
      const row = waiting.pop()!;
      const { to, worth, from, end } = graph.edgesOf(row);
      let [best, second, target] = [-Infinity, -Infinity, -1];
      for (let e = from; e < end; e++) {
        const gain = worth[e]! - price[to[e]!]!;
        if (gain > best) {
          second = best;
          best = gain;
          target = to[e]!;
        } else if (gain > second) {
          second = gain;
        }
      }
      if (target < 0) continue;
      price[target]! += (second === -Infinity ? 0 : best - second) + increment;
      if (owner[target]! >= 0) waiting.push(owner[target]!);
      owner[target] = row;
    }
    if (increment <= smallestIncrement) return price.map(Math.round);
    increment = Math.max(smallestIncrement, increment / narrowing);
  }
}
