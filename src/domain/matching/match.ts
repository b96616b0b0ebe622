/**
 * The matcher: who is paired with whom, why, why not, and the proof that nothing better exists.
 *
 * Problem: pair people of two roles, each with so many partners at most, such that no pair breaks a rule; most people
 * with a partner first, then the waiting list, then the worst pair as good as possible, then the best total, then the
 * most pairs of those in force. Words and figures are defined in `match-types.ts`.
 *
 * The way through it, `check-input` and `solve-match`, then one file each in `engine/`:
 *   roster, chart            names become numbers, people become arrays, the org chart an Euler tour
 *   judge, rules/*, score    which rules take which pairs away, and what a pair scores
 *   pair-source              both together: one small number per pair, told a row at a time
 *   problem → assign         the objective on three levels: people, lowest score, total
 *   solve, core              one level, among the few pairs that matter, then priced out over all
 *   b-matching               a solution with its prices, and the conditions that prove it; changed by
 *                            bidding, phases, shortest-path
 *   certificate, report, explain, bottlenecks, unmatched, relax, stability    all that is said about it
 *   live/                    a solved match that follows changes, from `session` and `live-edit`: live-match, one
 *                            live-level for each of the three, near-pairs to search in, live-floors for the lowest score
 *
 * Same input and settings give the same outcome, whatever the order of the lists: each side is put in an order that
 * depends on ids and seed alone, and everything after that is deterministic. No clock, no randomness, no disk.
 * Cost: a few nanoseconds for each possible pair, a few times over, and sparse assignments among some dozen pairs a person.
 */
import type { Result } from '../kernel/result.ts';
import type { Watch } from './engine/assign.ts';
import type { InputFaults, MatchInput, MatchOutcome } from './match-types.ts';
import { sessionOf, type MatchSession } from './session.ts';
import { outcomeOf, solveMatch } from './solve-match.ts';

export type { Watch } from './engine/assign.ts';
export type { MatchSession } from './session.ts';

/** Matches. Faults name table, row and field; nothing is thrown for bad input. */
export function match(input: MatchInput, watch: Watch = {}): Result<MatchOutcome, InputFaults> {
  const solved = solveMatch(input, watch);
  return solved.ok ? { ok: true, value: outcomeOf(solved.value, watch) } : solved;
}

/** Matches, and stays ready for what happens next: someone joins or leaves, a pair is locked or forbidden. */
export function openMatch(input: MatchInput, watch: Watch = {}): Result<MatchSession, InputFaults> {
  const solved = solveMatch(input, watch);
  return solved.ok ? { ok: true, value: sessionOf(solved.value, watch) } : solved;
}
