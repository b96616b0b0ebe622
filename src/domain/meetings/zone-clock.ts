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
  const spans = offsetSpans(timeZone, from, to);
  return (wall) => {
    const at = spans.findIndex(({ offset }, i) => wall - offset < (spans[i + 1]?.since ?? Infinity));
    const instant = wall - spans[at]!.offset;
    const isSkipped = instant < spans[at]!.since;
    return isSkipped ? wall - spans[at - 1]!.offset : instant;
  };
}

/** Turns instants between `from` and `to` into what the zone's wall clock shows. */
export function createWallClock(timeZone: string, from: Date, to: Date): (instant: number) => WallTime {
  const spans = offsetSpans(timeZone, from, to);
  return (instant) => instant + spans.findLast(({ since }) => since <= instant)!.offset;
}

/** A change of a zone's clocks: the instant, and the wall times that it skips or repeats, from inclusive, to exclusive. */
export type ClockChange = { at: number; from: WallTime; to: WallTime };

export function clockChanges(timeZone: string, from: Date, to: Date): ClockChange[] {
  const spans = offsetSpans(timeZone, from, to);
  return spans.slice(1).map(({ since, offset }, i) => {
    const walls = [since + spans[i]!.offset, since + offset];
    return { at: since, from: Math.min(...walls), to: Math.max(...walls) };
  });
}

/** How far the wall clock is ahead of UTC, in milliseconds, and since which instant; the first one since ever. */
function offsetSpans(timeZone: string, from: Date, to: Date): { since: number; offset: number }[] {
  const start = Temporal.Instant.fromEpochMilliseconds(from.getTime()).toZonedDateTimeISO(timeZone);
  const spans = [{ since: -Infinity, offset: start.offsetNanoseconds / 1e6 }];
  let change = start.getTimeZoneTransition('next');
  for (; change && change.epochMilliseconds < to.getTime(); change = change.getTimeZoneTransition('next')) {
    spans.push({ since: change.epochMilliseconds, offset: change.offsetNanoseconds / 1e6 });
  }
  return spans;
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
