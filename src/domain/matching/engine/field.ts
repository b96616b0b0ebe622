import type { Places } from './b-matching.ts';
import type { NodePairs } from './node-pairs.ts';
import type { PairSource } from './pair-source.ts';
import type { Worths } from './problem.ts';

/**
 * What all levels of a live match share: a problem that is changed in place. Rows are the first nodes, columns begin at
 * `firstCol`; nodes between and after are room for people who join.
 */
export type Field = {
  source: PairSource;
  readonly firstCol: number;
  readonly places: Places;
  readonly side: Uint8Array;
  readonly worths: Worths;
  readonly barred: NodePairs;
  readonly inForce: NodePairs;
};
