import { Temporal } from 'temporal-polyfill';
import type { Busy } from '../../../src/domain/meetings/meetings.ts';

type Office = { timeZone: string; opens: number; closes: number; from: Date; to: Date };

const MINUTE_MS = 60_000;
const QUARTER_MS = 15 * MINUTE_MS;
const lengths = [30, 30, 60, 60, 60, 90];
/** Most stand every week, the others every other week. */
const WEEKLY = 0.8;
/** Where less of a meeting's weeks is free, it is not made. */
const LEAST_FREE = 0.75;
const TRIES = 2000;

/**
 * A diary with further recurring meetings, until the wanted share of the office hours is taken (`opens` and `closes` in
 * minutes from midnight, five days a week, leave counted as hours that are not taken). In a week in which something else
 * stands there, such a meeting is left out.
 */
export function fullerDiary(busy: Busy[], share: number, office: Office, random: () => number): Busy[] {
  const { opens, closes } = office;
  const midnights = midnightsOf(office);
  const wanted = share * midnights.length * 5 * (closes - opens) * MINUTE_MS;
  const below = (most: number): number => Math.floor(random() * most);
  const diary = [...busy];
  const standing = new Set(busy.filter(({ status }) => status !== 'workingElsewhere').flatMap(quartersOf));
  let taken = takenOf(diary);
  for (let tries = 0; taken < wanted && tries < TRIES; tries++) {
    const length = lengths[below(lengths.length)]!;
    const [weekday, start] = [below(5), opens + 30 * below((closes - opens - length) / 30 + 1)];
    const every = random() < WEEKLY ? 1 : 2;
    const at = midnights
      .filter((_, week) => week % every === 0)
      .map((week) => week[weekday]! + start * MINUTE_MS)
      .map((from): Busy => ({ from: new Date(from), to: new Date(from + length * MINUTE_MS), status: 'busy' }));
    const free = at.filter((one) => !quartersOf(one).some((quarter) => standing.has(quarter)));
    if (free.length < LEAST_FREE * at.length) continue;
    diary.push(...free);
    for (const quarter of free.flatMap(quartersOf)) standing.add(quarter);
    taken += takenOf(free);
  }
  return diary.sort((one, other) => one.from.getTime() - other.from.getTime());
}

/** The quarters of an hour that it covers, counted since 1970. */
function quartersOf({ from, to }: Busy): number[] {
  const first = Math.floor(from.getTime() / QUARTER_MS);
  return Array.from({ length: Math.ceil(to.getTime() / QUARTER_MS) - first }, (_, at) => first + at);
}

/** Milliseconds that meetings take: leave and days worked elsewhere are none. */
export const takenOf = (diary: Busy[]): number =>
  diary
    .filter(({ status }) => status === 'busy' || status === 'tentative')
    .reduce((sum, { from, to }) => sum + to.getTime() - from.getTime(), 0);

const known = new Map<string, number[][]>();

/** Of each week, when its five working days begin; the clocks change at night, and at weekends. */
function midnightsOf({ timeZone, from, to }: Office): number[][] {
  const key = `${timeZone} ${from.getTime()} ${to.getTime()}`;
  if (!known.has(key)) {
    const first = Temporal.PlainDate.from(from.toISOString().slice(0, 10));
    const weeks = Math.floor((to.getTime() - from.getTime()) / (7 * 86_400_000));
    const midnight = (days: number): number =>
      first.add({ days: 1 - first.dayOfWeek + days }).toZonedDateTime(timeZone).epochMilliseconds;
    const days = (week: number): number[] => [0, 1, 2, 3, 4].map((day) => midnight(7 * week + day));
    known.set(
      key,
      Array.from({ length: weeks }, (_, week) => days(week)),
    );
  }
  return known.get(key)!;
}
