import { Temporal } from 'temporal-polyfill';
import { GraphError } from '../graph/errors.ts';
import { toIana } from './windows-zones.ts';

/** Graph's dateTimeTimeZone. */
export type WallTime = { dateTime: string; timeZone: string };

/** The IANA zone of a zone name in a request. Throws Graph's own refusal for a name that Outlook doesn't know. */
export function zoneNamed(name: string): string {
  const zone = toIana(name);
  if (zone !== null) return zone;
  throw new GraphError(
    400,
    'TimeZoneNotSupportedException',
    `A valid TimeZone value must be specified. The following TimeZone value is not supported: '${name}'.`,
  );
}

/** Wall time without zone. `where` names the property in the refusal of a value that is no date and time. */
export function plainDateTime(dateTime: string, where: string): Temporal.PlainDateTime {
  try {
    return Temporal.PlainDateTime.from(dateTime.replace(/(\.\d{1,9})\d*$/, '$1'));
  } catch {
    throw new GraphError(400, 'ErrorInvalidRequest', `${where}: '${dateTime}' is not a valid date and time.`);
  }
}

/** Epoch milliseconds of a wall time; in a gap the later, in a fold the earlier instant. */
export function instantOf(wall: WallTime, where: string): number {
  if (/(Z|[+-]\d\d:\d\d)$/.test(wall.dateTime)) return instantOfParameter(wall.dateTime, where);
  return plainDateTime(wall.dateTime, where).toZonedDateTime(zoneNamed(wall.timeZone)).epochMilliseconds;
}

/** Epoch milliseconds of `startDateTime` and the like: an offset inside the value wins, none means UTC. */
export function instantOfParameter(value: string, where: string): number {
  const text = value.includes('T') ? value : `${value}T00:00:00`;
  if (!/(Z|[+-]\d\d:\d\d)$/.test(text)) return plainDateTime(text, where).toZonedDateTime('UTC').epochMilliseconds;
  try {
    return Temporal.Instant.from(text).epochMilliseconds;
  } catch {
    throw new GraphError(400, 'ErrorInvalidRequest', `${where}: '${value}' is not a valid date and time.`);
  }
}

export function zoned(epochMs: number, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(epochMs).toZonedDateTimeISO(zone);
}

/** An instant in a zone, in Graph's seven digits; `zoneName` is written back as it was asked for. */
export function wallTime(epochMs: number, zoneName: string): WallTime {
  // Most calls ask for UTC, and a diary has hundreds of entries: this is a hundred times faster.
  if (zoneName === 'UTC')
    return { dateTime: `${new Date(epochMs).toISOString().slice(0, -1)}0000`, timeZone: zoneName };
  const local = zoned(epochMs, zoneNamed(zoneName)).toPlainDateTime();
  return { dateTime: local.toString({ fractionalSecondDigits: 7 }), timeZone: zoneName };
}

const dayStarts = new Map<string, number>();

/**
 * The instant from which minutes of a local day are counted; `epochDay` is days since 1970-01-01.
 * Taken from noon, so that office hours keep their wall time on a day when the clocks change at night.
 */
export function dayStart(zone: string, epochDay: number): number {
  const key = `${zone} ${epochDay}`;
  let start = dayStarts.get(key);
  if (start === undefined) {
    const date = new Temporal.PlainDate(1970, 1, 1).add({ days: epochDay });
    start = date.toZonedDateTime({ timeZone: zone, plainTime: '12:00' }).epochMilliseconds - 12 * 3_600_000;
    if (dayStarts.size > 50_000) dayStarts.clear();
    dayStarts.set(key, start);
  }
  return start;
}
