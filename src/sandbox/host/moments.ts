import { Temporal } from 'temporal-polyfill';

const LOCALE = 'en-GB';

/** 'Tue 24 Nov 2026, 09:41' as a clock on this zone's wall shows it; without the year where room is short. */
export function wallClock(instant: string, timeZone: string, withYear: boolean): string {
  const year = withYear ? ({ year: 'numeric' } as const) : {};
  const date = { weekday: 'short', day: 'numeric', month: 'short', ...year } as const;
  return `${format(instant, timeZone, date).replace(',', '')}, ${timeOf(instant, timeZone)}`;
}

/** '09:41' */
export function timeOf(instant: string, timeZone: string): string {
  return format(instant, timeZone, { hour: '2-digit', minute: '2-digit' });
}

/** 'Tuesday 24 November' */
export function dayOf(instant: string, timeZone: string): string {
  return format(instant, timeZone, { weekday: 'long', day: 'numeric', month: 'long' });
}

/** 'Europe/Isle_of_Man' becomes 'Isle of Man time'. */
export function zoneName(timeZone: string): string {
  return `${timeZone.split('/').at(-1)!.replaceAll('_', ' ')} time`;
}

/** 'Tue 16 Feb' */
export function shortDay(instant: string, timeZone: string): string {
  return format(instant, timeZone, { weekday: 'short', day: 'numeric', month: 'short' }).replace(',', '');
}

export function plainDate(instant: string, timeZone: string): Temporal.PlainDate {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainDate();
}

/** Minutes since local midnight. */
export function minuteOfDay(instant: string, timeZone: string): number {
  const { hour, minute } = Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone);
  return hour * 60 + minute;
}

/** The instant at which this day begins in the zone. */
export function startOfDay(date: Temporal.PlainDate, timeZone: string): string {
  return date.toZonedDateTime(timeZone).toInstant().toString();
}

function format(instant: string, timeZone: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(LOCALE, { timeZone, ...options }).format(new Date(instant));
}
