import type { Temporal } from 'temporal-polyfill';

export type View = 'week' | 'month';
export type Span = { days: Temporal.PlainDate[]; title: string };

/** The days that a view shows around a date, Monday first; a month is shown in whole weeks. */
export function spanOf(view: View, date: Temporal.PlainDate): Span {
  if (view === 'week') {
    const monday = mondayOf(date);
    return { days: daysFrom(monday, 7), title: weekTitle(monday, monday.add({ days: 6 })) };
  }
  const first = mondayOf(date.with({ day: 1 }));
  const last = date.with({ day: date.daysInMonth });
  const weeks = Math.ceil((first.until(last).days + 1) / 7);
  return { days: daysFrom(first, weeks * 7), title: text(date, { month: 'long', year: 'numeric' }) };
}

/** The same view, one step on (`1`) or back (`-1`). */
export function step(view: View, date: Temporal.PlainDate, by: 1 | -1): Temporal.PlainDate {
  return view === 'week' ? date.add({ weeks: by }) : date.with({ day: 1 }).add({ months: by });
}

/** 'Tue', 'Tuesday 24 November', … */
export function text(date: Temporal.PlainDate, options: Intl.DateTimeFormatOptions): string {
  const noon = Date.UTC(date.year, date.month - 1, date.day, 12);
  return new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', ...options }).format(noon);
}

function mondayOf(date: Temporal.PlainDate): Temporal.PlainDate {
  return date.subtract({ days: date.dayOfWeek - 1 });
}

function daysFrom(first: Temporal.PlainDate, count: number): Temporal.PlainDate[] {
  return Array.from({ length: count }, (_, index) => first.add({ days: index }));
}

function weekTitle(monday: Temporal.PlainDate, sunday: Temporal.PlainDate): string {
  const end = text(sunday, { day: 'numeric', month: 'long', year: 'numeric' });
  if (monday.month === sunday.month) return `${monday.day}–${end}`;
  return `${text(monday, { day: 'numeric', month: 'long' })} – ${end}`;
}
