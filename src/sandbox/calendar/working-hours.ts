import { Temporal } from 'temporal-polyfill';
import { seededRandom } from '../random.ts';
import type { Mailbox } from './mailbox.ts';
import { toWindows } from './windows-zones.ts';

/** Graph's workingHours of a mailbox; the zone is named as that mailbox's client once stored it. */
export function workingHoursJson(mailbox: Mailbox, seed: number, year: number) {
  return {
    daysOfWeek: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
    startTime: `${mailbox.worksFrom}:00.0000000`,
    endTime: `${mailbox.worksTo}:00.0000000`,
    timeZone: storedZone(mailbox, seed, year),
  };
}

/** Most mailboxes name a Windows zone; 2 % carry the rules of a 'Customized Time Zone', 1 % a name without rules. */
function storedZone(mailbox: Mailbox, seed: number, year: number) {
  const draw =
    mailbox.person === null || mailbox.hoursChanged ? 1 : seededRandom(`${seed} zone name ${mailbox.id}`).next();
  if (draw < 0.01) return { name: 'tzone://Microsoft/Custom' };
  if (draw < 0.03) return customTimeZone(mailbox.timeZone, year);
  return { name: toWindows(mailbox.timeZone) };
}

/** Graph's customTimeZone of an IANA zone by the rules of one year; minutes, west positive. */
export function customTimeZone(zone: string, year: number) {
  const newYear = new Temporal.PlainDate(year, 1, 1).toZonedDateTime(zone);
  const changes = [];
  for (let at = newYear.getTimeZoneTransition('next'); at !== null && at.year === year;) {
    changes.push({ at, before: at.subtract({ nanoseconds: 1 }) });
    at = at.getTimeZoneTransition('next');
  }
  const toDaylight = changes.find(({ at, before }) => at.offsetNanoseconds > before.offsetNanoseconds);
  const toStandard = changes.find(({ at, before }) => at.offsetNanoseconds < before.offsetNanoseconds);
  const standard = toStandard?.at ?? newYear;
  const custom = {
    '@odata.type': '#microsoft.graph.customTimeZone',
    bias: -standard.offsetNanoseconds / 60e9,
    name: 'Customized Time Zone',
  };
  if (toDaylight === undefined || toStandard === undefined) return custom;
  const daylightBias = (standard.offsetNanoseconds - toDaylight.at.offsetNanoseconds) / 60e9;
  return {
    ...custom,
    standardOffset: changeRule(toStandard.before),
    daylightOffset: { daylightBias, ...changeRule(toDaylight.before) },
  };
}

/** 'The nth weekday of the month at this wall time'; 5 is the last one. */
function changeRule(before: Temporal.ZonedDateTime) {
  const wall = before.toPlainDateTime().round('second');
  const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
  return {
    time: `${wall.toPlainTime().toString({ smallestUnit: 'second' })}.0000000`,
    dayOccurrence: wall.day + 7 > wall.daysInMonth ? 5 : Math.ceil(wall.day / 7),
    dayOfWeek: days[wall.dayOfWeek - 1],
    month: wall.month,
    year: 0,
  };
}
