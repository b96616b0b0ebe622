import type { PairId, PersonId, ProgrammeId, ScenarioId } from '../kernel/ids.ts';
import type { Result } from '../kernel/result.ts';
import type { InputFaults, MatchChange, MatchInput, MatchOutcome, WhatIf } from './match-types.ts';
import type { PairOfIds, RunProgress, Scenario, ScenarioResult } from './scenario.ts';

export type ScenarioStore = {
  add(scenario: Scenario): Promise<void>;
  get(programmeId: ProgrammeId, id: ScenarioId): Promise<Scenario | undefined>;
  /** Locks the row until the transaction ends. */
  getForUpdate(programmeId: ProgrammeId, id: ScenarioId): Promise<Scenario | undefined>;
  /** Newest first. */
  inProgramme(programmeId: ProgrammeId): Promise<Scenario[]>;
  /** Null before the first run that ended well. */
  result(programmeId: ProgrammeId, id: ScenarioId): Promise<ScenarioResult | null>;
  /** All but the result. */
  save(scenario: Scenario): Promise<void>;
  saveResult(programmeId: ProgrammeId, id: ScenarioId, result: ScenarioResult): Promise<void>;
  /** Notes how far a run is. False when it is no longer this attempt's to go on: cancelled, or taken over. */
  saveProgress(run: RunAttempt, progress: RunProgress): Promise<boolean>;
  remove(programmeId: ProgrammeId, id: ScenarioId): Promise<void>;
  /** Takes out of every scenario of a programme what it says about a person: words in results, decisions about pairs. */
  forgetPerson(programmeId: ProgrammeId, personId: PersonId): Promise<void>;
};

export type RunAttempt = { programmeId: ProgrammeId; scenarioId: ScenarioId; runId: string; attempt: number };

/** `stopped`: by the signal, or because the process is ending. `crashed`: it ended without an answer, for example for want of memory. */
export type MatcherFault = { code: 'bad-input'; faults: InputFaults } | { code: 'stopped' } | { code: 'crashed' };
/** `too-long`: there was no answer in the time that somebody waits for one, and the search for it has been stopped. */
export type WhatIfFault = Exclude<MatcherFault, { code: 'stopped' }> | { code: 'too-long' };

/** The engine at work elsewhere, so that nobody waits for it who did not ask. */
export type Matcher = {
  /**
   * `onProgress` hears about once a second, with or without news, the engine's own name of its phase and how far it is,
   * from 0 to 1.
   */
  match(
    input: MatchInput,
    watch: { signal: AbortSignal; onProgress: (phase: string, share: number) => void },
  ): Promise<Result<MatchOutcome, MatcherFault>>;
  /** The last few inputs stay solved, by their digest, so that further questions are quick. */
  whatIf(input: MatchInput, digest: string, change: MatchChange): Promise<Result<WhatIf, WhatIfFault>>;
};

/** A published pair. Once it ends, its reason is kept for the coordinator and never shown to the partner. */
export type Pair = {
  id: PairId;
  programmeId: ProgrammeId;
  mentorId: PersonId;
  menteeId: PersonId;
  score: number;
  /** Steps between the two in the chart; null in different trees. */
  distance: number | null;
  reasons: string;
  state: 'live' | 'ended';
  publishedAt: Date;
  endedAt: Date | null;
};

export type PairStore = {
  add(pairs: Pair[]): Promise<void>;
  get(id: PairId): Promise<Pair | undefined>;
  getForUpdate(id: PairId): Promise<Pair | undefined>;
  inProgramme(programmeId: ProgrammeId): Promise<Pair[]>;
  liveOfPerson(personId: PersonId): Promise<Pair[]>;
  /** Waits until nobody else, in any programme, is publishing; until this transaction ends nobody else will. */
  publishAlone(): Promise<void>;
  /** Everyone ever paired, in any programme; for 'never twice'. */
  past(personIds: PersonId[]): Promise<PairOfIds[]>;
  /** Also deletes its reasons: they name topics that someone who leaves may have withdrawn. */
  end(id: PairId, at: Date): Promise<void>;
};
