import { Temporal } from 'temporal-polyfill';
import type { PersonHours, PlacementQuestion } from '../../../src/domain/meetings/search/placement.ts';

export type Meeting = { from: number; to: number };
/** The meetings of each pair, none for a pair without a series. */
export type Answer = Meeting[][];

const DAY_MS = 86_400_000;

/**
 * What other programmes do: the first hour at which both are free, repeated at the programme's cadence. Pair after pair,
 * each sees what was booked before.
 */
export function firstCommonSlot(question: PlacementQuestion): Answer {
  return pairAfterPair(question, (hours, isFree) => hours.find((series) => isFree(series[0]!)));
}

/** The hour of the week that is free in most meetings at the programme's cadence from the first week on; nothing moves. */
export function weeklyPattern(question: PlacementQuestion): Answer {
  return pairAfterPair(question, (hours, isFree) => {
    const end = hours[0]![0]!.from + 7 * DAY_MS;
    const inFirstWeek = hours.filter((series) => series[0]!.from < end);
    const free = inFirstWeek.map((series) => series.filter(isFree).length);
    return inFirstWeek[free.indexOf(Math.max(...free))];
  });
}

type Choose = (hours: Meeting[][], isFree: (meeting: Meeting) => boolean) => Meeting[] | undefined;

function pairAfterPair(question: PlacementQuestion, choose: Choose): Answer {
  const hours = everyHour(question);
  const judge = createJudge(question);
  const booked = new Map<string, Meeting[]>();
  return question.pairs.map(({ mentorId, menteeId }) => {
    const own = [...(booked.get(mentorId) ?? []), ...(booked.get(menteeId) ?? [])];
    const isFree = (meeting: Meeting): boolean =>
      judge(mentorId, meeting) && judge(menteeId, meeting) && !own.some((other) => overlap(other, meeting));
    const series = choose(hours, isFree) ?? [];
    for (const id of [mentorId, menteeId]) booked.set(id, [...(booked.get(id) ?? []), ...series]);
    return series;
  });
}

/** A series from each half hour of the programme's days, in order. */
function everyHour({ timeZone, notBefore, endsOn, count, minutes, preferredWeeks }: PlacementQuestion): Meeting[][] {
  const first = Temporal.PlainDate.from(notBefore.toISOString().slice(0, 10));
  const last = Temporal.PlainDate.from(endsOn).subtract({ weeks: (count - 1) * preferredWeeks });
  const hours: Meeting[][] = [];
  for (let day = first; Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 })) {
    for (let half = 12; half < 40; half++) {
      const start = day.toPlainDateTime({ hour: half >> 1, minute: (half & 1) * 30 });
      hours.push(
        Array.from({ length: count }, (_, at) => {
          const from = start.add({ weeks: at * preferredWeeks }).toZonedDateTime(timeZone).epochMilliseconds;
          return { from, to: from + minutes * 60_000 };
        }),
      );
    }
  }
  return hours;
}

/** Whether a person has nothing firm in the diary, no holiday, and is at work: with Temporal and nothing of the search. */
export function createJudge({ people }: PlacementQuestion): (id: string, meeting: Meeting) => boolean {
  const known = new Map(people.map((person) => [person.id, { person, entries: firmEntries(person) }]));
  const asked = new Map<string, Local>();
  const localTime = (at: number, zone: string): Local => {
    const key = `${at} ${zone}`;
    if (!asked.has(key)) asked.set(key, toLocal(at, zone));
    return asked.get(key)!;
  };
  return (id, { from, to }) => {
    const { person, entries } = known.get(id)!;
    if (entries.some((entry) => overlap(entry, { from, to }))) return false;
    const { diary, holidays = [] } = person;
    const [start, end] = [localTime(from, diary.timeZone!), localTime(to, diary.timeZone!)];
    const isAtWork =
      diary.workDays.includes(start.weekday) && start.time >= diary.worksFrom! && end.time <= diary.worksTo!;
    return isAtWork && start.date === end.date && !holidays.includes(start.date);
  };
}

type Local = { date: string; time: string; weekday: number };

function toLocal(at: number, zone: string): Local {
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDateTime();
  const time = local.toPlainTime().toString({ smallestUnit: 'minute' });
  return { date: local.toPlainDate().toString(), time, weekday: local.dayOfWeek };
}

const firmEntries = ({ diary }: PersonHours): Meeting[] =>
  diary.busy
    .filter(({ status }) => ['busy', 'oof', 'unknown'].includes(status))
    .map(({ from, to }) => ({ from: from.getTime(), to: to.getTime() }));

export const overlap = (a: Meeting, b: Meeting): boolean => a.from < b.to && b.from < a.to;
