import type { MatchSettings, RuleName } from '../match-types.ts';
import type { Facing } from './roster.ts';
import { rulesInForce } from './rule-book.ts';
import { mark, takes, type Rule } from './rule.ts';
import { rowScorer, scoreParts, type ScoreParts, type ScoreRow } from './score.ts';

/** The rules and the score for one direction and one set of settings. */
export type Judge = { sides: Facing; rules: Rule[]; parts: ScoreParts; scoreRow: ScoreRow };

export function judge(sides: Facing, settings: MatchSettings): Judge {
  const parts = scoreParts(sides, settings.weights);
  const scoreRow = rowScorer(parts);
  return { sides, rules: rulesInForce(sides, settings.rules, scoreRow), parts, scoreRow };
}

/** Which rules take which column from this row: bit k of `fails[col]` is rule k. Returns how many each rule takes. */
export function judgeRow({ sides, rules }: Judge, row: number, fails: Int32Array): number[] {
  fails.fill(0);
  const self = sides.colOf[sides.rows.person[row]!]!;
  const counts = rules.map((rule, k) => mark(rule, row, 1 << k, fails));
  if (self < 0) return counts;
  const itself = fails[self]!;
  fails[self] = -1;
  return counts.map((count, k) => ((itself & (1 << k)) !== 0 ? count - 1 : count));
}

/** The rules that one pair breaks. */
export function rulesBroken({ sides, rules }: Judge, row: number, col: number): RuleName[] {
  const scratch = new Int32Array(sides.cols.size);
  return rules.filter((rule) => takes(rule, row, col, scratch)).map(({ name }) => name);
}
