import type { PersonId, ProgrammeId, ScenarioId } from '../kernel/ids.ts';
import type { Fault } from '../kernel/result.ts';
import type { Programme } from '../programme/programme.ts';
import { defaultMatchSettings, readMatchSettings } from './match-settings.ts';
import type { MatchOutcome, MatchSettings, RuleName } from './match-types.ts';

/**
 * What a coordinator may set. Two rules are missing: people who were paired before, or of whom one asked not to be
 * paired with the other, stay apart whatever the settings, and nobody is told which of the two it was. The reference
 * date is the programme's first day.
 */
export type ScenarioSettings = Omit<MatchSettings, 'rules' | 'referenceDate'> & {
  rules: Omit<MatchSettings['rules'], UntoldRule>;
};
export type UntoldRule = 'avoid' | 'pairedBefore';
/** A rule as coordinators hear of it. */
export type ToldRule = Exclude<RuleName, UntoldRule> | 'apart';

export type PairOfIds = { mentorId: PersonId; menteeId: PersonId };

/** A coordinator's own word about a pair. `at` is an ISO instant. */
export type Decision = PairOfIds & { by: PersonId; at: string; reason: string | null };
/** `overrides`: the rules that the pair broke when it was locked; a lock holds against these and no others. */
export type Lock = Decision & { overrides: RuleName[] };

export type ScenarioState = 'draft' | 'queued' | 'running' | 'done' | 'failed' | 'cancelled' | 'published';

export type RunPhase = 'waiting' | 'hours' | 'reading' | 'checks' | 'preparation' | 'matching' | 'explanations';
/** `share` from 0 to 1. */
export type RunProgress = { phase: RunPhase; share: number };

/** Why a run failed; `pairs` are those that stand in its way. */
export type RunFault = Pick<Fault, 'code' | 'message'> & { pairs?: PairOfIds[] };

/** A result in one line; see the contract for each. */
export type Figures = {
  matched: number;
  people: number;
  pairs: number;
  newPairs: number;
  unmatched: number;
  waiting: number;
  lowest: number | null;
  total: number;
  proven: boolean;
};

/** All of a scenario but its result. */
export type Scenario = {
  id: ScenarioId;
  programmeId: ProgrammeId;
  name: string;
  /** One more with every change by a person, and with every run that is asked for. */
  version: number;
  settings: ScenarioSettings;
  locked: Lock[];
  forbidden: Decision[];
  state: ScenarioState;
  /** Of the run asked for last. */
  runId: string | null;
  /** How often that run was begun: more than once when a worker was killed. */
  attempts: number;
  progress: RunProgress | null;
  fault: RunFault | null;
  figures: Figures | null;
  /** SHA-256 of the canonical input of the result. */
  inputDigest: string | null;
  /** Rules or decisions have changed since the result. */
  stale: boolean;
  createdBy: PersonId;
  createdAt: Date;
  editedBy: PersonId | null;
  editedAt: Date | null;
  /** Who asked for the last run, when it was asked for, and when it ended. */
  ranBy: PersonId | null;
  ranAt: Date | null;
  endedAt: Date | null;
  publishedBy: PersonId | null;
  publishedAt: Date | null;
};

/** Of the last run that ended well. */
export type ScenarioResult = {
  outcome: MatchOutcome;
  /** Those of its pairs that were published in an earlier round. */
  alreadyMeeting: PairOfIds[];
};

export const isRunning = ({ state }: Scenario): boolean => state === 'queued' || state === 'running';

const untold = new Set<RuleName>(['avoid', 'pairedBefore'] satisfies UntoldRule[]);
export const isUntold = (rule: RuleName): rule is UntoldRule => untold.has(rule);

/** Rules as coordinators hear of them, each once. */
export const toldRules = (rules: RuleName[]): ToldRule[] => [
  ...new Set(rules.map((rule): ToldRule => (isUntold(rule) ? 'apart' : rule))),
];

/** What the matcher is asked with. */
export const matchSettingsOf = ({ rules, ...settings }: ScenarioSettings, programme: Programme): MatchSettings => ({
  ...settings,
  rules: { ...rules, avoid: true, pairedBefore: true },
  referenceDate: programme.startsOn,
});

/** The settings that a new scenario begins with: the programme's own, and the defaults for what it leaves open. */
export function firstSettings(programme: Programme): ScenarioSettings {
  const read = readMatchSettings({ levels: programme.levels, ...programme.matchSettings });
  const { referenceDate: _first, ...settings } = read.ok ? read.value : defaultMatchSettings;
  const { avoid: _avoid, pairedBefore: _before, ...rules } = settings.rules;
  return { ...settings, rules };
}

export const isPair =
  ({ mentorId, menteeId }: PairOfIds) =>
  (other: PairOfIds): boolean =>
    other.mentorId === mentorId && other.menteeId === menteeId;

export const pairKey = ({ mentorId, menteeId }: PairOfIds): string => `${mentorId} ${menteeId}`;

/** By mentor, then mentee, so that the order in which decisions were made changes no digest. */
export const byPair = (a: PairOfIds, b: PairOfIds): number => (pairKey(a) < pairKey(b) ? -1 : 1);

/** The database gives names back in another order. */
export const sameSettings = (a: ScenarioSettings, b: ScenarioSettings): boolean => sorted(a) === sorted(b);

const sorted = (settings: ScenarioSettings): string =>
  JSON.stringify(settings, (_name, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
