import type { Occurrence } from '../meetings.ts';
import { DAY_MS, midnightOf, wallTimeAt } from '../zone-clock.ts';

const WEEK_MS = 7 * DAY_MS;
/** 1970 began on a Thursday: weeks are counted from the Monday before. */
const FIRST_MONDAY_MS = 3 * DAY_MS;
/** meetings.md: the gaps between meetings stay four, five or six calendar weeks. */
const GAP = { least: 4, most: 6 };

/**
 * Whether a meeting has left its window: too near to one of its neighbours or too far from it, counted in calendar weeks
 * of the series' zone, or after the programme's last day (YYYY-MM-DD). What was cancelled in between is counted over.
 */
export function hasLeftWindow(
  meeting: Pick<Occurrence, 'id' | 'position' | 'startsAt' | 'endsAt'>,
  series: Pick<Occurrence, 'id' | 'position' | 'startsAt' | 'state'>[],
  { timeZone, endsOn }: { timeZone: string; endsOn: string },
): boolean {
  if (wallTimeAt(meeting.endsAt, timeZone) > midnightOf(endsOn) + DAY_MS) return true;
  const others = series
    .filter((one) => one.state === 'planned' && one.id !== meeting.id)
    .sort((a, b) => a.position - b.position);
  const neighbours = [
    others.findLast((one) => one.position < meeting.position),
    others.find((one) => one.position > meeting.position),
  ];
  return neighbours.some((neighbour) => {
    if (!neighbour) return false;
    const steps = meeting.position - neighbour.position;
    const gap = (weekOf(meeting.startsAt, timeZone) - weekOf(neighbour.startsAt, timeZone)) / steps;
    return gap < GAP.least || gap > GAP.most;
  });
}

const weekOf = (moment: Date, timeZone: string): number =>
  Math.floor((wallTimeAt(moment, timeZone) + FIRST_MONDAY_MS) / WEEK_MS);
