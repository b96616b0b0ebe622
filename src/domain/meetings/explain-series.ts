import { Temporal } from 'temporal-polyfill';
import type { Diary, Occurrence } from './meetings.ts';
import { USUAL_HOURS } from './stretches.ts';

type Verdicts = Pick<Occurrence, 'startsAt' | 'diary'>[];

/**
 * Why this hour, for the two people: 'Tuesday 10:00 because 5 of 6 are free for both; 16 March clashes with something
 * in a diary.' Whose diary, and with what, is nobody else's business.
 */
export function explainSeries(firstStart: string, meetings: Verdicts, diaries: Diary[], timeZone: string): string {
  const start = Temporal.PlainDateTime.from(firstStart);
  const weekday = start.toLocaleString('en-GB', { weekday: 'long' });
  const elsewhere = diaries.some((diary) => diary.timeZone !== null && diary.timeZone !== timeZone);
  const hour = `${weekday} ${start.toPlainTime().toString({ smallestUnit: 'minute' })}${elsewhere ? ` (${timeZone})` : ''}`;
  const on = (verdict: Occurrence['diary']): string[] =>
    meetings.filter((one) => one.diary === verdict).map((one) => dayOf(one.startsAt, timeZone));
  const free = on('free').length;
  const clashes = on('clash');
  const unknown = on('unknown');
  const parts = [
    `${hour} because ${free === meetings.length ? 'all' : `${free} of`} ${meetings.length} are free for both`,
  ];
  if (clashes.length > 0) {
    parts.push(`${list(clashes)} ${clashes.length === 1 ? 'clashes' : 'clash'} with something in a diary`);
  }
  if (unknown.length > 0) parts.push(`${list(unknown)} could not be checked`);
  return `${parts.join('; ')}.${assumption(diaries, timeZone)}`;
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

const dayOf = (moment: Date, timeZone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(moment.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .toLocaleString('en-GB', { day: 'numeric', month: 'long' });

const list = (items: string[]): string =>
  items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)!}`;
