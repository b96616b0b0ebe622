/** The words for times. Everything is shown in the reader's zone, with the weekday. */

const LOCALE = 'en-GB';

/** The zone of the reader's device (IANA). */
export const readerZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** 'Europe/London' → 'London'. */
export const zoneName = (zone: string): string => (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');

const part = (at: Date, zone: string, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(LOCALE, { timeZone: zone, ...options }).format(at);

/** 'Tuesday 12 January'. */
export function longDay(instant: string, zone = readerZone()): string {
  const at = new Date(instant);
  return `${part(at, zone, { weekday: 'long' })} ${dayAndMonth(instant, zone)}`;
}

/** 'Tue 12 Jan 2027'. */
export function shortDay(instant: string, zone = readerZone()): string {
  const at = new Date(instant);
  const day = part(at, zone, { day: 'numeric' });
  return `${part(at, zone, { weekday: 'short' })} ${day} ${shortMonth(at, zone)} ${part(at, zone, { year: 'numeric' })}`;
}

/** '12 January'. */
export const dayAndMonth = (instant: string, zone = readerZone()): string =>
  part(new Date(instant), zone, { day: 'numeric', month: 'long' });

/** '12 Jan': for the smallest places; always beside something that carries the weekday. */
export function tinyDay(instant: string, zone = readerZone()): string {
  const at = new Date(instant);
  return `${part(at, zone, { day: 'numeric' })} ${shortMonth(at, zone)}`;
}

/** '10:00–11:00'. */
export function hours(startsAt: string, endsAt: string, zone = readerZone()): string {
  return `${clock(startsAt, zone)}–${clock(endsAt, zone)}`;
}

/** '10:00'. */
export const clock = (instant: string, zone = readerZone()): string =>
  part(new Date(instant), zone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

/** '14:20' on the reader's own day, else 'Tuesday 12 January, 14:20'. */
export function clockOrDay(instant: string, now = new Date(), zone = readerZone()): string {
  const isToday = longDay(instant, zone) === longDay(now.toISOString(), zone);
  return isToday ? clock(instant, zone) : `${longDay(instant, zone)}, ${clock(instant, zone)}`;
}

/** A calendar day without a time, '2027-01-12' → '12 January 2027'. */
export const plainDay = (day: string): string =>
  part(new Date(`${day}T12:00:00Z`), 'UTC', { day: 'numeric', month: 'long', year: 'numeric' });

/** Today's calendar day on the reader's device, moved on by so many days. */
export function dayFromToday(days: number): string {
  const at = new Date();
  return isoDay(new Date(Date.UTC(at.getFullYear(), at.getMonth(), at.getDate() + days)));
}

/** `day` moved on by so many days. */
export const addDays = (day: string, days: number): string =>
  isoDay(new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000));

/** The Monday on or after `day`. */
function mondayFrom(day: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return addDays(day, (8 - weekday) % 7);
}

/** A Monday to begin on: the first on or after `day`, but not in the quiet weeks around the turn of the year. */
export function firstMonday(day: string): string {
  const monday = mondayFrom(day);
  const quiet = monday.slice(5) >= '12-14' || monday.slice(5) < '01-04';
  if (!quiet) return monday;
  const year = Number(monday.slice(0, 4)) + (monday.slice(5) >= '12-14' ? 1 : 0);
  return mondayFrom(`${year}-01-04`);
}

/** Whole weeks from one calendar day to another. */
export const weeksBetween = (from: string, to: string): number =>
  Math.floor((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / (7 * 86_400_000));

const isoDay = (at: Date): string => at.toISOString().slice(0, 10);

/** British English shortens September to four letters; three keep a row of dates even. */
const shortMonth = (at: Date, zone: string): string => part(at, zone, { month: 'short' }).slice(0, 3);
