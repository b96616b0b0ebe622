/**
 * The matcher: who is paired with whom, why, why not, and the proof that nothing better exists.
 *
 * Problem: pair people of two roles, one partner each, such that no pair breaks a rule; most people first, then the
 * waiting list, then the worst pair as good as possible, then the best total.
 *
 * The way through it, one file each in `engine/`:
 *   check-input → roster   names become numbers, people become arrays, the org chart an Euler tour
 *   rule-book, rules/*     each rule takes columns away from a row
 *   score                  each row is scored against every column
 *   pair-table             both together: one small number per pair
 *   assign                 the objective, by maximum matchings and shortest augmenting paths, with its proof
 *   explain, unmatched, relax, report   all that is said about it
 *
 * Same input and settings give the same outcome, whatever the order of the lists: each side is put in an order that
 * depends on ids and seed alone, and everything after that is deterministic. No clock, no randomness, no disk.
 * Cost: rows × columns of bytes and a few nanoseconds each, and the assignment, see `engine/assign.ts`.
 */
import type { Result } from '../kernel/result.ts';
import { checkInput } from './check-input.ts';
import { explainPair } from './engine/explain.ts';
import { brokenLocks, lockedPairs, type LockedPair } from './engine/locks.ts';
import { judge } from './engine/pair-table.ts';
import { certificateOf, reportOf } from './engine/report.ts';
import { facing, rosterOf, type Facing } from './engine/roster.ts';
import { run } from './engine/run.ts';
import { explainUnmatched } from './engine/unmatched.ts';
import type { InputFaults, MatchInput, MatchOutcome, MatchSettings, MatchedPair } from './match-types.ts';

/**
 * Matches. Faults name table, row and field; nothing is thrown for bad input.
 * `onPhase` is told the name of each phase as it begins, so that a caller with a clock can measure or show progress.
 */
export function match(
  input: MatchInput,
  onPhase: (name: string) => void = () => undefined,
): Result<MatchOutcome, InputFaults> {
  onPhase('checks');
  const faults = checkInput(input);
  if (faults.length > 0) return { ok: false, fault: faults };

  onPhase('preparation');
  const { settings } = input;
  const roster = rosterOf(input);
  const sides = facing(roster, roster.mentors.size <= roster.mentees.size ? 'mentor' : 'mentee');
  const judged = judge(sides, settings);
  const locked = lockedPairs(judged, input.locked);
  const broken = brokenLocks(locked);
  if (broken.length > 0) return { ok: false, fault: broken };

  const locks = { rows: new Set(locked.map(({ row }) => row)), cols: new Set(locked.map(({ col }) => col)) };
  const found = run(judged, settings, locks, onPhase);

  onPhase('explanations');
  const pairs = [
    ...locked.map((lock) => explainLocked(sides, lock, settings)),
    ...Array.from(found.answer.colOf.entries())
      .filter(([, col]) => col >= 0)
      .map(([row, col]): MatchedPair => ({ ...explainPair(sides, row, col, settings), locked: false })),
  ].sort((a, b) => compare(a.mentorId, b.mentorId) || compare(a.menteeId, b.menteeId));
  const { unmatched, relaxations } = explainUnmatched(found, settings, locks);
  const report = reportOf(found, pairs, settings, relaxations);
  return { ok: true, value: { pairs, unmatched, report, certificate: certificateOf(sides, found.answer) } };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function explainLocked(sides: Facing, { row, col, breaks, reason }: LockedPair, settings: MatchSettings): MatchedPair {
  const pair = explainPair(sides, row, col, settings);
  const lock = breaks.length > 0 ? `locked although it breaks ${breaks.join(', ')}` : 'locked';
  const reasons = [pair.reasons, reason === undefined ? lock : `${lock}: ${reason}`].filter(Boolean).join('; ');
  return { ...pair, reasons, locked: true, ...(reason !== undefined && { lockReason: reason }) };
}
