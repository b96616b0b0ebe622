import type {
  Cover as NamedCover,
  MatchCertificate,
  MatchReport,
  MatchSettings,
  MatchedPair,
  Proven,
} from '../match-types.ts';
import type { AssignOutcome, Cover } from './assign.ts';
import type { Facing, Side } from './roster.ts';
import type { Run } from './run.ts';

const proven = (value: number, bound: number): Proven => ({ value, bound, gap: bound - value });
const sum = (numbers: Iterable<number>): number => {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
};
const sizeOf = ({ rows, cols }: Cover): number => rows.length + cols.length;

/** Figures and bounds. The bounds come from the proof alone, the values from the pairs alone. */
export function reportOf(
  { judge: { sides }, table, answer, pairs: freePairs }: Run,
  pairs: MatchedPair[],
  settings: MatchSettings,
  relaxations: MatchReport['relaxations'],
): MatchReport {
  const { roster, rows, cols } = sides;
  const { mentors, mentees } = roster;
  const { maxima, rowDual, colDual, pairValue, waitingValue } = answer;
  const locked = pairs.filter((pair) => pair.locked);
  const free = pairs.filter((pair) => !pair.locked);
  const lockedWaiting = waitingAmong(roster, locked);
  const freeWaiting = waitingAmong(roster, free);
  const lockedTotal = sum(locked.map(({ score }) => score));
  const value = sum(rowDual) + sum(colDual);
  const objective: MatchReport['objective'] = {
    places: proven(2 * pairs.length, 2 * (sizeOf(maxima.places) + locked.length)),
    waiting: proven(
      freeWaiting + lockedWaiting,
      sizeOf(maxima.waitingRows) + sizeOf(maxima.waitingCols) + lockedWaiting,
    ),
    lowest:
      settings.objective === 'total' || free.length === 0
        ? null
        : proven(
            free.reduce((least, { score }) => Math.min(least, score), Infinity),
            answer.floor,
          ),
    total: proven(
      sum(pairs.map(({ score }) => score)),
      lockedTotal + value - pairValue * freePairs - waitingValue * freeWaiting,
    ),
  };
  const menteePeople = new Set(mentees.person);
  const both = mentors.person.filter((person) => menteePeople.has(person)).length;
  return {
    counts: {
      people: roster.input.people.length,
      mentors: mentors.size,
      mentees: mentees.size,
      pairs: pairs.length,
      locked: locked.length,
      unmatchedMentors: mentors.size - pairs.length,
      unmatchedMentees: mentees.size - pairs.length,
      possiblePairs: rows.size * cols.size - both,
      allowedPairs: table.allowed,
    },
    objective,
    proven: Object.values(objective).every((part) => part === null || part.gap === 0),
    excluded: table.excluded,
    relaxations,
    settings,
  };
}

function waitingAmong({ mentors, mentees }: Facing['roster'], pairs: MatchedPair[]): number {
  const waitingIds = ({ enrolments, waiting }: Side) =>
    new Set(enrolments.filter((_, k) => waiting[k] === 1).map(({ personId }) => personId));
  const [waitingMentors, waitingMentees] = [waitingIds(mentors), waitingIds(mentees)];
  return sum(
    pairs.map(({ mentorId, menteeId }) => Number(waitingMentors.has(mentorId)) + Number(waitingMentees.has(menteeId))),
  );
}

/** The proof with ids instead of rows and columns. */
export function certificateOf(sides: Facing, answer: AssignOutcome): MatchCertificate {
  const { rows, cols, rowsAreMentors } = sides;
  const ids = (side: Side, members: number[]) => members.map((k) => side.enrolments[k]!.personId).sort();
  const named = (cover: Cover): NamedCover => {
    const [ofRows, ofCols] = [ids(rows, cover.rows), ids(cols, cover.cols)];
    return rowsAreMentors ? { mentors: ofRows, mentees: ofCols } : { mentors: ofCols, mentees: ofRows };
  };
  const duals = (side: Side, dual: Float64Array) =>
    Object.fromEntries(side.enrolments.map(({ personId }, k) => [personId, dual[k]!] as const).sort(byId));
  const { maxima, lowest, floor, pairValue, waitingValue } = answer;
  const ofRows = named(maxima.waitingRows);
  const ofCols = named(maxima.waitingCols);
  const waitingOf = rowsAreMentors
    ? ({ places: 'places', waitingRows: 'waitingMentors', waitingCols: 'waitingMentees' } as const)
    : ({ places: 'places', waitingRows: 'waitingMentees', waitingCols: 'waitingMentors' } as const);
  const [rowDuals, colDuals] = [duals(rows, answer.rowDual), duals(cols, answer.colDual)];
  return {
    places: named(maxima.places),
    waitingMentors: rowsAreMentors ? ofRows : ofCols,
    waitingMentees: rowsAreMentors ? ofCols : ofRows,
    lowest: lowest && { above: lowest.score, of: waitingOf[lowest.of], cover: named(lowest.cover) },
    total: {
      floor,
      pairValue,
      waitingValue,
      mentors: rowsAreMentors ? rowDuals : colDuals,
      mentees: rowsAreMentors ? colDuals : rowDuals,
    },
  };
}

const byId = ([a]: readonly [string, number], [b]: readonly [string, number]): number => (a < b ? -1 : a > b ? 1 : 0);
