import type { Result } from '../kernel/result.ts';
import type { Watch } from './engine/assign.ts';
import { changedInput } from './changed-input.ts';
import type { InputFaults, MatchChange, MatchOutcome, WhatIf } from './match-types.ts';
import { outcomeOf, pairsOf, solveMatch, type Solved } from './solve-match.ts';
import { whatChanged } from './what-changed.ts';

export type MatchSession = {
  /** The answer as it is now, with everything that is said about it. */
  readonly outcome: MatchOutcome;
  /** What a change would do. Nothing is kept of it. */
  whatIf: (change: MatchChange) => Result<WhatIf, InputFaults>;
  /** Makes a change: the new answer keeps as many pairs of the one before as the objective allows. */
  apply: (change: MatchChange) => Result<WhatIf, InputFaults>;
};

export function sessionOf(first: Solved, watch: Watch): MatchSession {
  let now = first;
  let outcome: MatchOutcome | undefined;
  const after = (change: MatchChange): Result<Solved, InputFaults> => {
    const input = changedInput(now.input, change);
    if (!input.ok) return input;
    // With no pairs in force yet, an answer of equal worth should still be close to the one that is being looked at.
    const inForce = input.value.current.length > 0 ? input.value.current : pairsOf(now);
    return solveMatch(input.value, {}, inForce);
  };
  return {
    get outcome() {
      return (outcome ??= outcomeOf(now, watch));
    },
    whatIf(change) {
      const then = after(change);
      return then.ok ? { ok: true, value: whatChanged(now, then.value, change) } : then;
    },
    apply(change) {
      const then = after(change);
      if (!then.ok) return then;
      const value = whatChanged(now, then.value, change);
      now = then.value;
      outcome = undefined;
      return { ok: true, value };
    },
  };
}
