import fc from 'fast-check';
import type { Busy } from '../../../../src/domain/meetings/meetings.ts';
import type { Cadence, PairToPlace, PlacementQuestion } from '../../../../src/domain/meetings/search/placement.ts';

const zones = [
  ...['Europe/London', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'Asia/Tokyo', 'America/Santiago'],
  ...['Africa/Cairo', 'America/St_Johns', 'Pacific/Auckland'],
];
const DAY = 86_400_000;
const pad = (hour: number): string => String(hour).padStart(2, '0');

/** Who is paired with whom: one senior with several mentors, one mentor with several seniors, chains, strangers. */
const shapes: [number, number][][] = [
  [[0, 1]],
  [
    [0, 2],
    [1, 2],
  ],
  [
    [0, 1],
    [0, 2],
  ],
  [
    [0, 1],
    [1, 2],
  ],
  [
    [0, 3],
    [1, 3],
    [2, 3],
  ],
  [
    [0, 2],
    [1, 2],
    [1, 3],
  ],
  [
    [0, 1],
    [2, 3],
  ],
];

const stretch = fc.record({
  from: fc.integer({ min: 0, max: 8 * 7 * 48 }),
  minutes: fc.integer({ min: 0, max: 1500 }),
});
const status = fc.constantFrom<Busy['status']>('busy', 'busy', 'oof', 'tentative', 'workingElsewhere', 'unknown');

/** People who work few hours of few days in nearly one zone, so that the series of all pairs want the same ones. */
const person = fc.record({
  entries: fc.array(fc.record({ stretch, status }), { maxLength: 40 }),
  /** Of a programme's days so many are taken whole. */
  fullDays: fc.array(fc.record({ day: fc.integer({ min: 0, max: 70 }), status }), { maxLength: 35 }),
  isElsewhere: fc.integer({ min: 0, max: 7 }).map((n) => n === 0),
  later: fc.constantFrom(0, 0, 0, 1),
  hours: fc.constantFrom(1, 1, 2),
  workDays: fc.constantFrom<number[]>([1], [1, 2], [1, 2], [5, 1], [7, 1]),
  taken: fc.array(stretch, { maxLength: 1 }),
  avoidFrom: fc.option(fc.integer({ min: 0, max: 3 })),
  holiday: fc.option(fc.integer({ min: 0, max: 50 })),
});

/** Programmes of some weeks with two or three meetings, anywhere in five years. */
export const smallQuestion = fc
  .record({
    day: fc.integer({ min: 0, max: 4 * 365 }),
    count: fc.constantFrom(1, 2, 2, 2, 3),
    room: fc.integer({ min: 0, max: 2 }),
    minutes: fc.constantFrom(30, 60, 60, 90),
    preferredWeeks: fc.constantFrom<Cadence>(4, 5, 6),
    zone: fc.constantFrom(...zones),
    otherZone: fc.constantFrom(...zones),
    firstHour: fc.integer({ min: 0, max: 20 }),
    shape: fc.constantFrom(...shapes),
    people: fc.tuple(person, person, person, person),
    preferredDays: fc.option(fc.integer({ min: 0, max: 10 })),
  })
  .map((made): PlacementQuestion => {
    const { day, count, room, zone, otherZone, firstHour, shape, preferredDays, minutes, preferredWeeks } = made;
    const start = Date.UTC(2026, 11, 1) + day * DAY;
    const at = ({ from, minutes: length }: { from: number; minutes: number }) => ({
      from: new Date(start + from * 1_800_000),
      to: new Date(start + (from * 30 + length) * 60_000),
    });
    const date = (days: number): string => new Date(start + days * DAY).toISOString().slice(0, 10);
    const people = made.people.map(({ isElsewhere: mayBe, ...one }, k) => {
      const { entries, fullDays, later, hours, workDays, taken, avoidFrom, holiday } = one;
      // One person at most, since somebody who works all day has too many hours to try.
      const isElsewhere = mayBe && k === 1;
      const full = fullDays.map((entry) => ({
        stretch: { from: entry.day * 48, minutes: 1440 },
        status: entry.status,
      }));
      const worksFrom = firstHour + later;
      return {
        id: `p${k}`,
        diary: {
          known: true,
          busy: [...entries, ...full].map((entry) => ({ ...at(entry.stretch), status: entry.status })),
          timeZone: isElsewhere ? otherZone : k === 0 ? null : zone,
          worksFrom: `${pad(isElsewhere ? 6 : worksFrom)}:00`,
          worksTo: `${pad(isElsewhere ? 21 : Math.min(23, worksFrom + hours))}:30`,
          workDays: isElsewhere ? [1, 2, 3, 4, 5, 6, 7] : workDays,
        },
        taken: taken.map(at),
        avoid: avoidFrom === null ? [] : [{ weekdays: [1, 3], from: `${pad(firstHour + avoidFrom)}:00`, to: '23:59' }],
        holidays: holiday === null ? [] : [date(holiday)],
      };
    });
    const used = new Set(shape.flat());
    return {
      timeZone: zone,
      notBefore: new Date(start),
      ...(preferredDays !== null && { preferredStart: new Date(start + preferredDays * DAY) }),
      endsOn: date(((count - 1) * 4 + 1 + room) * 7),
      count,
      minutes,
      preferredWeeks,
      people: people.filter((_, k) => used.has(k)),
      pairs: shape.map(([mentor, mentee], k): PairToPlace => ({
        id: `${k}`,
        mentorId: `p${mentor}`,
        menteeId: `p${mentee}`,
      })),
    };
  });
