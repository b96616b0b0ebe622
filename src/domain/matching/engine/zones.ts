import { Temporal } from 'temporal-polyfill';

const day = 1440;
const neededMinutes = 60;

/** Asking for one takes a while, and a column full of something else has as many as there are rows. */
const mostUnknown = 1000;

/**
 * Minutes ahead of UTC at 12:00 UTC of the date; null when the zone is not a known IANA name. After a thousand unknown
 * names only the main names are known, not their many aliases.
 */
export function zoneOffsets(referenceDate: string): (timeZone: string) => number | null {
  const noon = Temporal.Instant.from(`${referenceDate}T12:00:00Z`);
  const asked = new Map<string, number | null>();
  let unknown = 0;
  return (timeZone) => {
    let offset = asked.get(timeZone);
    if (offset === undefined) {
      offset = unknown < mostUnknown || mainNames().has(timeZone) ? offsetAt(noon, timeZone) : null;
      asked.set(timeZone, offset);
      if (offset === null) unknown++;
    }
    return offset;
  };
}

let main: Set<string> | undefined;
const mainNames = () => (main ??= new Set(Intl.supportedValuesOf('timeZone')));

function offsetAt(noon: Temporal.Instant, timeZone: string): number | null {
  // Temporal also takes '+01:00', which is not a zone that anyone lives in.
  if (!/^[A-Za-z]/.test(timeZone)) return null;
  try {
    return noon.toZonedDateTimeISO(timeZone).offsetNanoseconds / 60e9;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** Minutes after midnight of HH:MM; null when it is not a time of day. */
export function minuteOfDay(time: string): number | null {
  const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time);
  return match ? Number(match[1]) * 60 + Number(match[2]) : null;
}

/** A stretch that repeats every day: from `start`, in minutes after midnight UTC, for `length` minutes. */
export type DailyStretch = { start: number; length: number };

export function dailyStretch(from: number, to: number, offset: number): DailyStretch {
  const length = to > from ? to - from : to - from + day;
  return { start: (((from - offset) % day) + day) % day, length };
}

/** Whether the two have one unbroken hour in common on every day. */
export function shareAnHour(a: DailyStretch, b: DailyStretch): boolean {
  if (a.length === day || b.length === day) return Math.min(a.length, b.length) >= neededMinutes;
  return [-day, 0, day].some((shift) => {
    const start = Math.max(a.start, b.start + shift);
    const end = Math.min(a.start + a.length, b.start + shift + b.length);
    return end - start >= neededMinutes;
  });
}

/** How close two offsets are, the shorter way round the clock: 3 within an hour, 2 within three, 1 within six, else 0. */
export function closeness(offsetA: number, offsetB: number): number {
  const apart = Math.abs(offsetA - offsetB) % day;
  const minutes = Math.min(apart, day - apart);
  return minutes <= 60 ? 3 : minutes <= 180 ? 2 : minutes <= 360 ? 1 : 0;
}
