import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import {
  findHours,
  HOURS_OFFERED,
  type HoursQuestion,
} from '../../../../src/domain/meetings/new-times/common-hours.ts';
import { findFirstHours, type FirstHoursQuestion } from '../../../../src/domain/meetings/new-times/first-hours.ts';
import type { Busy, Diary } from '../../../../src/domain/meetings/meetings.ts';

const HOUR = 3600_000;
const DAY = 24 * HOUR;
const at = (iso: string): Date => new Date(iso);

const diary = (busy: Busy[] = [], timeZone = 'Europe/London', known = true): Diary => ({
  known,
  busy: known ? busy : [],
  timeZone: known ? timeZone : null,
  worksFrom: known ? '09:00' : null,
  worksTo: known ? '17:00' : null,
  workDays: known ? [1, 2, 3, 4, 5] : [],
});

const busy = (from: string, hours: number, status: Busy['status'] = 'busy'): Busy => ({
  from: at(from),
  to: new Date(at(from).getTime() + hours * HOUR),
  status,
});

/** Tuesday 16 February 2027, 10:00 in London; the neighbours are five weeks away on either side. */
const question = (changes: Partial<HoursQuestion> = {}): HoursQuestion => ({
  diaries: [diary(), diary()],
  taken: [],
  timeZone: 'Europe/London',
  minutes: 60,
  notBefore: at('2027-02-01T00:00:00Z'),
  endsOn: '2027-12-17',
  meeting: {
    startsAt: at('2027-02-16T10:00:00Z'),
    endsAt: at('2027-02-16T11:00:00Z'),
    regularStart: at('2027-02-16T10:00:00Z'),
  },
  neighbours: { before: at('2027-01-12T10:00:00Z'), after: at('2027-03-23T10:00:00Z') },
  refused: [],
  wished: null,
  ...changes,
});
const starts = (hours: { startsAt: Date }[]): string[] => hours.map((hour) => hour.startsAt.toISOString());

test('the same time on the nearest other days of the week comes first', () => {
  expect(starts(findHours(question()))).toEqual([
    '2027-02-15T10:00:00.000Z',
    '2027-02-16T09:00:00.000Z',
    '2027-02-17T10:00:00.000Z',
  ]);
});

test('the meeting’s own entry is no obstacle, a second one at the same hour is', () => {
  const own = busy('2027-02-16T10:00:00Z', 1);
  const onlyTuesday = [
    busy('2027-02-15T00:00:00Z', 24),
    busy('2027-02-17T00:00:00Z', 24 * 12),
    busy('2027-02-08T00:00:00Z', 24 * 5),
  ];
  const late = busy('2027-02-16T11:30:00Z', 12);
  const early = busy('2027-02-16T00:00:00Z', 10);
  const once = findHours(question({ diaries: [diary([own, late, early, ...onlyTuesday]), diary([own])] }));
  expect(starts(once)).toEqual(['2027-02-16T10:30:00.000Z']);
  expect(findHours(question({ diaries: [diary([own, own, late, early, ...onlyTuesday]), diary([own])] }))).toEqual([]);
});

test('another week only where both gaps remain four to six weeks', () => {
  const wholeWeek = busy('2027-02-15T00:00:00Z', 24 * 7);
  const five = findHours(question({ diaries: [diary([wholeWeek]), diary()] }));
  expect(five).toHaveLength(3);
  const four = findHours(
    question({
      diaries: [diary([wholeWeek]), diary()],
      neighbours: { before: at('2027-01-19T10:00:00Z'), after: at('2027-03-16T10:00:00Z') },
    }),
  );
  expect(four).toEqual([]);
});

test('what somebody named is offered first of all, what was refused never again', () => {
  const wished = at('2027-02-19T14:15:00Z');
  expect(starts(findHours(question({ wished })))).toContain(wished.toISOString());
  const [first] = findHours(question());
  const again = findHours(question({ refused: [first!.startsAt] }));
  expect(starts(again)).not.toContain(first!.startsAt.toISOString());
});

test('a diary that can’t be read gives hours of work that are not checked', () => {
  const hours = findHours(question({ diaries: [diary(), diary([], '', false)] }));
  expect(hours).toHaveLength(3);
  expect(hours.every((hour) => !hour.checked)).toBe(true);
});

test('tentative and unknown entries are not free; working elsewhere is', () => {
  const week = (status: Busy['status']) => diary([busy('2027-02-01T00:00:00Z', 24 * 40, status)]);
  expect(findHours(question({ diaries: [week('tentative'), diary()] }))).toEqual([]);
  expect(findHours(question({ diaries: [diary(), week('unknown')] }))).toEqual([]);
  expect(findHours(question({ diaries: [diary(), week('workingElsewhere')] }))).toHaveLength(3);
});

const zones = ['Europe/London', 'America/New_York', 'Asia/Kolkata', 'Australia/Sydney', 'Europe/Berlin', 'Asia/Tokyo'];

/** A question with its meeting anywhere in two years, any of six zones, and random diaries. */
const anyQuestion = fc
  .record({
    zone: fc.constantFrom(...zones),
    zones: fc.tuple(fc.constantFrom(...zones), fc.constantFrom(...zones)),
    day: fc.integer({ min: 0, max: 700 }),
    hour: fc.integer({ min: 8, max: 16 }),
    before: fc.option(fc.integer({ min: 4, max: 6 })),
    after: fc.option(fc.integer({ min: 4, max: 6 })),
    busy: fc.array(
      fc.tuple(fc.boolean(), fc.integer({ min: -10 * 48, max: 10 * 48 }), fc.integer({ min: 1, max: 60 })),
      {
        maxLength: 40,
      },
    ),
    refused: fc.array(fc.integer({ min: -400, max: 400 }), { maxLength: 4 }),
    notBefore: fc.integer({ min: -12, max: 4 }),
    last: fc.integer({ min: 0, max: 20 }),
  })
  .map((it): HoursQuestion => {
    const local = Temporal.PlainDateTime.from(`2026-01-05T00:00`).add({ days: it.day, hours: it.hour });
    const start = local.toZonedDateTime(it.zone).epochMilliseconds;
    const weeks = (count: number) => new Date(local.add({ weeks: count }).toZonedDateTime(it.zone).epochMilliseconds);
    const entries = (mine: boolean) =>
      it.busy
        .filter(([first]) => first === mine)
        .map(([, from, halves]) => ({
          from: new Date(start + from * (HOUR / 2)),
          to: new Date(start + (from + halves) * (HOUR / 2)),
          status: 'busy' as const,
        }));
    return question({
      timeZone: it.zone,
      diaries: [diary(entries(true), it.zones[0]), diary(entries(false), it.zones[1])],
      meeting: { startsAt: new Date(start), endsAt: new Date(start + HOUR), regularStart: new Date(start) },
      neighbours: {
        before: it.before === null ? null : weeks(-it.before),
        after: it.after === null ? null : weeks(it.after),
      },
      refused: it.refused.map((half) => new Date(start + half * (HOUR / 2))),
      notBefore: new Date(start + it.notBefore * DAY),
      endsOn: local.toPlainDate().add({ days: it.last }).toString(),
    });
  });

/** What may be offered, said again in other words: asked of Temporal hour by hour. */
function isAllowed(it: HoursQuestion, startsAt: Date): boolean {
  const zoned = (moment: Date, zone: string) =>
    Temporal.Instant.fromEpochMilliseconds(moment.getTime()).toZonedDateTimeISO(zone);
  const endsAt = new Date(startsAt.getTime() + it.minutes * 60_000);
  const clashes = (from: Date, to: Date) => from < endsAt && startsAt < to;
  if (it.refused.some((from) => clashes(from, new Date(from.getTime() + it.minutes * 60_000)))) return false;
  if (it.diaries.some((one) => one.busy.some((entry) => clashes(entry.from, entry.to)))) return false;
  const local = zoned(startsAt, it.timeZone);
  const monday = (moment: Date) => {
    const day = zoned(moment, it.timeZone).toPlainDate();
    return day.subtract({ days: day.dayOfWeek - 1 });
  };
  const weeks = (a: Date, b: Date) => monday(a).until(monday(b)).total({ unit: 'days' }) / 7;
  const ownWeek = weeks(it.meeting.regularStart, startsAt);
  if (Math.abs(ownWeek) > 1) return false;
  const { before, after } = it.neighbours;
  const gaps = [...(before ? [weeks(before, startsAt)] : []), ...(after ? [weeks(startsAt, after)] : [])];
  if (ownWeek !== 0 && gaps.some((gap) => gap < 4 || gap > 6)) return false;
  const day = local.toPlainDate();
  if (before && Temporal.PlainDate.compare(day, zoned(before, it.timeZone).toPlainDate()) <= 0) return false;
  if (after && Temporal.PlainDate.compare(day, zoned(after, it.timeZone).toPlainDate()) >= 0) return false;
  if (startsAt < it.notBefore || startsAt.getTime() === it.meeting.startsAt.getTime()) return false;
  const end = zoned(endsAt, it.timeZone);
  if (Temporal.PlainDate.compare(end.subtract({ minutes: 1 }).toPlainDate(), Temporal.PlainDate.from(it.endsOn)) > 0)
    return false;
  return it.diaries.every((one) => {
    const from = zoned(startsAt, one.timeZone!);
    const to = zoned(endsAt, one.timeZone!);
    const works = from.dayOfWeek <= 5 && from.hour >= 9 && to.toPlainDate().equals(from.toPlainDate());
    return works && (to.hour < 17 || (to.hour === 17 && to.minute === 0));
  });
}

test('whatever is asked, what is offered is allowed, and there are fewer than three only when there are no more', () => {
  fc.assert(
    fc.property(anyQuestion, (it) => {
      const hours = findHours(it);
      expect(hours.length).toBeLessThanOrEqual(HOURS_OFFERED);
      for (const hour of hours) {
        expect(isAllowed(it, hour.startsAt)).toBe(true);
        expect(hour.endsAt.getTime() - hour.startsAt.getTime()).toBe(HOUR);
      }
      for (let i = 1; i < hours.length; i++) {
        expect(hours[i]!.startsAt.getTime() - hours[i - 1]!.startsAt.getTime()).toBeGreaterThanOrEqual(HOUR);
      }
      if (hours.length === HOURS_OFFERED) return;
      // Any other allowed hour overlaps one of those that are offered.
      const first = it.meeting.regularStart.getTime();
      for (let moment = first - 16 * DAY; moment < first + 16 * DAY; moment += HOUR / 2) {
        if (!isAllowed(it, new Date(moment))) continue;
        expect(hours.some((hour) => Math.abs(hour.startsAt.getTime() - moment) < HOUR)).toBe(true);
      }
    }),
    { numRuns: 12 },
  );
});

const firstQuestion = (changes: Partial<FirstHoursQuestion> = {}): FirstHoursQuestion => ({
  diaries: [diary([], '', false), diary()],
  taken: [],
  timeZone: 'Europe/London',
  minutes: 60,
  notBefore: at('2027-01-11T00:00:00Z'),
  endsOn: '2027-12-17',
  refused: [],
  everyWeeks: 5,
  count: 6,
  ...changes,
});

describe('first hours of a series', () => {
  test('three on different days, by hours of work alone where a diary can’t be read', () => {
    const hours = findFirstHours(firstQuestion());
    expect(starts(hours)).toEqual(['2027-01-11T09:00:00.000Z', '2027-01-12T09:00:00.000Z', '2027-01-13T09:00:00.000Z']);
    expect(hours.every((hour) => !hour.checked)).toBe(true);
  });

  test('other weekdays or times follow those that did not suit', () => {
    const refused = findFirstHours(firstQuestion()).map((hour) => hour.startsAt);
    const next = findFirstHours(firstQuestion({ refused }));
    expect(next).toHaveLength(3);
    expect(starts(next)).toEqual(['2027-01-11T10:00:00.000Z', '2027-01-12T10:00:00.000Z', '2027-01-13T10:00:00.000Z']);
  });

  test('hours with the fewest known clashes come first', () => {
    const mondays = Array.from({ length: 6 }, (_, i) => ({
      from: new Date(at('2027-01-11T00:00:00Z').getTime() + i * 35 * DAY),
      to: new Date(at('2027-01-12T00:00:00Z').getTime() + i * 35 * DAY),
      status: 'busy' as const,
    }));
    const hours = findFirstHours(firstQuestion({ diaries: [diary(mondays), diary()] }));
    expect(starts(hours)[0]).toBe('2027-01-12T09:00:00.000Z');
  });

  test('none where the two never work at the same time, or the programme is over too soon', () => {
    expect(findFirstHours(firstQuestion({ diaries: [diary([], 'Asia/Tokyo'), diary()] }))).toEqual([]);
    expect(findFirstHours(firstQuestion({ endsOn: '2027-02-01' }))).toEqual([]);
  });
});
