import type { Edit, LiveMatch } from './engine/live-match.ts';
import { grownSource } from './engine/grown-source.ts';
import { judge, rulesBroken } from './engine/judge.ts';
import type { LockedPair } from './engine/locks.ts';
import { facing, joined, type Facing } from './engine/roster.ts';
import { isWellFormed } from './check-input.ts';
import type { MatchChange, MatchEnrolment, MatchInput, MatchRole, MentorMentee } from './match-types.ts';

/** Where everyone who is enrolled sits: row or column of each id, by role. */
export type Seats = Record<MatchRole, Map<string, number>>;

export function seatsOf({ rows, cols }: Facing): Seats {
  const seats: Seats = { mentor: new Map(), mentee: new Map() };
  for (const side of [rows, cols]) side.enrolments.forEach(({ personId }, at) => seats[side.role].set(personId, at));
  return seats;
}

/**
 * A change as an edit of a solved match; null where it is faulty, or touches more than the few people it names, so that
 * the whole input must be looked at.
 */
export function editFor(live: LiveMatch, seats: Seats, input: MatchInput, change: MatchChange): Edit | null {
  if (change.kind === 'join') return joining(live, seats, input, change.enrolment);
  if (change.kind === 'leave') return leaving(live, seats, change);
  const { rowsAreMentors } = live.sides;
  const mentor = seats.mentor.get(change.pair.mentorId);
  const mentee = seats.mentee.get(change.pair.menteeId);
  if (mentor === undefined || mentee === undefined || isSelf(change.pair)) return null;
  const [row, col] = rowsAreMentors ? [mentor, mentee] : [mentee, mentor];
  const isLocked = live.locked.some((pair) => pair.row === row && pair.col === col);
  const isBarred = live.total.problem.barred.has(row, col);
  const forbidden = input.forbidden.some((pair) => isSame(pair, change.pair));
  if (change.kind === 'lock') return isLocked || forbidden || isBarred ? null : locking(live, row, col, change.pair);
  if (change.kind === 'unlock' && isLocked) {
    const locked = live.locked.filter((pair) => pair.row !== row || pair.col !== col);
    return { ...same(live), locked, concerned: ends(live, locked, row, col), unbar: { row, col } };
  }
  // What was forbidden from the beginning is among the rules and not among the barred pairs.
  if (change.kind === 'forbid' && !isLocked && !isBarred && !forbidden) {
    return { ...same(live), concerned: ends(live, live.locked, row, col), bar: { row, col } };
  }
  if (change.kind === 'allow' && isBarred && !isLocked) {
    return { ...same(live), concerned: ends(live, live.locked, row, col), unbar: { row, col } };
  }
  return null;
}

const isSame = (a: MentorMentee, b: MentorMentee): boolean => a.mentorId === b.mentorId && a.menteeId === b.menteeId;

const isSelf = ({ mentorId, menteeId }: MentorMentee): boolean => mentorId === menteeId;

const same = ({ sides, source, locked }: LiveMatch): Edit => ({
  sides,
  source,
  locked,
  rowJoined: false,
  concerned: [],
  bar: null,
  unbar: null,
});

function locking(live: LiveMatch, row: number, col: number, { reason }: MentorMentee): Edit | null {
  const judged = judge(live.sides, live.sides.roster.input.settings);
  const breaks = rulesBroken(judged, row, col);
  if (breaks.length > 0 && !reason?.trim()) return null;
  const scores = new Int32Array(live.sides.cols.size);
  judged.scoreRow(row, scores);
  const locked: LockedPair[] = [
    ...live.locked,
    { row, col, score: scores[col]!, breaks, reason: reason?.trim() || undefined },
  ];
  const concerned = ends(live, locked, row, col);
  return concerned.some(({ count }) => count < 0) ? null : { ...same(live), locked, concerned, bar: { row, col } };
}

function ends(live: LiveMatch, locked: LockedPair[], row: number, col: number): Edit['concerned'] {
  return [place(live, locked, true, row), place(live, locked, false, col)];
}

/** What someone may have now, besides their locked pairs. */
function place({ sides }: LiveMatch, locked: LockedPair[], isRow: boolean, at: number): Edit['concerned'][0] {
  const [side, opposite] = isRow ? [sides.rows, sides.cols] : [sides.cols, sides.rows];
  const taken = locked.filter((pair) => (isRow ? pair.row : pair.col) === at).length;
  const count = Math.min(side.enrolments[at]!.capacity, opposite.size) - taken;
  return { isRow, at, count, hasPartner: taken > 0, waits: side.waiting[at] === 1 && taken === 0 };
}

function leaving(
  live: LiveMatch,
  seats: Seats,
  { personId, role }: { personId: string; role: MatchRole },
): Edit | null {
  const at = seats[role].get(personId);
  if (at === undefined) return null;
  const isRow = live.sides.rows.role === role;
  const side = isRow ? live.sides.rows : live.sides.cols;
  // Whom someone avoids counts in both of their roles.
  const other = role === 'mentor' ? seats.mentee : seats.mentor;
  if (side.enrolments[at]!.avoid.length > 0 && other.has(personId)) return null;
  const [theirs, others] = partition(live.locked, (pair) => (isRow ? pair.row : pair.col) === at);
  return {
    ...same(live),
    locked: others,
    concerned: [
      { isRow, at, count: 0, hasPartner: true, waits: false },
      ...theirs.map((pair) => place(live, others, !isRow, isRow ? pair.col : pair.row)),
    ],
  };
}

function partition<T>(list: T[], test: (item: T) => boolean): [T[], T[]] {
  return [list.filter(test), list.filter((item) => !test(item))];
}

function joining(live: LiveMatch, seats: Seats, input: MatchInput, enrolment: MatchEnrolment): Edit | null {
  const { sides, source } = live;
  const { roster } = sides;
  const { personId, role, waitingSince } = enrolment;
  if (seats[role].has(personId) || !isWellFormed(enrolment, (id) => roster.index.has(id))) return null;
  if (waitingSince !== undefined && live.people.problem.waitingValue === 0) return null;
  const grown = facing(joined(roster, enrolment), sides.rows.role);
  const isRow = sides.rows.role === role;
  const [own, opposite] = isRow ? [sides.rows, sides.cols] : [sides.cols, sides.rows];
  const at = own.size;
  // Nobody has more places than there are people opposite, so one more may give others a place.
  if (opposite.enrolments.some(({ capacity }) => capacity > at)) return null;
  const next: LiveMatch = { ...live, sides: grown };
  return {
    ...same(live),
    sides: grown,
    source: grownSource(source, grown, input.settings, role),
    rowJoined: isRow,
    concerned: [place(next, live.locked, isRow, at)],
  };
}
