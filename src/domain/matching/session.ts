import type { Result } from '../kernel/result.ts';
import { changedInput } from './changed-input.ts';
import type { Watch } from './engine/assign.ts';
import { liveMatch, type LiveMatch } from './engine/live/live-match.ts';
import { idsOf, seatsOf, type Seats } from './engine/roster.ts';
import { editFor } from './live-edit.ts';
import type { InputFaults, MatchChange, MatchInput, MatchOutcome, MentorMentee, WhatIf } from './match-types.ts';
import { eachPair, outcomeOf, pairsOf, solveMatch, type Solved } from './solve-match.ts';
import { changesBetween, changesIn, figuresOf, whatChanged, type Figures } from './what-changed.ts';

/** `stopped`: `mayGoOn` said no before there was an answer; nothing is different then. */
export type ChangeFault = InputFaults | 'stopped';
type MayGoOn = () => boolean;

export type MatchSession = {
  /** The answer as it is now, with everything that is said about it. */
  readonly outcome: MatchOutcome;
  /** What a change would do. Nothing is kept of it. `mayGoOn` is asked now and then, as in `Watch`. */
  whatIf: (change: MatchChange, mayGoOn?: MayGoOn) => Result<WhatIf, ChangeFault>;
  /** Makes a change: the new answer keeps as many pairs of the one before as the objective allows. */
  apply: (change: MatchChange, mayGoOn?: MayGoOn) => Result<WhatIf, ChangeFault>;
};

const always = (): boolean => true;

/** A match that follows changes, who sits where in it, and what it reaches. */
type Quick = { live: LiveMatch; seats: Seats; figures: Figures };

/** A match and all that is derived from it when it is first asked for. */
class Standing {
  readonly input: MatchInput;
  private readonly watch: Watch;
  private readonly ties: (() => MentorMentee[]) | null;
  private readonly ownTies: boolean;
  private asked: MatchInput | undefined;
  private whole: Solved | undefined;
  private forTies: Solved | undefined;
  private fast: Quick | null | undefined;
  private said: MatchOutcome | undefined;

  /**
   * `ties`: the pairs that decide ties, instead of those in the input. `ownTies`: no pairs are in force, so that those of
   * this very answer decide ties after it.
   */
  constructor(
    input: MatchInput,
    ties: (() => MentorMentee[]) | null,
    from: Solved | Quick | null,
    ownTies: boolean,
    watch: Watch,
  ) {
    this.input = input;
    this.ties = ties;
    this.watch = watch;
    this.ownTies = ownTies;
    if (from && 'run' in from) this.whole = from;
    else if (from) this.fast = from;
  }

  /** Null: this match can't follow small changes, and is solved afresh after each. 'stopped': not known yet. */
  quick(mayGoOn: MayGoOn): Quick | null | 'stopped' {
    if (this.fast !== undefined) return this.fast;
    const solved = this.solvedForTies(mayGoOn);
    if (!solved) return 'stopped';
    const { run, locked, lockedInForce } = solved;
    const live = liveMatch(run, locked, lockedInForce, this.input.settings.objective === 'balanced', this.ownTies);
    return (this.fast = live && quickOf(live, seatsOf(live.sides)));
  }

  get solved(): Solved {
    return this.solve(always)!;
  }

  get outcome(): MatchOutcome {
    return (this.said ??= outcomeOf(this.solved, this.watch));
  }

  /** Where pairs cost something, those made decide ties only if they are said to be in force. */
  private solvedForTies(mayGoOn: MayGoOn): Solved | null {
    const solved = this.solve(mayGoOn);
    const inForce = solved ? solved.run.problem.pairCost === 0 || solved.input.current.length > 0 : true;
    if (!solved || !this.ownTies || inForce) return solved;
    this.forTies ??= solvedAgain({ ...solved.input, current: pairsOf(solved) }, mayGoOn);
    return this.forTies ?? null;
  }

  private solve(mayGoOn: MayGoOn): Solved | null {
    this.asked ??= this.ties ? { ...this.input, current: this.ties() } : this.input;
    this.whole ??= solvedAgain(this.asked, mayGoOn);
    return this.whole ?? null;
  }
}

/** Undefined: stopped on the way. */
function solvedAgain(input: MatchInput, mayGoOn: MayGoOn): Solved | undefined {
  const solved = solveMatch(input, { mayGoOn });
  if (!solved.ok) throw new Error(`a match that was solved has faults: ${solved.fault[0]?.message}`);
  return solved.value.run.found.complete || mayGoOn() ? solved.value : undefined;
}

const quickOf = (live: LiveMatch, seats: Seats): Quick => ({
  live,
  seats,
  figures: figuresOf(live.sides, (visit) => live.eachPair(visit), live.balanced),
});

/** What a change does, and the match after it. */
type After = { what: WhatIf; solved: Solved };

export function sessionOf(solved: Solved, watch: Watch): MatchSession {
  const ownTies = solved.input.current.length === 0;
  let now = new Standing(solved.input, null, solved, ownTies, watch);

  const currentOf = (quick: Quick | null): { figures: Figures; pairs: MentorMentee[] } =>
    quick
      ? { figures: quick.figures, pairs: pairsOfLive(quick.live) }
      : { figures: reached(now.solved), pairs: pairsOf(now.solved) };

  const afresh = (
    input: MatchInput,
    change: MatchChange,
    quick: Quick | null,
    mayGoOn: MayGoOn,
  ): Result<After, ChangeFault> => {
    const before = currentOf(quick);
    const again = solveMatch(ownTies ? { ...input, current: before.pairs } : input, { mayGoOn });
    if (!again.ok) return again;
    if (!again.value.run.found.complete && !mayGoOn()) return stopped;
    const changes = changesBetween(before.pairs, pairsOf(again.value));
    const what = whatChanged(before.figures, reached(again.value), breaksIn(again.value, change), changes);
    return { ok: true, value: { what, solved: again.value } };
  };

  const attempt = (change: MatchChange, mayGoOn: MayGoOn, isKept: boolean): Result<WhatIf, ChangeFault> => {
    const input = changedInput(now.input, change);
    if (!input.ok) return input;
    const quick = now.quick(mayGoOn);
    if (quick === 'stopped') return stopped;
    // Pairs in force are to be kept even in ties that a solved match may have decided by chance.
    const edit =
      quick && (!isKept || (ownTies && quick.live.canKeep))
        ? editFor(quick.live, quick.seats, now.input, change)
        : null;
    if (quick && edit) {
      if (!quick.live.hasRoom(edit)) quick.live = quick.live.roomier();
      const { live } = quick;
      const followed = live.follow(edit, mayGoOn);
      if (followed === 'done') {
        const figures = figuresOf(live.sides, (visit) => live.eachPair(visit), live.balanced);
        const breaks = change.kind === 'lock' ? edit.locked.at(-1)!.breaks : [];
        const what = whatChanged(quick.figures, figures, breaks, changesIn(live));
        if (isKept) {
          live.keep();
          takeSeat(quick.seats, live, change);
          const then: Quick = { ...quick, figures };
          now = new Standing(input.value, () => pairsOfLive(live), then, ownTies, watch);
        } else live.undo();
        return { ok: true, value: what };
      }
      live.undo();
      if (followed === 'stopped') return stopped;
    }
    const after = afresh(input.value, change, quick, mayGoOn);
    if (!after.ok) return after;
    if (isKept) {
      const { solved } = after.value;
      now = ownTies
        ? new Standing(input.value, () => pairsOf(solved), null, true, watch)
        : new Standing(input.value, null, solved, false, watch);
    }
    return { ok: true, value: after.value.what };
  };

  return {
    get outcome() {
      return now.outcome;
    },
    whatIf: (change, mayGoOn = always) => attempt(change, mayGoOn, false),
    apply: (change, mayGoOn = always) => attempt(change, mayGoOn, true),
  };
}

const stopped = { ok: false, fault: 'stopped' } as const;

function pairsOfLive(live: LiveMatch): MentorMentee[] {
  const pairs: MentorMentee[] = [];
  live.eachPair((row, col) => pairs.push(idsOf(live.sides, row, col)));
  return pairs;
}

const reached = (solved: Solved): Figures =>
  figuresOf(solved.run.sides, eachPair(solved), solved.run.found.highestLowest !== null);

/** Rules that a pair breaks which has just been locked, and is the last on the list. */
const breaksIn = ({ locked }: Solved, { kind }: MatchChange): WhatIf['breaks'] =>
  kind === 'lock' ? (locked.at(-1)?.breaks ?? []) : [];

function takeSeat(seats: Seats, { sides }: LiveMatch, change: MatchChange): void {
  if (change.kind === 'leave') seats[change.role].delete(change.personId);
  if (change.kind !== 'join') return;
  const { role, personId } = change.enrolment;
  seats[role].set(personId, (sides.rows.role === role ? sides.rows : sides.cols).size - 1);
}
