import { Temporal } from 'temporal-polyfill';
import { fault, ok, type Result } from '../kernel/result.ts';
import type { Programme } from './programme.ts';

/** What a coordinator decides of a programme. */
export type ProgrammeSettings = Pick<
  Programme,
  'name' | 'calendarName' | 'goal' | 'topics' | 'startsOn' | 'endsOn' | 'sessions' | 'gapWeeks' | 'timeZone'
>;

/** Diaries are read for all of it; a slip in a year would ask Outlook for centuries. */
const longest = { years: 3 };

/** Refuses settings under which no series could ever be booked; the fault's `at` names the field. */
export function checkSettings(settings: ProgrammeSettings, now: Date): Result<ProgrammeSettings> {
  const today = Temporal.PlainDate.from(now.toISOString().slice(0, 10));
  const begins = Temporal.PlainDate.from(settings.startsOn);
  // What lies in the past is no room for meetings.
  const starts = Temporal.PlainDate.compare(begins, today) < 0 ? today : begins;
  const ends = Temporal.PlainDate.from(settings.endsOn);
  if (Temporal.PlainDate.compare(begins, ends) >= 0) {
    return fault('dates-reversed', 'The programme must end after it starts.', 'endsOn');
  }
  const weeksNeeded = (settings.sessions - 1) * settings.gapWeeks;
  const weeks = Math.max(0, starts.until(ends, { largestUnit: 'day' }).days / 7);
  if (weeks < weeksNeeded) {
    return fault(
      'too-short',
      `${settings.sessions} meetings, one every ${settings.gapWeeks} weeks, need ${weeksNeeded} weeks; these dates leave ${Math.floor(weeks)} from today.`,
      'endsOn',
    );
  }
  if (Temporal.PlainDate.compare(ends, begins.add(longest)) > 0) {
    return fault('too-long', `A programme lasts ${longest.years} years at most; please check the dates.`, 'endsOn');
  }
  const timeZone = zoneNamed(settings.timeZone);
  if (timeZone === null) {
    return fault('unknown-zone', `"${settings.timeZone}" is not a time zone. Try Europe/London.`, 'timeZone');
  }
  const topics = [...new Set(settings.topics.map((topic) => topic.normalize('NFC')))];
  return ok({ ...settings, topics, timeZone });
}

/** The zone's name as it is written; null for what is none, and for offsets, which Outlook does not take. */
function zoneNamed(name: string): string | null {
  if (!/^[a-z]/i.test(name)) return null;
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
