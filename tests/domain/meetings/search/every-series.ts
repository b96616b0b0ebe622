import { Temporal } from 'temporal-polyfill';
import type { PersonHours, PlacementQuestion } from '../../../../src/domain/meetings/search/placement.ts';

/**
 * Every series that a pair could have, with its cost, and the best of all combinations: by trying all of them, with
 * Temporal and nothing of the search. For working hours by day. Wall times are minutes since 1970 as if they were UTC.
 */
export type Hour = { wall: number; from: number; to: number; people: Judged[] };
type Judged = { blocked: boolean; overlap: boolean; avoided: boolean; day: number; hasSession: boolean };
export type Series = { regular: Hour[]; hours: Hour[]; cost: number[] };

/** In the order of PlacementCost. */
export const costLength = 8;
const DAY = 24 * 60;
const WEEK = 7 * DAY;
const MINUTE_MS = 60_000;

export function everySeries(question: PlacementQuestion, pairAt: number): Series[] {
  const { count, preferredWeeks, pairs, timeZone, notBefore, preferredStart = notBefore } = question;
  const { mentorId, menteeId } = pairs[pairAt]!;
  const people = [mentorId, menteeId].map((id) => question.people.find((person) => person.id === id)!);
  if (people.some(({ diary }) => !diary.known)) return [];
  const clock = clockOf(timeZone, question);
  const all = new Map<number, Omit<Hour, 'people'>>();
  const possible = new Map<number, Hour>();
  for (const hour of everyHour(question, clock)) {
    all.set(hour.wall, hour);
    const judged = people.map((person) => judge(question, person, hour.from, hour.to));
    if (judged.every((one) => one !== null)) possible.set(hour.wall, { ...hour, people: judged });
  }
  const seniors = people.map(({ id }) => pairs.some((pair) => pair.menteeId === id));
  const preferred = clock.wallAt(preferredStart.getTime());
  const found: Series[] = [];
  for (const first of all.keys()) {
    for (const weeks of [4, 5, 6]) {
      const walls = Array.from({ length: count }, (_, at) => first + at * weeks * WEEK);
      if (!walls.every((wall) => all.has(wall))) continue;
      const regular = walls.map((wall) => all.get(wall) as Hour);
      const own = walls.map((wall) => possible.get(wall));
      if (own.filter((hour) => !hour).length > 1) continue;
      const add = (hours: (Hour | undefined)[], movedAt: number): void => {
        if (hours.includes(undefined)) return;
        const cost = costOf(hours as Hour[], seniors);
        cost[1] = Number(movedAt !== -1);
        cost[5] = Math.abs(weeks - preferredWeeks);
        cost[6] = Math.abs(first - preferred) / 30;
        cost[7] = movedAt === -1 ? 0 : Math.abs(walls[movedAt]! - hours[movedAt]!.wall) / 30;
        if (cost[0]! < count) found.push({ regular, hours: hours as Hour[], cost });
      };
      add(own, -1);
      for (const [at, wall] of walls.entries()) {
        for (const target of possible.values()) {
          if (target.wall !== wall && mayMove(walls, at, target.wall)) {
            add(
              own.map((hour, k) => (k === at ? target : hour)),
              at,
            );
          }
        }
      }
    }
  }
  return found;
}

function mayMove(walls: number[], at: number, target: number): boolean {
  const weeks = walls.map((wall, k) => weekOf(k === at ? target : wall));
  const shift = weeks[at]! - weekOf(walls[at]!);
  const gaps = weeks.slice(1).map((week, k) => week - weeks[k]!);
  return shift === 0 || (Math.abs(shift) === 1 && gaps.every((gap) => gap >= 4 && gap <= 6));
}

/** Monday-based: 1970 began on a Thursday. */
const weekOf = (wall: number): number => Math.floor((wall + 3 * DAY) / WEEK);
const weekdayOf = (wall: number): number => ((Math.floor(wall / DAY) + 3) % 7) + 1;

function costOf(hours: Hour[], seniors: boolean[]): number[] {
  const cost = new Array<number>(costLength).fill(0);
  for (const { people } of hours) {
    cost[0]! += Number(people.some(({ blocked }) => blocked));
    cost[2]! += people.filter(({ overlap }) => overlap).length;
    cost[3]! += Number(people.some(({ avoided }) => avoided));
    cost[4]! += people.filter(({ hasSession }, k) => hasSession && seniors[k]).length;
  }
  return cost;
}

type Clock = { wallAt(instant: number): number; instantsOf(wall: number): number[] };

/** Asks Temporal for each quarter of an hour of a day with a change, else for the day. */
function clockOf(zone: string, { notBefore, endsOn }: PlacementQuestion): Clock {
  const first = notBefore.getTime() - 3 * DAY * MINUTE_MS;
  const end = Date.parse(endsOn) + 14 * DAY * MINUTE_MS;
  const key = `${zone} ${first} ${end}`;
  const known = clocks.get(key);
  if (known) return known;
  const walls = new Map<number, number>();
  const instants = new Map<number, number[]>();
  const offsetAt = (at: number): number =>
    Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).offsetNanoseconds / 60e9;
  for (let day = first; day < end; day += DAY * MINUTE_MS) {
    const [before, after] = [offsetAt(day), offsetAt(day + DAY * MINUTE_MS)];
    for (let at = day; at < day + DAY * MINUTE_MS; at += 15 * MINUTE_MS) {
      const wall = at / MINUTE_MS + (before === after ? before : offsetAt(at));
      walls.set(at, wall);
      instants.set(wall, [...(instants.get(wall) ?? []), at]);
    }
  }
  const clock = {
    wallAt: (instant: number) => walls.get(instant)!,
    instantsOf: (wall: number) => instants.get(wall) ?? [],
  };
  if (clocks.size > 20) clocks.clear();
  clocks.set(key, clock);
  return clock;
}
const clocks = new Map<string, Clock>();

/** Every half hour of the programme whose whole wall time exists, and once, up to and with its end. */
function everyHour({ notBefore, endsOn, minutes }: PlacementQuestion, clock: Clock): Omit<Hour, 'people'>[] {
  const hours: Omit<Hour, 'people'>[] = [];
  const last = Date.parse(endsOn) / MINUTE_MS + DAY;
  const first = Math.floor(clock.wallAt(notBefore.getTime()) / 30) * 30;
  for (let wall = first; wall + minutes <= last; wall += 30) {
    const quarters = Array.from({ length: minutes / 15 + 1 }, (_, k) => clock.instantsOf(wall + k * 15));
    if (!quarters.every((instants) => instants.length === 1)) continue;
    const [from, to] = [quarters[0]![0]!, quarters.at(-1)![0]!];
    if (from >= notBefore.getTime()) hours.push({ wall, from, to });
  }
  return hours;
}

function judge(question: PlacementQuestion, person: PersonHours, from: number, to: number): Judged | null {
  const { diary, taken, avoid = [], holidays = [] } = person;
  const clock = clockOf(diary.timeZone ?? question.timeZone, question);
  const [start, end] = [clock.wallAt(from), clock.wallAt(to)];
  const dayOf = (wall: number): number => Math.floor(wall / DAY);
  const day = dayOf(start);
  const isAtWork =
    day === dayOf(end) &&
    diary.workDays.includes(weekdayOf(start)) &&
    start % DAY >= minutesOf(diary.worksFrom!) &&
    end % DAY <= minutesOf(diary.worksTo!);
  const meets = (entry: { from: Date; to: Date }): boolean =>
    entry.from < entry.to && entry.from.getTime() < to && entry.to.getTime() > from;
  if (!isAtWork || taken.some(meets)) return null;
  const statuses = diary.busy.filter(meets).map(({ status }) => status);
  return {
    blocked:
      statuses.some((status) => ['busy', 'oof', 'unknown'].includes(status)) ||
      holidays.some((date) => Date.parse(date) === day * DAY * MINUTE_MS),
    overlap: statuses.some((status) => ['tentative', 'workingElsewhere'].includes(status)),
    avoided: avoid.some(
      (hours) =>
        hours.weekdays.includes(weekdayOf(start)) &&
        minutesOf(hours.from) < end % DAY &&
        start % DAY < minutesOf(hours.to),
    ),
    day,
    hasSession: taken.some((one) => dayOf(clock.wallAt(one.from.getTime())) === day),
  };
}

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/**
 * The least cost over all combinations, but those that cost too much whatever the other pairs are given; a pair without
 * a series costs one for each of its meetings.
 */
export function leastCost(question: PlacementQuestion, series: Series[][]): number[] {
  const nothing = costOfNothing(question);
  const priceOf = (one: Series | null): number[] => one?.cost ?? nothing;
  const sorted = series.map((own) => [...own, null].sort((one, other) => compare(priceOf(one), priceOf(other))));
  /** What the pairs after this one cost at least. */
  const leastAfter = sorted.map((_, at) =>
    sorted.slice(at + 1).reduce((sum, own) => plus(sum, priceOf(own[0]!)), new Array<number>(costLength).fill(0)),
  );
  let best: number[] | undefined;
  const chosen: (Series | null)[] = [];
  (function choose(at: number, sum: number[]): void {
    if (at === series.length) {
      const cost = jointCost(question, chosen);
      if (cost && (!best || compare(cost, best) < 0)) best = cost;
      return;
    }
    for (const one of sorted[at]!) {
      chosen[at] = one;
      const total = plus(sum, priceOf(one));
      // Nor does any that comes after it in order.
      if (best && compare(plus(total, leastAfter[at]!), best) >= 0) break;
      choose(at + 1, total);
    }
  })(0, new Array<number>(costLength).fill(0));
  return best!;
}

/** Null where two series of one person overlap. */
export function jointCost(question: PlacementQuestion, chosen: (Series | null)[]): number[] | null {
  const { pairs } = question;
  const sessions = new Map<string, { from: number; to: number }[]>();
  const onDay = new Map<string, number>();
  let seconds = 0;
  for (const [at, series] of chosen.entries()) {
    for (const { from, to, people } of series?.hours ?? []) {
      for (const [k, id] of [pairs[at]!.mentorId, pairs[at]!.menteeId].entries()) {
        const own = sessions.get(id) ?? [];
        if (own.some((one) => one.from < to && one.to > from)) return null;
        sessions.set(id, [...own, { from, to }]);
        const { day, hasSession } = people[k]!;
        if (!pairs.some(({ menteeId }) => menteeId === id)) continue;
        const before = onDay.get(`${id} ${day}`) ?? 0;
        if (before > 0 && !hasSession) seconds += 1;
        onDay.set(`${id} ${day}`, before + 1);
      }
    }
  }
  const cost = chosen
    .map((series) => series?.cost ?? costOfNothing(question))
    .reduce(plus, new Array<number>(costLength).fill(0));
  cost[4]! += seconds;
  return cost;
}

/** No series: none of its meetings has a free hour. */
export const costOfNothing = ({ count }: PlacementQuestion): number[] => [
  count,
  ...new Array<number>(costLength - 1).fill(0),
];

const plus = (a: number[], b: number[]): number[] => a.map((part, k) => part + b[k]!);

function compare(a: number[], b: number[]): number {
  const at = a.findIndex((part, k) => part !== b[k]);
  return at === -1 ? 0 : a[at]! - b[at]!;
}
