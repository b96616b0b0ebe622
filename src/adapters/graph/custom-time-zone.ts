import { Temporal } from 'temporal-polyfill';
import { windowsZones } from './windows-zones.ts';

/** A change of the clocks as Exchange stores it: at this wall time of the nth weekday of a month, 5 for the last. */
type ChangeRule = {
  time?: string | null;
  dayOccurrence?: number | null;
  dayOfWeek?: string | null;
  month?: number | null;
  year?: number | null;
};

/** Graph's customTimeZone; minutes, west positive. */
export type CustomTimeZone = {
  name?: string | null;
  bias?: number | null;
  standardOffset?: ChangeRule | null;
  daylightOffset?: (ChangeRule & { daylightBias?: number | null }) | null;
};

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const known = new Map<string, string | null>();

/**
 * An IANA zone that keeps the rules of a 'Customized Time Zone' in that year: not always the one where the person is,
 * but one whose clocks show the same. Null when no zone does.
 */
export function zoneByRules(custom: CustomTimeZone, year: number): string | null {
  if (typeof custom.bias !== 'number') return null;
  const wanted = describe(
    -custom.bias,
    custom.daylightOffset && custom.standardOffset
      ? [
          { ...custom.daylightOffset, offset: -custom.bias - (custom.daylightOffset.daylightBias ?? 0) },
          { ...custom.standardOffset, offset: -custom.bias },
        ]
      : [],
  );
  const key = `${year} ${wanted}`;
  if (!known.has(key))
    known.set(key, Object.values(windowsZones).find((zone) => rulesOf(zone, year) === wanted) ?? null);
  return known.get(key)!;
}

/** Two zones with the same text show the same time all year. */
function describe(standard: number, changes: (ChangeRule & { offset: number })[]): string {
  const texts = changes.map(({ month, dayOccurrence, dayOfWeek, time, offset }) =>
    [month, dayOccurrence, dayOfWeek?.toLowerCase(), time?.slice(0, 8), offset].join(' '),
  );
  return [standard, ...texts.sort()].join(', ');
}

function rulesOf(zone: string, year: number): string {
  const start = new Temporal.PlainDate(year, 1, 1).toZonedDateTime(zone);
  const changes: (ChangeRule & { offset: number })[] = [];
  let at = start.getTimeZoneTransition('next');
  for (; at?.year === year; at = at.getTimeZoneTransition('next')) {
    const before = at.subtract({ nanoseconds: 1 }).toPlainDateTime().round('second');
    changes.push({
      month: before.month,
      dayOccurrence: before.day + 7 > before.daysInMonth ? 5 : Math.ceil(before.day / 7),
      dayOfWeek: DAYS[before.dayOfWeek - 1]!,
      time: before.toPlainTime().toString({ smallestUnit: 'second' }),
      offset: at.offsetNanoseconds / 60e9,
    });
  }
  const offsets = [start.offsetNanoseconds / 60e9, ...changes.map((change) => change.offset)];
  return describe(Math.min(...offsets), changes);
}
