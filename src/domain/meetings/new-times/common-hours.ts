import type { Diary } from '../meetings.ts';
import { contains, join, overlaps, workingStretches, type Stretch } from '../stretches.ts';
import type { ProposedHour } from './time-proposals.ts';
import { createZoneClock, DAY_MS, midnightOf, MINUTE_MS, wallTimeAt, weekdayOf, type WallTime } from '../zone-clock.ts';

/**
 * To which hours one meeting of a series could be moved.
 *
 * Problem: starts on a half-hour grid of the series' zone, inside the working hours of both people in their own local
 * time, with nothing in either diary. The meeting stays in its week (Monday to Sunday in the series' zone), or goes to a
 * neighbouring one where both gaps remain 4 to 6 calendar weeks; it always stays between the days of its neighbours,
 * since Exchange refuses what reaches them (`ErrorOccurrenceCrossingBoundary`). It is over by the programme's last day.
 *
 * Of all such hours the three nearest to the meeting are taken, its own week first, on different days if possible; those
 * that overlap it come last, and what somebody named comes first. Fewer than three is an answer too.
 *
 * A diary that can't be read is never taken for free: then hours of work are all that is looked at in it, and the hour
 * says that it was not checked.
 */
export type HoursQuestion = {
  diaries: [Diary, Diary];
  /** Hours promised to either person by us, this meeting left out. */
  taken: { from: Date; to: Date }[];
  /** IANA, the series' own; also stands in for the zone of a person whose calendar does not tell it. */
  timeZone: string;
  minutes: number;
  notBefore: Date;
  /** The programme's last day in `timeZone`: YYYY-MM-DD. */
  endsOn: string;
  meeting: { startsAt: Date; endsAt: Date; /** Where the series' rule puts it. */ regularStart: Date };
  /** Starts of the meetings before and after it. */
  neighbours: { before: Date | null; after: Date | null };
  /** Offered before. */
  refused: Date[];
  /** An hour that one of them has named. */
  wished: Date | null;
};

export const HOURS_OFFERED = 3;
const STEP_MS = 30 * MINUTE_MS;
const WEEK_MS = 7 * DAY_MS;
const SMALLEST_GAP = 4;
const LARGEST_GAP = 6;

/** At most three, in order of time; the same question always has the same answer. */
export function findHours(question: HoursQuestion): ProposedHour[] {
  const { meeting, timeZone, minutes, notBefore, wished } = question;
  const weekStart = mondayOf(wallTimeAt(meeting.regularStart, timeZone));
  const from = weekStart - WEEK_MS;
  const to = Math.min(weekStart + 2 * WEEK_MS, midnightOf(question.endsOn) + DAY_MS);
  const clock = createZoneClock(timeZone, new Date(from - 2 * DAY_MS), new Date(to + 2 * DAY_MS));
  const isAllowed = windowOf(question, weekStart);
  const isFree = freeFor(question, new Date(clock(from)), new Date(clock(Math.max(from, to))));

  const found: Candidate[] = [];
  const at = wallTimeAt(meeting.startsAt, timeZone);
  const wishedWall = wished && wallTimeAt(wished, timeZone);
  const grid = wishedWall === null ? [] : [wishedWall];
  for (let start = from; start < to; start += STEP_MS) if (start !== wishedWall) grid.push(start);
  for (const start of grid) {
    const hour = { from: clock(start), to: clock(start) + minutes * MINUTE_MS };
    if (hour.from < notBefore.getTime() || start + minutes * MINUTE_MS > to) continue;
    if (start === at || !isAllowed(start) || !isFree(hour)) continue;
    const elsewhere = mondayOf(start) === weekStart ? 0 : 1000;
    // Half an hour later helps few of those who can't come.
    const nearlyTheSame = Math.abs(start - at) < minutes * MINUTE_MS ? 2000 : 0;
    found.push({ start, hour, cost: start === wishedWall ? -1 : elsewhere + nearlyTheSame + distance(start, at) });
  }
  const checked = question.diaries.every((diary) => diary.known);
  return pickApart(found, minutes).map(({ hour }) => ({
    startsAt: new Date(hour.from),
    endsAt: new Date(hour.to),
    checked,
  }));
}

export type Candidate = { start: WallTime; hour: Stretch; cost: number };

/** The cheapest, on different days as long as there are any, in order of time; of equals the earliest. */
export function pickApart(candidates: Candidate[], minutes: number): Candidate[] {
  const byCost = [...candidates].sort((a, b) => a.cost - b.cost || a.start - b.start);
  const taken: Candidate[] = [];
  for (const isApart of [isOnAnotherDay, isClearOf(minutes)]) {
    for (const one of byCost) {
      if (taken.length < HOURS_OFFERED && taken.every((other) => isApart(one, other))) taken.push(one);
    }
  }
  return taken.sort((a, b) => a.start - b.start);
}

const isOnAnotherDay = (a: Candidate, b: Candidate): boolean =>
  Math.floor(a.start / DAY_MS) !== Math.floor(b.start / DAY_MS);
const isClearOf = (minutes: number) => (a: Candidate, b: Candidate) =>
  Math.abs(a.start - b.start) >= minutes * MINUTE_MS;

export const mondayOf = (wall: WallTime): WallTime =>
  Math.floor(wall / DAY_MS) * DAY_MS - (weekdayOf(wall) - 1) * DAY_MS;

/** Days between, and half a day for each hour by which the time of day differs. */
function distance(a: WallTime, b: WallTime): number {
  const days = Math.abs(Math.floor(a / DAY_MS) - Math.floor(b / DAY_MS));
  const hours = Math.abs((((a % DAY_MS) - (b % DAY_MS)) / DAY_MS) * 24);
  return days + hours / 2;
}

function windowOf({ neighbours, timeZone }: HoursQuestion, weekStart: WallTime): (start: WallTime) => boolean {
  const wall = (moment: Date | null) => moment && wallTimeAt(moment, timeZone);
  const before = wall(neighbours.before);
  const after = wall(neighbours.after);
  const day = (at: WallTime): number => Math.floor(at / DAY_MS);
  const weeks = (later: WallTime, earlier: WallTime): number => (mondayOf(later) - mondayOf(earlier)) / WEEK_MS;
  const isGap = (gap: number): boolean => gap >= SMALLEST_GAP && gap <= LARGEST_GAP;
  return (start) =>
    (before === null || day(start) > day(before)) &&
    (after === null || day(start) < day(after)) &&
    (mondayOf(start) === weekStart ||
      ((before === null || isGap(weeks(start, before))) && (after === null || isGap(weeks(after, start)))));
}

type FreeQuestion = Pick<HoursQuestion, 'diaries' | 'taken' | 'timeZone'> &
  Partial<Pick<HoursQuestion, 'meeting' | 'refused' | 'minutes'>>;

/** Whether nothing that is known of stands against an hour between the two moments. */
export function freeFor(question: FreeQuestion, from: Date, to: Date): (hour: Stretch) => boolean {
  const { diaries, taken, timeZone, meeting, refused = [], minutes = 0 } = question;
  if (from >= to) return () => false;
  const working = diaries.map((diary) => workingStretches(diary, timeZone, from, to));
  const busy = join([
    ...diaries.flatMap((diary) => withoutOwn(diary, meeting).filter((entry) => entry.status !== 'workingElsewhere')),
    ...taken,
    ...refused.map((start) => ({ from: start, to: new Date(start.getTime() + minutes * MINUTE_MS) })),
  ]);
  return (hour) => !overlaps(busy, hour) && working.every((hours) => contains(hours, hour));
}

/** The meeting itself stands in both diaries; something else at the very same hour is another entry. */
function withoutOwn({ busy }: Diary, meeting: { startsAt: Date; endsAt: Date } | undefined): Diary['busy'] {
  const own = busy.findIndex(
    ({ from, to }) => from.getTime() === meeting?.startsAt.getTime() && to.getTime() === meeting.endsAt.getTime(),
  );
  return busy.filter((_, at) => at !== own);
}
