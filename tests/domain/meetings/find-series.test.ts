import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { findSeries } from '../../../src/domain/meetings/find-series.ts';
import type { SeriesQuestion } from '../../../src/domain/meetings/find-series.ts';
import type { Busy, Diary } from '../../../src/domain/meetings/meetings.ts';
import { bruteForce } from './brute-force.ts';

const office: Diary = {
  known: true,
  busy: [],
  timeZone: 'Europe/London',
  worksFrom: '09:00',
  worksTo: '17:00',
  workDays: [1, 2, 3, 4, 5],
};
const busy = (from: string, to: string, status: Busy['status'] = 'busy'): Busy => ({
  from: new Date(from),
  to: new Date(to),
  status,
});
const question: SeriesQuestion = {
  diaries: [office, office],
  taken: [],
  timeZone: 'Europe/London',
  notBefore: new Date('2027-01-11T00:00:00Z'),
  endsOn: '2027-07-30',
  everyWeeks: 5,
  count: 6,
  minutes: 60,
};

function choice(change: Partial<SeriesQuestion>) {
  const found = findSeries({ ...question, ...change });
  if (!found.ok) throw new Error(found.fault.code);
  return found.value;
}

describe('which hour', () => {
  test('the first hour of the first day when both are free', () => {
    const { firstStart, meetings, explanation } = choice({});
    expect(firstStart).toBe('2027-01-11T09:00:00');
    expect(meetings.map((meeting) => meeting.startsAt.toISOString())).toEqual([
      '2027-01-11T09:00:00.000Z',
      '2027-02-15T09:00:00.000Z',
      '2027-03-22T09:00:00.000Z',
      '2027-04-26T08:00:00.000Z',
      '2027-05-31T08:00:00.000Z',
      '2027-07-05T08:00:00.000Z',
    ]);
    expect(explanation).toBe('Monday 09:00 because all 6 are free for both.');
  });

  test('most free meetings count more than an early start', () => {
    const clash = busy('2027-02-15T09:00:00Z', '2027-02-15T17:00:00Z');
    expect(choice({ diaries: [{ ...office, busy: [clash] }, office] }).firstStart).toBe('2027-01-12T09:00:00');
  });

  test('what collides is said, truthfully and without saying whose', () => {
    const holidays = [busy('2027-03-15T00:00:00Z', '2027-03-20T00:00:00Z', 'oof')];
    const endsOn = '2027-07-04';
    const notBefore = new Date('2027-01-04T00:00:00Z');
    const { explanation, meetings } = choice({ diaries: [office, { ...office, busy: holidays }], endsOn, notBefore });
    expect(meetings.map((meeting) => meeting.diary)).toEqual(['free', 'free', 'clash', 'free', 'free', 'free']);
    expect(explanation).toBe(
      'Monday 09:00 because 5 of 6 are free for both; 15 March clashes with something in a diary.',
    );
  });

  test('tentative is a clash, working elsewhere is not, unknown is said to be unknown', () => {
    const day = (status: Busy['status']) => [busy('2027-01-11T09:00:00Z', '2027-01-11T10:00:00Z', status)];
    const short = { count: 2, everyWeeks: 4, endsOn: '2027-02-08', minutes: 480 };
    const verdicts = (status: Busy['status']) =>
      choice({ ...short, diaries: [{ ...office, busy: day(status) }, office] }).meetings.map((one) => one.diary);
    expect(verdicts('tentative')).toEqual(['clash', 'free']);
    expect(verdicts('workingElsewhere')).toEqual(['free', 'free']);
    expect(verdicts('unknown')).toEqual(['unknown', 'free']);
  });

  test('an hour that we have promised already is taken', () => {
    const taken = [{ from: new Date('2027-04-26T08:30:00Z'), to: new Date('2027-04-26T09:00:00Z') }];
    expect(choice({ taken }).firstStart).toBe('2027-01-11T10:00:00');
  });

  test('the hour lies in both working days, also where the clocks change on other dates', () => {
    const newYork = { ...office, timeZone: 'America/New_York' };
    const { firstStart, meetings, explanation } = choice({ diaries: [office, newYork] });
    // 22 March 2027: New York has changed its clocks, London not yet.
    expect(firstStart).toBe('2027-01-11T14:00:00');
    expect(meetings[2]?.startsAt.toISOString()).toBe('2027-03-22T14:00:00.000Z');
    expect(explanation).toContain('Monday 14:00 (Europe/London)');
  });

  test('what the calendar does not tell is assumed, visibly', () => {
    const untold = { ...office, timeZone: null, worksFrom: null, worksTo: null, workDays: [] };
    expect(choice({ diaries: [office, untold] }).explanation).toContain(
      'A calendar did not tell everything, so 09:00 to 17:00 in the time zone Europe/London was assumed.',
    );
  });
});

describe('no hour', () => {
  const code = (change: Partial<SeriesQuestion>) => {
    const found = findSeries({ ...question, ...change });
    return found.ok ? 'found' : found.fault.code;
  };
  test('a diary that can’t be seen is never taken as free', () => {
    expect(code({ diaries: [office, { ...office, known: false }] })).toBe('diary-unknown');
  });
  test('working hours that never meet, or a programme that is too short', () => {
    expect(code({ diaries: [office, { ...office, timeZone: 'Pacific/Auckland' }] })).toBe('no-room');
    expect(code({ endsOn: '2027-06-30' })).toBe('no-room');
    expect(code({ endsOn: '2026-01-01' })).toBe('no-room');
  });
  test('an hour that is free in no meeting is not one', () => {
    const always = [busy('2027-01-01T00:00:00Z', '2028-01-01T00:00:00Z')];
    expect(code({ diaries: [office, { ...office, busy: always }] })).toBe('never-free');
  });
});

const zones = [
  ...['Europe/London', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'Asia/Tokyo', 'America/Santiago'],
  ...['Africa/Cairo', 'America/St_Johns', 'Pacific/Auckland'],
];
const zone = fc.constantFrom(...zones);
const clockHours = fc.tuple(fc.integer({ min: 6, max: 12 }), fc.integer({ min: 13, max: 22 }));
const pad = (hour: number) => String(hour).padStart(2, '0');

/** Programmes of some weeks around a change of the clocks, with busy stretches in them. */
const smallQuestion = fc
  .record({
    start: fc.integer({ min: 0, max: 4 * 365 }).map((day) => Date.UTC(2026, 11, 1) + day * 86_400_000),
    weeks: fc.integer({ min: 2, max: 5 }),
    everyWeeks: fc.integer({ min: 1, max: 2 }),
    count: fc.integer({ min: 1, max: 3 }),
    minutes: fc.constantFrom(30, 60, 90),
    timeZone: zone,
    people: fc.tuple(personOf(), personOf()),
    taken: fc.array(stretchOf(), { maxLength: 3 }),
  })
  .map(({ start, weeks, people, taken, ...rest }): SeriesQuestion => {
    const at = ({ from, minutes }: Offset) => ({
      from: new Date(start + from * 900_000),
      to: new Date(start + (from * 15 + minutes) * 60_000),
    });
    const diaries = people.map(({ entries, ...diary }) => ({
      ...diary,
      busy: entries.map(({ stretch, status }) => ({ ...at(stretch), status })),
    }));
    return {
      ...rest,
      notBefore: new Date(start),
      endsOn: new Date(start + weeks * 7 * 86_400_000).toISOString().slice(0, 10),
      diaries: diaries as [Diary, Diary],
      taken: taken.map(at),
    };
  });

type Offset = { from: number; minutes: number };

function stretchOf() {
  return fc.record({ from: fc.integer({ min: 0, max: 5 * 7 * 96 }), minutes: fc.integer({ min: 0, max: 1500 }) });
}

function personOf() {
  const status = fc.constantFrom<Busy['status']>('busy', 'oof', 'tentative', 'workingElsewhere', 'unknown');
  return fc.record({
    known: fc.constant(true),
    entries: fc.array(fc.record({ stretch: stretchOf(), status }), { maxLength: 25 }),
    timeZone: fc.option(zone),
    worksFrom: clockHours.map(([from]) => `${pad(from)}:30`),
    worksTo: clockHours.map(([, to]) => `${pad(to)}:00`),
    workDays: fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 2 }),
  });
}

test('equal to trying every hour with Temporal alone', () => {
  let withAnswer = 0;
  fc.assert(
    fc.property(smallQuestion, (asked) => {
      const found = findSeries(asked);
      const expected = bruteForce(asked);
      if (expected) withAnswer += 1;
      expect(found.ok ? { ...found.value, explanation: undefined } : null).toEqual(
        expected && { ...expected, explanation: undefined },
      );
    }),
    { numRuns: 40, seed: 20261122 },
  );
  expect(withAnswer).toBeGreaterThan(12);
});

test('wall-clock time, weekday and gap are constant in the programme’s zone, in 10,000 meetings (R13)', () => {
  const asked = fc.record({
    timeZone: zone,
    day: fc.integer({ min: 0, max: 4 * 365 }),
    everyWeeks: fc.constantFrom(4, 5, 6),
    hour: fc.integer({ min: 6, max: 16 }),
  });
  fc.assert(
    fc.property(asked, ({ timeZone, day, everyWeeks, hour }) => {
      const notBefore = new Date(Date.UTC(2026, 0, 1) + day * 86_400_000);
      const endsOn = new Date(notBefore.getTime() + (everyWeeks * 2 + 1) * 7 * 86_400_000).toISOString().slice(0, 10);
      const hours = { worksFrom: `${pad(hour)}:00`, worksTo: `${pad(hour + 1)}:00` };
      const diary = { ...office, timeZone, ...hours };
      const found = choice({ diaries: [diary, diary], timeZone, notBefore, endsOn, everyWeeks, count: 3 });
      const first = Temporal.PlainDateTime.from(found.firstStart);
      const isSteady = found.meetings.every((meeting, at) => {
        const local = Temporal.Instant.fromEpochMilliseconds(meeting.startsAt.getTime()).toZonedDateTimeISO(timeZone);
        return local.toPlainDateTime().equals(first.add({ weeks: at * everyWeeks }));
      });
      expect(isSteady).toBe(true);
    }),
    { numRuns: 3400, seed: 7 },
  );
});
