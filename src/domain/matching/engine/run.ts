import type { MatchSettings } from '../match-types.ts';
import { assign, type AssignOutcome } from './assign.ts';
import { pairTable, type Judge, type Locks, type RuledTable } from './pair-table.ts';

export type Run = { judge: Judge; table: RuledTable; answer: AssignOutcome; /** Free pairs made. */ pairs: number };

/** Forbid, score and assign, under one set of settings. */
export function run(judge: Judge, settings: MatchSettings, locks: Locks, onPhase: (name: string) => void): Run {
  const { rows, cols } = judge.sides;
  onPhase('rules and scores');
  const table = pairTable(judge, locks, settings.weights);
  onPhase('assignment');
  const answer = assign({
    table,
    // Whoever is locked has a partner already, and waits no longer.
    waitingRows: rows.waiting.map((waiting, row) => (locks.rows.has(row) ? 0 : waiting)),
    waitingCols: cols.waiting.map((waiting, col) => (locks.cols.has(col) ? 0 : waiting)),
    balanced: settings.objective === 'balanced',
  });
  return { judge, table, answer, pairs: answer.colOf.reduce((count, col) => (col >= 0 ? count + 1 : count), 0) };
}
