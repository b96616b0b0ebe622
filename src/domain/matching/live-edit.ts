import type { Edit, LiveMatch } from './engine/live/live-match.ts';
import { grownSource } from './engine/live/grown-source.ts';
import { rulesBroken } from './engine/judge.ts';
import { oncePer } from './engine/once-per.ts';
import type { LockedPair } from './engine/locks.ts';
import { facing, joined, pairAt, type Facing, type Seats } from './engine/roster.ts';
import type { Side } from './engine/side.ts';
import { isWellFormed } from './check-input.ts';
import type { MatchChange, MatchEnrolment, MatchInput, MatchRole, MentorMentee } from './match-types.ts';

/**
 * A change as an edit of a solved match; null where it is faulty, or touches more than the few people it names, so that
 * the whole input must be looked at.
 */
export function editFor(live: LiveMatch, seats: Seats, input: MatchInput, change: MatchChange): Edit | null {
  if (change.kind === 'join') return joining(live, seats, input, change.enrolment);
  if (change.kind === 'leave') return leaving(live, seats, change);
  const at = isSelf(change.pair) ? null : pairAt(live.sides, seats, change.pair);
  if (!at) return null;
  const { row, col } = at;
  const isLocked = live.locked.some((pair) => pair.row === row && pair.col === col);
  const isBarred = live.isBarred(row, col);
  const forbidden = input.forbidden.some((pair) => isSame(pair, change.pair));
  if (change.kind === 'lock') return isLocked || forbidden || isBarred ? null : locking(live, row, col, change.pair);
  if (change.kind === 'unlock' && isLocked) {
    const locked = live.locked.filter((pair) => pair.row !== row || pair.col !== col);
    return { ...same(live), locked, concerned: ends(live.sides, locked, row, col), unbar: { row, col } };
  }
  // What was forbidden from the beginning is among the rules and not among the barred pairs.
  if (change.kind === 'forbid' && !isLocked && !isBarred && !forbidden) {
    return { ...same(live), concerned: ends(live.sides, live.locked, row, col), bar: { row, col } };
  }
  if (change.kind === 'allow' && isBarred && !isLocked) {
    return { ...same(live), concerned: ends(live.sides, live.locked, row, col), unbar: { row, col } };
  }
  return null;
}

const isSame = (a: MentorMentee, b: MentorMentee): boolean => a.mentorId === b.mentorId && a.menteeId === b.menteeId;

const isSelf = ({ mentorId, menteeId }: MentorMentee): boolean => mentorId === menteeId;

const same = ({ sides, pairs, locked }: LiveMatch): Edit => ({
  sides,
  source: pairs,
  locked,
  concerned: [],
  bar: null,
  unbar: null,
});

function locking(live: LiveMatch, row: number, col: number, { reason }: MentorMentee): Edit | null {
  const { judged } = live;
  const breaks = rulesBroken(judged, row, col);
  if (breaks.length > 0 && !reason?.trim()) return null;
  const scores = new Int32Array(live.sides.cols.size);
  judged.scoreRow(row, scores);
  const locked: LockedPair[] = [
    ...live.locked,
    { row, col, score: scores[col]!, breaks, reason: reason?.trim() || undefined },
  ];
  const concerned = ends(live.sides, locked, row, col);
  return concerned.some(({ count }) => count < 0) ? null : { ...same(live), locked, concerned, bar: { row, col } };
}

function ends(sides: Facing, locked: LockedPair[], row: number, col: number): Edit['concerned'] {
  return [place(sides, locked, true, row), place(sides, locked, false, col)];
}

/** What someone may have now, besides their locked pairs. */
function place(sides: Facing, locked: LockedPair[], isRow: boolean, at: number): Edit['concerned'][0] {
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
      ...theirs.map((pair) => place(live.sides, others, !isRow, isRow ? pair.col : pair.row)),
    ],
  };
}

function partition<T>(list: T[], test: (item: T) => boolean): [T[], T[]] {
  return [list.filter(test), list.filter((item) => !test(item))];
}

function joining(live: LiveMatch, seats: Seats, input: MatchInput, enrolment: MatchEnrolment): Edit | null {
  const { sides, pairs } = live;
  const { roster } = sides;
  const { personId, role, waitingSince } = enrolment;
  if (seats[role].has(personId) || !isWellFormed(enrolment, (id) => roster.index.has(id))) return null;
  // Whom someone avoids counts in both of their roles, and what they said before they left may still be known.
  const person = roster.index.get(personId)!;
  const others = [...enrolmentsOf(sides.rows, person), ...enrolmentsOf(sides.cols, person)];
  if (others.length > 0 && [enrolment, ...others].some(({ avoid }) => avoid.length > 0)) return null;
  if (waitingSince !== undefined && live.field.worths.waitingValue === 0) return null;
  // Forbidden before they left, which is known of the place alone that they had then.
  const isTheirs = (pair: MentorMentee) => pair[`${role}Id`] === personId;
  const fromTheBeginning = roster.input.forbidden.filter(isTheirs);
  if (input.forbidden.some((pair) => isTheirs(pair) && !fromTheBeginning.some((one) => isSame(one, pair)))) return null;
  const isRow = sides.rows.role === role;
  const later = joined(roster, enrolment);
  const grown = isRow ? { ...sides, roster: later, rows: later[`${role}s`] } : facing(later, sides.rows.role);
  const [own, opposite] = isRow ? [sides.rows, sides.cols] : [sides.cols, sides.rows];
  const at = own.size;
  // Nobody has more places than there are people opposite, so one more may give others a place.
  if (mostPlaces(opposite) > at) return null;
  return {
    ...same(live),
    sides: grown,
    source: grownSource(pairs, sides, grown, input.settings, role),
    concerned: [place(grown, live.locked, isRow, at)],
  };
}

/** Of someone who sits there, or sat there before they left. */
function enrolmentsOf({ person, enrolments }: Side, wanted: number): MatchEnrolment[] {
  const found: MatchEnrolment[] = [];
  for (let at = person.indexOf(wanted); at >= 0; at = person.indexOf(wanted, at + 1)) found.push(enrolments[at]!);
  return found;
}

/** The largest capacity on a side. */
const mostPlaces = oncePer((side: Side): number =>
  side.enrolments.reduce((largest, { capacity }) => Math.max(largest, capacity), 0),
);
