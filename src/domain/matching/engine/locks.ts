import type { InputFaults, MatchInput, RuleName } from '../match-types.ts';
import { rulesBroken, type Judge } from './judge.ts';
import { pairAt, seatsOf } from './roster.ts';

/** A locked pair as row and column, with the names of the rules it breaks. */
export type LockedPair = { row: number; col: number; score: number; breaks: RuleName[]; reason: string | undefined };

export function lockedPairs(judge: Judge, locked: MatchInput['locked']): LockedPair[] {
  const { sides, scoreRow } = judge;
  const scores = new Int32Array(sides.cols.size);
  const scoreOf = (row: number, col: number): number => {
    scoreRow(row, scores);
    return scores[col]!;
  };
  const seats = seatsOf(sides);
  return locked.map((pair) => {
    const { row, col } = pairAt(sides, seats, pair)!;
    return {
      row,
      col,
      score: scoreOf(row, col),
      breaks: rulesBroken(judge, row, col),
      reason: pair.reason?.trim() || undefined,
    };
  });
}

/** A lock may override rules, but then it says why. */
export function brokenLocks(pairs: LockedPair[]): InputFaults {
  return pairs.flatMap(({ breaks, reason }, row) => {
    if (breaks.length === 0 || reason !== undefined) return [];
    const message = `this pair breaks ${breaks.join(', ')}; a locked pair that breaks a rule needs a reason`;
    return [{ table: 'locked' as const, row, field: 'reason', message }];
  });
}
