import type { OccurrenceId } from '../kernel/ids.ts';
import type { JobQueue } from '../kernel/jobs.ts';
import type { CalendarStore } from './calendar/calendar-changes.ts';
import type { Series } from './meetings.ts';
import type { MeetingStore } from './ports.ts';
import { DAY_MS, midnightOf, wallTimeAt } from './zone-clock.ts';

type Stores = { meetings: MeetingStore; calendar: CalendarStore; jobs: JobQueue };

/**
 * Calls off the meetings of a booked series that begin from now up to and including a day (YYYY-MM-DD, in its zone);
 * Outlook follows by comparing, and tells both. Answers which; safe to repeat.
 */
export async function callOffPaused(
  { meetings, calendar, jobs }: Stores,
  { id, timeZone }: Pick<Series, 'id' | 'timeZone'>,
  until: string,
  now: Date,
): Promise<OccurrenceId[]> {
  const end = midnightOf(until) + DAY_MS;
  const within = (await meetings.occurrencesOfSeries([id])).filter(
    ({ state, startsAt }) => state === 'planned' && startsAt > now && wallTimeAt(startsAt, timeZone) < end,
  );
  const ids = within.map((one) => one.id);
  if (ids.length === 0) return ids;
  await calendar.cancelOccurrences(ids);
  await jobs.enqueue({ name: 'compare-series', data: { seriesId: id } });
  return ids;
}
