import type { Result } from '../kernel/result.ts';
import { changedInput } from './changed-input.ts';
import type { Watch } from './engine/assign.ts';
import { edited, keepingPairsMade, liveMatch, type LiveMatch } from './engine/live-match.ts';
import { answerOf, difference } from './live-answer.ts';
import { editFor, seatsOf, type Seats } from './live-edit.ts';
import type { InputFaults, MatchChange, MatchInput, MatchOutcome, WhatIf } from './match-types.ts';
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

type Quick = { live: LiveMatch; seats: Seats };

/** A match and all that is derived from it when it is first asked for. */
class Standing {
  /** In `current` the pairs that decide ties; without pairs in force, those of this very answer. */
  readonly input: MatchInput;
  private readonly watch: Watch;
  private whole: Solved | undefined;
  private fast: Quick | null | undefined;
  private said: MatchOutcome | undefined;

  constructor(input: MatchInput, known: Solved | Quick | null, watch: Watch) {
    this.input = input;
    this.watch = watch;
    if (known && 'run' in known) this.whole = known;
    else if (known) this.fast = known;
  }

  /** Null: this match can't follow small changes, and is solved afresh after each. */
  get quick(): Quick | null {
    if (this.fast === undefined) {
      const { run, locked } = this.solved;
      const live = liveMatch(run, locked, this.input.settings.objective === 'balanced');
      this.fast = live && { live, seats: seatsOf(live.sides) };
    }
    return this.fast;
  }

  get solved(): Solved {
    if (this.whole) return this.whole;
    const again = solveMatch(this.input, {});
    if (!again.ok) throw new Error(`a match that was solved has faults: ${again.fault[0]?.message}`);
    return (this.whole = again.value);
  }

  get outcome(): MatchOutcome {
    return (this.said ??= outcomeOf(this.solved, this.watch));
  }
}

/** What a change does, and the match after it. */
type After = { what: WhatIf; then: () => Standing };

export function sessionOf(solved: Solved, watch: Watch): MatchSession {
  const ownTies = solved.input.current.length === 0;
  let now = new Standing(solved.input, solved, watch);

  /** From the solved match, if it can follow the change; the pairs it then has are those that are shown. */
  const followed = (change: MatchChange, input: MatchInput): After | null => {
    const { quick } = now;
    const edit = quick && editFor(quick.live, quick.seats, now.input, change);
    const live = edit && edited(quick.live, edit);
    if (!live) return null;
    const then = () => {
      const kept = keepingPairsMade(live);
      const seats = seatsAfter(quick.seats, edit.sides, change);
      return new Standing({ ...input, current: answerOf(live) }, kept && { live: kept, seats }, watch);
    };
    return { what: difference(quick.live, live, edit, change), then };
  };

  const afresh = (change: MatchChange, input: MatchInput): Result<After, InputFaults> => {
    const before = now.solved;
    const solved = solveMatch(ownTies ? { ...input, current: pairsOf(before) } : input, {});
    if (!solved.ok) return solved;
    const then = () =>
      ownTies
        ? new Standing({ ...input, current: pairsOf(solved.value) }, null, watch)
        : new Standing(input, solved.value, watch);
    return { ok: true, value: { what: whatChanged(before, solved.value, change), then } };
  };

  return {
    get outcome() {
      return now.outcome;
    },
    whatIf(change) {
      const input = changedInput(now.input, change);
      if (!input.ok) return input;
      const quickly = followed(change, input.value);
      if (quickly) return { ok: true, value: quickly.what };
      const slowly = afresh(change, input.value);
      return slowly.ok ? { ok: true, value: slowly.value.what } : slowly;
    },
    apply(change) {
      const input = changedInput(now.input, change);
      if (!input.ok) return input;
      // Pairs in force are to be kept even in ties that a solved match may have decided by chance.
      const quickly = ownTies ? followed(change, input.value) : null;
      const after: Result<After, InputFaults> = quickly ? { ok: true, value: quickly } : afresh(change, input.value);
      if (!after.ok) return after;
      now = after.value.then();
      return { ok: true, value: after.value.what };
    },
  };
}

function seatsAfter(seats: Seats, sides: LiveMatch['sides'], change: MatchChange): Seats {
  if (change.kind !== 'join' && change.kind !== 'leave') return seats;
  const role = change.kind === 'join' ? change.enrolment.role : change.role;
  const after = new Map(seats[role]);
  if (change.kind === 'leave') after.delete(change.personId);
  else after.set(change.enrolment.personId, (sides.rows.role === role ? sides.rows : sides.cols).size - 1);
  return { ...seats, [role]: after };
}
