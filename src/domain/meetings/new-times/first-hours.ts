import { freeFor, pickApart, type Candidate, type HoursQuestion } from './common-hours.ts';
import { contains, workingStretches } from '../stretches.ts';
import type { ProposedHour } from './time-proposals.ts';
import { createZoneClock, DAY_MS, midnightOf, MINUTE_MS, wallTimeAt } from '../zone-clock.ts';

/**
 * With which hours a series could begin when none is known to be free: for a card on which both people choose.
 *
 * Every meeting of the series lies inside both people's working hours, in their own local time on that very day, and
 * between the programme's dates. Of those the hours with the fewest known clashes are offered, on different weekdays,
 * within the first weeks; of equals the earliest.
 */
export type FirstHoursQuestion = Pick<
  HoursQuestion,
  'diaries' | 'taken' | 'timeZone' | 'minutes' | 'notBefore' | 'endsOn' | 'refused'
> & { everyWeeks: number; count: number };

const STEP_MS = 30 * MINUTE_MS;
const WEEK_MS = 7 * DAY_MS;
/** The series should begin soon; more weeks would be the same weekdays again. */
const WEEKS_OFFERED = 2;

/** At most three, in order of time; the same question always has the same answer. */
export function findFirstHours(question: FirstHoursQuestion): ProposedHour[] {
  const { diaries, timeZone, notBefore, everyWeeks, count, minutes } = question;
  const lastMidnight = midnightOf(question.endsOn) + DAY_MS;
  const clock = createZoneClock(timeZone, notBefore, new Date(lastMidnight + 2 * DAY_MS));
  const end = new Date(clock(lastMidnight));
  if (end <= notBefore) return [];
  const working = diaries.map((diary) => workingStretches(diary, timeZone, notBefore, end));
  const isFree = freeFor({ ...question, refused: [] }, notBefore, end);

  const gap = everyWeeks * WEEK_MS;
  const earliest = Math.ceil(wallTimeAt(notBefore, timeZone) / STEP_MS) * STEP_MS;
  const latest = Math.min(earliest + WEEKS_OFFERED * WEEK_MS, lastMidnight - gap * (count - 1));
  const refused = question.refused.map((moment) => wallTimeAt(moment, timeZone));
  const found: Candidate[] = [];
  for (let start = earliest; start < latest; start += STEP_MS) {
    if (refused.some((other) => isSameHourOfTheWeek(start, other, minutes))) continue;
    const meetings = Array.from({ length: count }, (_, at) => {
      const from = clock(start + at * gap);
      return { from, to: from + minutes * MINUTE_MS };
    });
    const isPossible = meetings.every(
      (meeting) =>
        meeting.from >= notBefore.getTime() &&
        meeting.to <= end.getTime() &&
        working.every((hours) => contains(hours, meeting)),
    );
    if (!isPossible) continue;
    const clashes = meetings.filter((meeting) => !isFree(meeting)).length;
    found.push({ start, hour: meetings[0]!, cost: clashes });
  }
  const isKnown = diaries.every((diary) => diary.known);
  return pickApart(found, minutes).map(({ hour }) => ({
    startsAt: new Date(hour.from),
    endsAt: new Date(hour.to),
    // What is known to clash is not called free either: the two know best what can give way.
    checked: isKnown && isFree(hour),
  }));
}

/** What did not suit in one week is not offered for another. */
function isSameHourOfTheWeek(a: number, b: number, minutes: number): boolean {
  const apart = (((a - b) % WEEK_MS) + WEEK_MS) % WEEK_MS;
  return Math.min(apart, WEEK_MS - apart) < minutes * MINUTE_MS;
}
