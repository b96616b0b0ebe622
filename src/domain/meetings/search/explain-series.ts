import { Temporal } from 'temporal-polyfill';
import type { Diary } from '../meetings.ts';
import type { Cadence, PlacedMeeting, PlacementQuestion } from './placement.ts';
import { USUAL_HOURS } from '../stretches.ts';

/** `isHoliday`: nothing else but a public holiday is in the way. */
export type JudgedMeeting = PlacedMeeting & { isHoliday: boolean };

type Programme = Pick<PlacementQuestion, 'timeZone' | 'preferredWeeks'>;

/**
 * Why this hour, for the two people: 'Tuesday 10:00 because 5 of 6 are free for both; the third moved to Wednesday.'
 * Whose diary something is in, and what it is, is nobody else's business.
 */
export function explainSeries(
  firstStart: string,
  meetings: JudgedMeeting[],
  diaries: Diary[],
  { timeZone, preferredWeeks }: Programme,
  everyWeeks: Cadence,
): string {
  const start = Temporal.PlainDateTime.from(firstStart);
  const elsewhere = diaries.some((diary) => diary.timeZone !== null && diary.timeZone !== timeZone);
  const hour =
    `${weekdayOf(start)} ${timeOf(start)}${elsewhere ? ` in ${cityOf(timeZone)}` : ''}` +
    (everyWeeks === preferredWeeks ? '' : ` every ${everyWeeks} weeks`);
  const moved = meetings.filter((one) => one.startsAt.getTime() !== one.regularStart.getTime());
  const regular = meetings.filter((one) => !moved.includes(one));
  const daysWhere = (test: (one: JudgedMeeting) => boolean): string[] =>
    meetings.filter(test).map((one) => dayOf(localTime(one.startsAt, timeZone)));
  const say = (days: string[], one: string, many: string): string[] =>
    days.length === 0 ? [] : [`${list(days)} ${days.length === 1 ? one : many}`];

  const parts = [
    `${hour} because ${countsOf(regular, meetings.length)}`,
    ...moved.map(
      (one) =>
        `the ${ordinal(one.position)} moved to ${whereTo(one, timeZone)}${isTentative(one) ? ', where something tentative is' : ''}`,
    ),
    ...say(
      daysWhere((one) => one.diary === 'clash' && !one.isHoliday),
      'clashes with something in a diary',
      'clash with something in a diary',
    ),
    ...say(
      daysWhere((one) => one.isHoliday),
      'is a public holiday',
      'are public holidays',
    ),
    ...say(
      daysWhere((one) => one.diary === 'unknown'),
      'could not be checked',
      'could not be checked',
    ),
  ];
  return `${parts.join('; ')}.${assumption(diaries, timeZone)}`;
}

const isTentative = (one: JudgedMeeting): boolean => one.diary === 'free' && one.overlap === 'tentative';
const isFree = (one: JudgedMeeting): boolean => one.diary === 'free' && !isTentative(one);

/** How many meetings are free at that hour, and how many are but for something tentative. */
function countsOf(regular: JudgedMeeting[], all: number): string {
  const of = (count: number): string => (count === all ? `all ${all}` : `${count} of ${all}`);
  const free = regular.filter(isFree).length;
  const tentative = regular.filter(isTentative).length;
  if (tentative === 0) return `${of(free)} are free for both`;
  if (free === 0) return `${of(tentative)} are free for both but for something tentative`;
  return `${of(free)} are free for both, and ${tentative} but for something tentative`;
}

/** As little as tells the new time apart from the usual one: 'Wednesday', '11:00', 'Wednesday 24 March, 11:00'. */
function whereTo({ startsAt, regularStart }: JudgedMeeting, timeZone: string): string {
  const [to, from] = [localTime(startsAt, timeZone), localTime(regularStart, timeZone)];
  const isSameTime = to.toPlainTime().equals(from.toPlainTime());
  const isSameDay = to.toPlainDate().equals(from.toPlainDate());
  if (isSameDay) return timeOf(to);
  const isSameWeek = to.weekOfYear === from.weekOfYear && to.yearOfWeek === from.yearOfWeek;
  const day = isSameWeek ? weekdayOf(to) : `${weekdayOf(to)} ${dayOf(to)}`;
  return isSameTime ? day : `${day}${isSameWeek ? ' ' : ', '}${timeOf(to)}`;
}

function assumption(diaries: Diary[], timeZone: string): string {
  const noZone = diaries.some((diary) => diary.timeZone === null);
  const noHours = diaries.some((diary) => diary.worksFrom === null || diary.worksTo === null);
  const assumed = [
    ...(noHours ? [`${USUAL_HOURS.from} to ${USUAL_HOURS.to}`] : []),
    ...(noZone ? [`the time zone ${timeZone}`] : []),
  ];
  return assumed.length === 0 ? '' : ` A calendar did not tell everything, so ${assumed.join(' in ')} was assumed.`;
}

const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'];
const ordinal = (position: number): string => ORDINALS[position - 1] ?? `meeting of number ${position}`;

/** Europe/London → London. */
const cityOf = (timeZone: string): string => (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ');

const localTime = (moment: Date, timeZone: string): Temporal.PlainDateTime =>
  Temporal.Instant.fromEpochMilliseconds(moment.getTime()).toZonedDateTimeISO(timeZone).toPlainDateTime();
const weekdayOf = (time: Temporal.PlainDateTime): string => time.toLocaleString('en-GB', { weekday: 'long' });
const dayOf = (time: Temporal.PlainDateTime): string => time.toLocaleString('en-GB', { day: 'numeric', month: 'long' });
const timeOf = (time: Temporal.PlainDateTime): string => time.toPlainTime().toString({ smallestUnit: 'minute' });
const list = (items: string[]): string =>
  items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)!}`;
