import { outputFiles } from '../../../src/cli/match/write-files.ts';
import { match } from '../../../src/domain/matching/match.ts';
import type { MatchInput, MatchOutcome } from '../../../src/domain/matching/match-types.ts';
import { inputFiles } from './input-files.ts';

/** All files, those that went in and those that came out, and `outcome.json`: all that the files don't tell. */
export function filesOf(input: MatchInput, outcome: MatchOutcome): Record<string, string> {
  return { ...inputFiles(input), ...outputFiles(outcome, {}, {}), 'outcome.json': JSON.stringify(outcome) };
}

/** The answer, for an input that has one. */
export function answerOf(input: MatchInput): MatchOutcome {
  const result = match(input);
  if (!result.ok) throw new Error(JSON.stringify(result.fault));
  return result.value;
}
