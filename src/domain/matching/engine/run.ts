import type { MatchSettings } from '../match-types.ts';
import { assign, type AssignOutcome, type Watch } from './assign.ts';
import type { Judge } from './judge.ts';
import { judgedSource, type SurveyedSource } from './pair-source.ts';
import { problemOf, type Fixed, type Problem } from './problem.ts';
import type { Facing } from './roster.ts';

/** Everything about one solved match: what was asked, and what was found. */
export type Run = { sides: Facing; judge: Judge; source: SurveyedSource; problem: Problem; found: AssignOutcome };

/** Forbid, score and assign, under one set of settings. */
export function run(judge: Judge, settings: MatchSettings, fixed: Fixed, watch: Watch): Run {
  watch.onPhase?.('rules and scores');
  const { sides } = judge;
  const source = judgedSource(judge, settings);
  const problem = problemOf(sides, source, fixed);
  watch.onPhase?.('assignment');
  const found = assign(problem, settings.objective === 'balanced', watch);
  return { sides, judge, source, problem, found };
}

/** People without any partner, by node: a person with a locked pair has one. */
export function leftOver({ problem: { places }, found: { answer } }: Run): number[] {
  return Array.from(answer.degree.keys()).filter((node) => answer.degree[node] === 0 && places.first[node] !== 0);
}
