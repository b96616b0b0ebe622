import type { Result } from '../kernel/result.ts';
import { checkInput } from './check-input.ts';
import type { Watch } from './engine/assign.ts';
import { certificateOf } from './engine/certificate.ts';
import { explainPair } from './engine/explain.ts';
import { judge } from './engine/judge.ts';
import { brokenLocks, lockedPairs, type LockedPair } from './engine/locks.ts';
import { indexOf } from './engine/people-index.ts';
import type { Fixed } from './engine/problem.ts';
import { reportOf } from './engine/report.ts';
import { facing, idsOf, pairAt, rosterOf, seatsOf, type Facing, type VisitPair } from './engine/roster.ts';
import { run, type Run } from './engine/run.ts';
import { explainUnmatched } from './engine/unmatched.ts';
import type { InputFaults, MatchInput, MatchOutcome, MatchSettings, MatchedPair, MentorMentee } from './match-types.ts';

/** A match that is solved and not yet explained. */
export type Solved = {
  input: MatchInput;
  locked: LockedPair[];
  /** Those of them that are in force: they decide ties once they are unlocked. */
  lockedInForce: LockedPair[];
  fixed: Fixed;
  run: Run;
};

/** Faults as `match`. */
export function solveMatch(input: MatchInput, watch: Watch): Result<Solved, InputFaults> {
  watch.onPhase?.('checks');
  const people = indexOf(input.people);
  const faults = checkInput(input, people);
  if (faults.length > 0) return { ok: false, fault: faults };

  watch.onPhase?.('preparation');
  const roster = rosterOf(input, people);
  const sides = facing(roster, roster.mentors.size <= roster.mentees.size ? 'mentor' : 'mentee');
  const judged = judge(sides, input.settings);
  const locked = lockedPairs(judged, input.locked);
  const broken = brokenLocks(locked);
  if (broken.length > 0) return { ok: false, fault: broken };

  const inForce = currentPairs(sides, input.current);
  const keyOfCell = ({ row, col }: { row: number; col: number }) => row * sides.cols.size + col;
  const lockedInForce = locked.filter((pair) => inForce.has(keyOfCell(pair)));
  for (const pair of lockedInForce) inForce.delete(keyOfCell(pair));
  const fixed = { locked, current: [...inForce.values()] };
  const solved = run(judged, input.settings, fixed, watch);
  return { ok: true, value: { input, locked, lockedInForce, fixed, run: solved } };
}

/** All pairs of a solved match, the locked ones among them. */
export const eachPair =
  ({ locked, run: { sides, found, source } }: Solved) =>
  (visit: VisitPair): void => {
    for (const { row, col, score } of locked) visit(row, col, score, true);
    for (let row = 0; row < sides.rows.size; row++) {
      for (let k = 0; k < found.answer.degree[row]!; k++) {
        const col = found.answer.partnerOf(row, k) - sides.rows.size;
        visit(row, col, source.row(row)[col]! - 1, false);
      }
    }
  };

/** The same by id. */
export function pairsOf(solved: Solved): MentorMentee[] {
  const pairs: MentorMentee[] = [];
  eachPair(solved)((row, col) => pairs.push(idsOf(solved.run.sides, row, col)));
  return pairs;
}

/** Says everything about a solved match. */
export function outcomeOf({ input, locked, fixed, run }: Solved, watch: Watch): MatchOutcome {
  watch.onPhase?.('explanations');
  const { settings } = input;
  const { sides, found } = run;
  const pairs = locked.map((lock) => explainLocked(sides, lock, settings));
  for (let row = 0; row < sides.rows.size; row++) {
    for (let k = 0; k < found.answer.degree[row]!; k++) {
      const col = found.answer.partnerOf(row, k) - sides.rows.size;
      pairs.push({ ...explainPair(sides, row, col, settings), locked: false });
    }
  }
  pairs.sort((a, b) => compare(a.mentorId, b.mentorId) || compare(a.menteeId, b.menteeId));
  const { unmatched, bottlenecks, relaxations } = explainUnmatched(run, settings, fixed, watch);
  watch.onPhase?.('report');
  const report = reportOf(run, pairs, settings, keptOf(input.current, pairs), relaxations);
  return { pairs, unmatched, bottlenecks, report, certificate: certificateOf(run) };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const keyOf = ({ mentorId, menteeId }: MentorMentee): string => JSON.stringify([mentorId, menteeId]);

/** Pairs in force between people who are enrolled still, each once, by row × columns + column. */
function currentPairs(sides: Facing, current: MentorMentee[]): Map<number, { row: number; col: number }> {
  const seats = seatsOf(sides);
  const pairs = new Map<number, { row: number; col: number }>();
  for (const pair of current) {
    const at = pairAt(sides, seats, pair);
    if (at) pairs.set(at.row * sides.cols.size + at.col, at);
  }
  return pairs;
}

function keptOf(current: MentorMentee[], pairs: MatchedPair[]): { pairs: number; kept: number } {
  const inForce = new Set(current.map(keyOf));
  return { pairs: inForce.size, kept: pairs.filter((pair) => inForce.has(keyOf(pair))).length };
}

function explainLocked(sides: Facing, { row, col, breaks, reason }: LockedPair, settings: MatchSettings): MatchedPair {
  const pair = explainPair(sides, row, col, settings);
  const lock = breaks.length > 0 ? `locked although it breaks ${breaks.join(', ')}` : 'locked';
  const reasons = [pair.reasons, reason === undefined ? lock : `${lock}: ${reason}`].filter(Boolean).join('; ');
  return { ...pair, reasons, locked: true, ...(reason !== undefined && { lockReason: reason }) };
}
