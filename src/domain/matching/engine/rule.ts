import type { RuleName } from '../match-types.ts';

/**
 * A rule takes columns away from a row: it sets `bit` in `fails` at each column excluded for that row, and returns at how
 * many. It may name the row's own person too; whoever asks knows that nobody is matched with themselves.
 */
export type Rule = {
  name: RuleName;
  mark: (row: number, bit: number, fails: Int32Array) => number;
};

/** Sets the bit at one column, if it is one and is not yet marked; returns 1 if it did. */
export function markOne(col: number, bit: number, fails: Int32Array): number {
  if (col < 0 || (fails[col]! & bit) !== 0) return 0;
  fails[col]! |= bit;
  return 1;
}
