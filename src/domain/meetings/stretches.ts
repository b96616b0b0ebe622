import type { Diary } from './meetings.ts';
import { createZoneClock, DAY_MS, MINUTE_MS, wallTimeAt, weekdayOf } from './zone-clock.ts';

/** A stretch of time in epoch milliseconds, from inclusive, to exclusive. */
export type Stretch = { from: number; to: number };

/** What is assumed of somebody whose calendar does not tell (Outlook's own default, Monday to Friday). */
export const USUAL_HOURS = { from: '09:00', to: '17:00', days: [1, 2, 3, 4, 5] };

/** Sorted and without overlaps: what touches becomes one. Empty stretches are dropped. */
export function join(entries: { from: Date; to: Date }[]): Stretch[] {
  const sorted = entries
    .map(({ from, to }) => ({ from: from.getTime(), to: to.getTime() }))
    .filter(({ from, to }) => from < to)
    .sort((a, b) => a.from - b.from);
  const joined: Stretch[] = [];
  for (const entry of sorted) {
    const before = joined.at(-1);
    if (before && entry.from <= before.to) before.to = Math.max(before.to, entry.to);
    else joined.push(entry);
  }
  return joined;
}

/** Whether any of the joined entries overlaps the stretch. */
export function overlaps(joined: Stretch[], stretch: Stretch): boolean {
  const entry = joined[firstEndingAfter(joined, stretch.from)];
  return entry !== undefined && entry.from < stretch.to;
}

/** Whether the stretch lies inside one of the joined entries. */
export function contains(joined: Stretch[], stretch: Stretch): boolean {
  const entry = joined[firstEndingAfter(joined, stretch.from)];
  return entry !== undefined && entry.from <= stretch.from && stretch.to <= entry.to;
}

/**
 * The hours that a person works between two moments, each local day by itself, so that changes of the clocks are right.
 * A day that ends before it begins goes on after midnight. Where the diary does not tell, `fallbackZone` and the usual
 * hours are taken.
 */
export function workingStretches(diary: Diary, fallbackZone: string, from: Date, to: Date): Stretch[] {
  return localStretches(workingHours(diary), diary.timeZone ?? fallbackZone, from, to);
}

/** The same hours on some weekdays (ISO, 1–7): HH:MM. */
export type DailyHours = { from: string; to: string; days: number[] };

/** The diary's working hours, or the usual ones where it does not tell. */
export function workingHours({ worksFrom, worksTo, workDays }: Diary): DailyHours {
  const hours = worksFrom === null || worksTo === null ? USUAL_HOURS : { from: worksFrom, to: worksTo };
  return { from: hours.from, to: hours.to, days: workDays.length === 0 ? USUAL_HOURS.days : workDays };
}

/** The hours between two moments as stretches, each local day by itself. */
export function localStretches(hours: DailyHours, zone: string, from: Date, to: Date): Stretch[] {
  const clock = createZoneClock(zone, new Date(from.getTime() - 2 * DAY_MS), new Date(to.getTime() + 2 * DAY_MS));
  const begin = timeOfDay(hours.from);
  const end = timeOfDay(hours.to) + (hours.from < hours.to ? 0 : DAY_MS);
  const stretches: { from: Date; to: Date }[] = [];
  // The day before too: its shift may pass midnight.
  const first = Math.floor(wallTimeAt(from, zone) / DAY_MS) * DAY_MS - DAY_MS;
  const last = wallTimeAt(to, zone);
  for (let day = first; day <= last; day += DAY_MS) {
    if (!hours.days.includes(weekdayOf(day))) continue;
    stretches.push({ from: new Date(clock(day + begin)), to: new Date(clock(day + end)) });
  }
  return join(stretches);
}

/** Milliseconds since midnight of HH:MM. */
const timeOfDay = (time: string): number => (Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))) * MINUTE_MS;

function firstEndingAfter(joined: Stretch[], moment: number): number {
  let low = 0;
  let high = joined.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (joined[middle]!.to > moment) high = middle;
    else low = middle + 1;
  }
  return low;
}
