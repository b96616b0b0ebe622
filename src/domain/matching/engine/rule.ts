import type { RuleName } from '../match-types.ts';
import { never, type Fact } from './fact.ts';

/**
 * A rule takes columns away from a row. It says so in the form that is quickest to apply, to count and to explain:
 *   kinds    by one fact of each of the two, of which few different ones exist
 *   columns  the columns taken from a row, each once
 *   spans    the same, as stretches of an order of the columns that do not overlap
 *   pairs    none of these: sets `bit` in `fails` at each column taken, and returns at how many
 * It may take the row's own person too; whoever asks knows that nobody is matched with themselves.
 */
export type Rule = { name: RuleName } & (
  | { form: 'kinds'; fact: Fact }
  | { form: 'columns'; of: (row: number) => Int32Array }
  | { form: 'spans'; order: Int32Array; visit: (row: number, span: Span) => void }
  | { form: 'pairs'; mark: Mark }
);

/** A stretch of places, `to` not included. */
export type Span = (from: number, to: number) => void;
export type Mark = (row: number, bit: number, fails: Int32Array) => number;

/** Sets the bit of one rule, whatever its form; returns at how many columns. */
export function mark(rule: Rule, row: number, bit: number, fails: Int32Array): number {
  let count = 0;
  switch (rule.form) {
    case 'kinds': {
      const { ofRow, ofCol } = rule.fact;
      const worth = rule.fact.against(ofRow[row]!);
      for (let col = 0; col < ofCol.length; col++) {
        if (worth[ofCol[col]!] !== never) continue;
        fails[col]! |= bit;
        count++;
      }
      return count;
    }
    case 'columns': {
      const taken = rule.of(row);
      for (const col of taken) fails[col]! |= bit;
      return taken.length;
    }
    case 'spans':
      rule.visit(row, (from, to) => {
        for (let place = from; place < to; place++) fails[rule.order[place]!]! |= bit;
        count += to - from;
      });
      return count;
    case 'pairs':
      return rule.mark(row, bit, fails);
  }
}

/** Whether a rule takes one column from a row. `scratch`: room for one number per column. */
export function takes(rule: Rule, row: number, col: number, scratch: Int32Array): boolean {
  switch (rule.form) {
    case 'kinds':
      return rule.fact.against(rule.fact.ofRow[row]!)[rule.fact.ofCol[col]!] === never;
    case 'columns':
      return rule.of(row).includes(col);
    case 'spans': {
      let found = false;
      rule.visit(row, (from, to) => (found ||= rule.order.subarray(from, to).includes(col)));
      return found;
    }
    case 'pairs':
      rule.mark(row, 1, scratch.fill(0));
      return scratch[col] !== 0;
  }
}
