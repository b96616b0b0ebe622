import type { RuleName } from '../match-types.ts';
import { never, type Fact } from './fact.ts';
import type { Judge } from './judge.ts';
import { mark, takes, type Rule } from './rule.ts';

/** Pairs of different people: how many no rule takes away, and how many each rule takes. Rules overlap. */
export type Survey = { allowed: number; excluded: Partial<Record<RuleName, number>> };

/** Counts without looking at pairs, save for the rules that must. `allowed` tells it of each row. */
export function survey({ sides, rules }: Judge, allowed: Int32Array): Survey {
  const { rows, cols, colOf } = sides;
  const fails = new Int32Array(cols.size);
  const excluded = rules.map((rule) => {
    let count = rule.form === 'kinds' ? takenByKinds(rule.fact) : 0;
    for (let row = 0; row < rows.size; row++) {
      const self = colOf[rows.person[row]!]!;
      if (rule.form !== 'kinds') count += taken(rule, row, fails);
      if (self >= 0 && takes(rule, row, self, fails)) count--;
    }
    return [rule.name, count] as const;
  });
  return { allowed: allowed.reduce((sum, count) => sum + count, 0), excluded: Object.fromEntries(excluded) };
}

function takenByKinds({ ofRow, ofCol, kinds, against }: Fact): number {
  const [rowsOf, colsOf] = [timesOf(ofRow, kinds), timesOf(ofCol, kinds)];
  let count = 0;
  rowsOf.forEach((rows, rowKind) => {
    if (rows === 0) return;
    against(rowKind).forEach((worth, kind) => {
      if (worth === never) count += rows * colsOf[kind]!;
    });
  });
  return count;
}

function timesOf(kindOf: Int32Array, kinds: number): Int32Array {
  const times = new Int32Array(kinds);
  for (const kind of kindOf) times[kind]!++;
  return times;
}

function taken(rule: Rule, row: number, fails: Int32Array): number {
  let count = 0;
  if (rule.form === 'columns') count = rule.of(row).length;
  else if (rule.form === 'spans') rule.visit(row, (from, to) => (count += to - from));
  else if (rule.form === 'pairs') count = mark(rule, row, 1, fails.fill(0));
  return count;
}
