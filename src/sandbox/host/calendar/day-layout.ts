import type { Temporal } from 'temporal-polyfill';
import type { CalendarEvent } from '../api.ts';
import { minuteOfDay, plainDate } from '../moments.ts';

/** An event's place in one day's column: minutes since midnight, and which of how many lanes it stands in. */
export type PlacedEvent = { event: CalendarEvent; from: number; to: number; lane: number; lanes: number };

const SHORTEST_SHOWN = 24;

/** True for an event that fills whole days, such as leave. */
export function isAllDay({ start, end }: CalendarEvent, timeZone: string): boolean {
  return minuteOfDay(start, timeZone) === 0 && minuteOfDay(end, timeZone) === 0 && start !== end;
}

/** The events of this day that have hours, side by side where they overlap, in order of their start. */
export function layOutDay(events: CalendarEvent[], date: Temporal.PlainDate, timeZone: string): PlacedEvent[] {
  const timed = eventsOn(events, date, timeZone).filter((event) => !isAllDay(event, timeZone));
  const placed: PlacedEvent[] = timed.map((event) => {
    const from = plainDate(event.start, timeZone).equals(date) ? minuteOfDay(event.start, timeZone) : 0;
    const to = plainDate(event.end, timeZone).equals(date) ? minuteOfDay(event.end, timeZone) : 24 * 60;
    return { event, from, to: Math.max(to, from + SHORTEST_SHOWN), lane: 0, lanes: 1 };
  });
  placed.sort((one, other) => one.from - other.from || other.to - one.to);
  for (const group of overlapping(placed)) {
    const laneEnds: number[] = [];
    for (const each of group) {
      const free = laneEnds.findIndex((end) => end <= each.from);
      each.lane = free === -1 ? laneEnds.length : free;
      laneEnds[each.lane] = each.to;
    }
    for (const each of group) each.lanes = laneEnds.length;
  }
  return placed;
}

/** Events that touch this day, earliest first. */
export function eventsOn(events: CalendarEvent[], date: Temporal.PlainDate, timeZone: string): CalendarEvent[] {
  const dayStart = date.toZonedDateTime(timeZone).epochMilliseconds;
  const dayEnd = date.add({ days: 1 }).toZonedDateTime(timeZone).epochMilliseconds;
  return events
    .filter(({ start, end }) => Date.parse(start) < dayEnd && Date.parse(end) > dayStart)
    .sort((one, other) => Date.parse(one.start) - Date.parse(other.start));
}

function overlapping(placed: PlacedEvent[]): PlacedEvent[][] {
  const groups: PlacedEvent[][] = [];
  let end = -1;
  for (const each of placed) {
    if (each.from >= end) groups.push([]);
    groups.at(-1)!.push(each);
    end = Math.max(end, each.to);
  }
  return groups;
}
