import type { OccurrenceId, SeriesId } from '../kernel/ids.ts';
import type { JobQueue } from '../kernel/jobs.ts';
import type { CalendarStore } from './calendar/calendar-changes.ts';
import type { Occurrence, Series } from './meetings.ts';
import { agreedHour, type TimeProposalStore } from './new-times/time-proposals.ts';
import type { MeetingStore } from './ports.ts';
import { DAY_MS, midnightOf, wallTimeAt } from './zone-clock.ts';

type CallOffStores = { calendar: Pick<CalendarStore, 'cancelOccurrences'>; jobs: JobQueue };
type Stores = CallOffStores & { meetings: MeetingStore; timeProposals: Pick<TimeProposalStore, 'underWay'> };

/**
 * Calls off the meetings of a booked series that begin from now up to and including a day (YYYY-MM-DD, in its zone);
 * one of which both have agreed that it moves to after that day stands. Outlook follows by comparing, and tells both.
 * Answers which; safe to repeat.
 */
export async function callOffPaused(
  stores: Stores,
  { id, pairId, timeZone }: Pick<Series, 'id' | 'pairId' | 'timeZone'>,
  until: string,
  now: Date,
): Promise<OccurrenceId[]> {
  const end = midnightOf(until) + DAY_MS;
  const isWithin = ({ startsAt }: Pick<Occurrence, 'startsAt'>): boolean =>
    startsAt > now && wallTimeAt(startsAt, timeZone) < end;
  const agreed = new Map(
    (await stores.timeProposals.underWay([pairId])).map((one) => [one.occurrenceId, agreedHour(one)]),
  );
  const within = (await stores.meetings.occurrencesOfSeries([id])).filter(
    (one) => one.state === 'planned' && isWithin(one) && isWithin(agreed.get(one.id) ?? one),
  );
  const ids = within.map((one) => one.id);
  await callOff(stores, id, ids);
  return ids;
}

/** Calls off these meetings of a booked series; Outlook follows by comparing, and tells both. */
export async function callOff({ calendar, jobs }: CallOffStores, seriesId: SeriesId, ids: OccurrenceId[]) {
  if (ids.length === 0) return;
  await calendar.cancelOccurrences(ids);
  await jobs.enqueue({ name: 'compare-series', data: { seriesId } });
}
