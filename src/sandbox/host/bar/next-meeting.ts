import { call, withQuery } from '../api.ts';
import type { CalendarEvent } from '../api.ts';

const LOOK_AHEAD_MS = 365 * 86_400_000;
const AFTERWARDS_MS = 10 * 60_000;

/** The moment ten minutes after this person's next programme meeting ends; undefined when none is planned. */
export async function afterNextMeeting(personId: string, now: string): Promise<string | undefined> {
  const to = new Date(Date.parse(now) + LOOK_AHEAD_MS).toISOString();
  const { events } = await call<{ events: CalendarEvent[] }>(
    'GET',
    withQuery('/calendar', { person: personId, from: now, to }),
  );
  const ends = events
    .filter(({ own, isCancelled }) => !own && !isCancelled)
    .map(({ end }) => Date.parse(end) + AFTERWARDS_MS)
    .filter((moment) => moment > Date.parse(now));
  return ends.length === 0 ? undefined : new Date(Math.min(...ends)).toISOString();
}
