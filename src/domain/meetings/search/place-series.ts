import { fault, ok } from '../../kernel/result.ts';
import { explainSeries, type JudgedMeeting } from './explain-series.ts';
import type { PlacedSeries, Placement, PlacementQuestion } from './placement.ts';
import { createGrid, slotAt, SLOT_MS, type Grid } from './grid.ts';
import { createMarks } from './marks.ts';
import { createPairSeries, eachSeries, slotOf, type Choice, type PairSeries } from './pair-series.ts';
import { createSlotReader, ELSEWHERE, FIRM, HOLIDAY, TENTATIVE, UNKNOWN } from './person-slots.ts';
import { sharedPeople, type WorkAllowed } from './search-group.ts';
import { settle } from './settle.ts';
import { costParts, SECOND_ON_DAY } from './weights.ts';
import { wallTimeAt, writeWallTime } from '../zone-clock.ts';

export type PlacementOptions = {
  /** How many of the pairs whose diaries can be seen have been looked at; what follows takes about as long again. */
  onProgress?: (done: number, all: number) => void;
  /** What one group of pairs may cost; see `settle`. */
  work?: WorkAllowed;
};

const USUAL_WORK: WorkAllowed = { candidates: 200_000, looks: 2_000_000 };

/**
 * Which hour, for all series of a programme together.
 *
 * Problem: each pair gets a weekday and a wall-clock time, constant in the programme's zone, for `count` meetings every
 * four, five or six weeks. At most one meeting is moved: within its calendar week, or to a neighbouring one where the
 * gaps on both sides stay four to six weeks. Every meeting lies inside the working hours of both people in their own
 * local time on that very day, inside the programme's dates, clear of all hours promised before, and clear of any
 * moment at which the programme's clocks change. Two series of one person never overlap. Among all such answers the one
 * with the least sum of `PlacementCost` over all pairs wins, its first part before its second and so on.
 *
 * Free means that nothing firm is in either diary. 'Tentative' and 'working elsewhere' are worse than free and better
 * than busy; an entry of unknown kind is never free; a diary that can't be seen gives no series at all. A pair that
 * gets no series counts as one without a free hour in any meeting.
 *
 * Method: see `settle`. Cost: some five milliseconds a pair, and more for pairs who want the same hours of one person.
 */
export function placeSeries(question: PlacementQuestion, options: PlacementOptions = {}): Placement[] {
  const { onProgress, work = USUAL_WORK } = options;
  const grid = createGrid(question);
  const seats = seatsOf(question, grid);
  const { count, preferredWeeks, preferredStart = question.notBefore } = question;
  const rules = { count, preferredWeeks, preferredSlot: slotAt(grid, wallTimeAt(preferredStart, question.timeZone)) };
  const known = question.pairs.filter(({ mentorId, menteeId }) => seats.get(mentorId) && seats.get(menteeId));
  const pairs = known.map(({ mentorId, menteeId }, at) => {
    const pair = createPairSeries(grid, rules, [seats.get(mentorId)!, seats.get(menteeId)!]);
    onProgress?.(at + 1, known.length);
    return pair;
  });
  const { choices, proven } = settle(grid, pairs, work);
  const seconds = secondsEach(grid, pairs, choices);
  const placements = new Map(
    known.map(({ id }, at) => {
      const choice = choices[at]!;
      const found =
        choice.base === -1
          ? noHour(pairs[at]!)
          : ok(toSeries(question, grid, pairs[at]!, { ...choice, high: choice.high + seconds[at]! * SECOND_ON_DAY }));
      return [id, { pairId: id, found, proven: proven[at]! }];
    }),
  );
  return question.pairs.map(({ id: pairId }) => placements.get(pairId) ?? { pairId, found: UNSEEN, proven: true });
}

/** People whose diaries can be seen. */
function seatsOf({ people, pairs, timeZone }: PlacementQuestion, grid: Grid) {
  const seniors = new Set(pairs.map(({ menteeId }) => menteeId));
  const read = createSlotReader(grid, timeZone);
  return new Map(
    people.flatMap((person, at) =>
      person.diary.known
        ? [[person.id, { person: at, slots: read(person), isSenior: seniors.has(person.id) }] as const]
        : [],
    ),
  );
}

/** A day's second session is counted for the pair that comes later in the question. */
function secondsEach(grid: Grid, pairs: PairSeries[], choices: Choice[]): number[] {
  const marks = createMarks(grid, sharedPeople(pairs));
  return pairs.map((pair, at) => {
    const seconds = marks.secondsOf(pair, choices[at]!);
    if (seconds === -1) throw new Error('two series of one person overlap');
    marks.put(pair, choices[at]!);
    return seconds;
  });
}

const UNSEEN = fault('diary-unknown', 'No hour was chosen because a diary could not be read.');

function noHour(pair: PairSeries) {
  const any = { high: Infinity, low: Infinity };
  let hasRoom = false;
  eachSeries(pair, any, () => {
    hasRoom = true;
    any.high = -1;
  });
  return hasRoom
    ? fault('never-free', 'No hour inside the working hours of both is free for both in any meeting.')
    : fault(
        'no-room',
        'No hour lies inside the working hours of both in every meeting up to the end of the programme.',
      );
}

function toSeries(question: PlacementQuestion, grid: Grid, pair: PairSeries, choice: Choice): PlacedSeries {
  const instantAt = (slot: number): Date => new Date(grid.starts[slot]!);
  const everyWeeks = pair.bases.cadence[choice.base] as PlacedSeries['everyWeeks'];
  const regular = { ...choice, movedAt: -1 };
  const judged = Array.from({ length: pair.count }, (_, at): JudgedMeeting => {
    const slot = slotOf(pair, choice, at);
    const flags = pair.seats.reduce((all, { slots }) => all | slots.flags[slot]!, 0);
    const isFirm = (flags & (FIRM | HOLIDAY)) !== 0;
    return {
      position: at + 1,
      regularStart: instantAt(slotOf(pair, regular, at)),
      startsAt: instantAt(slot),
      endsAt: new Date(grid.starts[slot]! + grid.length),
      diary: isFirm ? 'clash' : (flags & UNKNOWN) !== 0 ? 'unknown' : 'free',
      overlap: (flags & TENTATIVE) !== 0 ? 'tentative' : (flags & ELSEWHERE) !== 0 ? 'elsewhere' : null,
      isHoliday: (flags & (FIRM | HOLIDAY)) === HOLIDAY,
    };
  });
  const firstStart = writeWallTime(grid.origin + pair.bases.first[choice.base]! * SLOT_MS);
  const diaries = pair.seats.map(({ person }) => question.people[person]!.diary);
  return {
    firstStart,
    everyWeeks,
    meetings: judged.map(({ isHoliday: _, ...meeting }) => meeting),
    cost: costParts(choice),
    explanation: explainSeries(firstStart, judged, diaries, question, everyWeeks),
  };
}
