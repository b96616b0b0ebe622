import type { Programme } from '../programme/programme.ts';
import { createZoneClock, DAY_MS, midnightOf, wallTimeAt } from './zone-clock.ts';

/** Not today: an invitation for this afternoon helps nobody. Not before the programme begins either. */
export function earliestMoment({ startsOn, timeZone }: Programme, now: Date): Date {
  const tomorrow = Math.floor(wallTimeAt(now, timeZone) / DAY_MS) * DAY_MS + DAY_MS;
  const first = Math.max(tomorrow, midnightOf(startsOn));
  return new Date(createZoneClock(timeZone, now, new Date(first + 2 * DAY_MS))(first));
}
