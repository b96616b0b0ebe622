import { Temporal } from 'temporal-polyfill';

/**
 * Wall-clock time of one zone as a number: milliseconds since 1970 as if the wall clock showed UTC. So a day is always
 * `DAY_MS` long, and weekdays and hours are arithmetic.
 */
export type WallTime = number;

export const MINUTE_MS = 60_000;
export const DAY_MS = 24 * 60 * MINUTE_MS;

/**
 * Turns wall-clock times of a zone into instants (epoch milliseconds), right for those between `from` and `to`.
 * Temporal is asked for the changes of the zone's clocks only: asked for each time it would take nearly all of a
 * search. A time that a change skips is taken as much later, one that comes twice is taken the first time (Temporal's
 * 'compatible').
 */
export function createZoneClock(timeZone: string, from: Date, to: Date): (wall: WallTime) => number {
  const start = Temporal.Instant.fromEpochMilliseconds(from.getTime()).toZonedDateTimeISO(timeZone);
  const spans = [{ since: -Infinity, offset: start.offsetNanoseconds / 1e6 }];
  let change = start.getTimeZoneTransition('next');
  for (; change && change.epochMilliseconds < to.getTime(); change = change.getTimeZoneTransition('next')) {
    spans.push({ since: change.epochMilliseconds, offset: change.offsetNanoseconds / 1e6 });
  }
  return (wall) => {
    const at = spans.findIndex(({ offset }, i) => wall - offset < (spans[i + 1]?.since ?? Infinity));
    const instant = wall - spans[at]!.offset;
    const isSkipped = instant < spans[at]!.since;
    return isSkipped ? wall - spans[at - 1]!.offset : instant;
  };
}

/** What the zone's wall clock shows at an instant. */
export function wallTimeAt(moment: Date, timeZone: string): WallTime {
  const { offsetNanoseconds } = Temporal.Instant.fromEpochMilliseconds(moment.getTime()).toZonedDateTimeISO(timeZone);
  return moment.getTime() + offsetNanoseconds / 1e6;
}

/** Midnight of a date written YYYY-MM-DD. */
export const midnightOf = (date: string): WallTime => Date.parse(`${date}T00:00:00Z`);

/** 1 for Monday to 7 for Sunday. */
export const weekdayOf = (wall: WallTime): number => ((Math.floor(wall / DAY_MS) + 3) % 7) + 1;

/** YYYY-MM-DDTHH:MM:SS */
export const writeWallTime = (wall: WallTime): string => new Date(wall).toISOString().slice(0, 19);
