import type { Result } from '../kernel/result.ts';
import { checkInput } from './check-input.ts';
import type { Watch } from './engine/assign.ts';
import { certificateOf } from './engine/certificate.ts';
import { explainPair } from './engine/explain.ts';
import { judge } from './engine/judge.ts';
import { brokenLocks, lockedPairs, type LockedPair } from './engine/locks.ts';
import type { Fixed } from './engine/problem.ts';
import { reportOf } from './engine/report.ts';
import { facing, rosterOf, type Facing } from './engine/roster.ts';
import { run, type Run } from './engine/run.ts';
import { explainUnmatched } from './engine/unmatched.ts';
import type { InputFaults, MatchInput, MatchOutcome, MatchSettings, MatchedPair, MentorMentee } from './match-types.ts';

/** A match that is solved and not yet explained. */
export type Solved = { input: MatchInput; locked: LockedPair[]; fixed: Fixed; run: Run };

/** Faults as `match`. */
export function solveMatch(input: MatchInput, watch: Watch): Result<Solved, InputFaults> {
  watch.onPhase?.('checks');
  const faults = checkInput(input);
  if (faults.length > 0) return { ok: false, fault: faults };

  watch.onPhase?.('preparation');
  const roster = rosterOf(input);
  const sides = facing(roster, roster.mentors.size <= roster.mentees.size ? 'mentor' : 'mentee');
  const locked = lockedPairs(judge(sides, input.settings), input.locked);
  const broken = brokenLocks(locked);
  if (broken.length > 0) return { ok: false, fault: broken };

  const fixed = { locked, current: currentPairs(sides, input.current, locked) };
  return { ok: true, value: { input, locked, fixed, run: run(sides, input.settings, fixed, watch) } };
}

/** Pairs of a solved match, the locked ones among them. */
export function pairsOf(solved: Solved): MentorMentee[] {
  return scoredPairs(solved).map(({ mentorId, menteeId }) => ({ mentorId, menteeId }));
}

export type ScoredPair = { mentorId: string; menteeId: string; score: number; locked: boolean };

/** The same with what is quickly said of each. */
export function scoredPairs({ locked, run: { sides, found, problem } }: Solved): ScoredPair[] {
  const { rows, cols, rowsAreMentors } = sides;
  const pair = (row: number, col: number, score: number, isLocked: boolean): ScoredPair => {
    const [ofRow, ofCol] = [rows.enrolments[row]!.personId, cols.enrolments[col]!.personId];
    const [mentorId, menteeId] = rowsAreMentors ? [ofRow, ofCol] : [ofCol, ofRow];
    return { mentorId, menteeId, score, locked: isLocked };
  };
  const { answer } = found;
  const pairs = locked.map(({ row, col, score }) => pair(row, col, score, true));
  for (let row = 0; row < rows.size; row++) {
    for (let k = 0; k < answer.degree[row]!; k++) {
      const col = answer.partnerOf(row, k) - rows.size;
      pairs.push(pair(row, col, problem.source.row(row)[col]! - 1, false));
    }
  }
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

/** Pairs in force between people who are enrolled still, each once, without those that are locked anyway. */
function currentPairs(sides: Facing, current: MentorMentee[], locked: LockedPair[]): Fixed['current'] {
  const { rows, rowsAreMentors, roster, colOf } = sides;
  const rowOf = new Map(rows.enrolments.map(({ personId }, row) => [personId, row]));
  const cellKey = (row: number, col: number) => row * colOf.length + col;
  const pairs = new Map<number, { row: number; col: number }>();
  for (const { mentorId, menteeId } of current) {
    const row = rowOf.get(rowsAreMentors ? mentorId : menteeId);
    const person = roster.index.get(rowsAreMentors ? menteeId : mentorId);
    const col = person === undefined ? -1 : colOf[person]!;
    if (row !== undefined && col >= 0) pairs.set(cellKey(row, col), { row, col });
  }
  for (const { row, col } of locked) pairs.delete(cellKey(row, col));
  return [...pairs.values()];
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
