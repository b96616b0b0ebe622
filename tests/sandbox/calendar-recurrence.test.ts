import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { newContent } from '../../src/sandbox/calendar/event-input.ts';
import { zoned } from '../../src/sandbox/calendar/local-time.ts';
import type { Meeting } from '../../src/sandbox/calendar/meeting.ts';
import { occurrencesOf } from '../../src/sandbox/calendar/occurrences.ts';
import { recurrenceDates, type Recurrence } from '../../src/sandbox/calendar/recurrence.ts';
import { toIana, toWindows } from '../../src/sandbox/calendar/windows-zones.ts';
import { customTimeZone } from '../../src/sandbox/calendar/working-hours.ts';

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const ZONES = Intl.supportedValuesOf('timeZone');

function meetingAt(start: Temporal.PlainDateTime, timeZone: string, interval: number, count: number): Meeting {
  const end = start.add({ hours: 1 });
  const content = newContent(
    {
      start: { dateTime: start.toString(), timeZone },
      end: { dateTime: end.toString(), timeZone },
      recurrence: {
        pattern: { type: 'weekly', interval, daysOfWeek: [DAYS[start.dayOfWeek - 1]!], firstDayOfWeek: 'monday' },
        range: { type: 'numbered', startDate: start.toPlainDate().toString(), numberOfOccurrences: count },
      },
    },
    '',
  );
  const nobody = { uid: 'u', organizer: '', transactionId: null, createdAt: 0, modifiedAt: 0, version: 1 };
  return { ...nobody, content, exceptions: new Map(), replies: new Map() };
}

const minute = fc.integer({ min: 0, max: 24 * 60 - 1 });
const date = fc.integer({ min: 0, max: 5 * 365 }).map((days) => new Temporal.PlainDate(2026, 1, 1).add({ days }));

test('a series keeps its wall time in its own zone, in any zone, on any date from 2026 to 2030', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...ZONES),
      date,
      minute,
      fc.integer({ min: 1, max: 6 }),
      (zone, day, clock, interval) => {
        const start = day.toPlainDateTime().add({ minutes: clock });
        // A first meeting that begins or ends in a gap doesn't exist on the clock.
        fc.pre([start, start.add({ hours: 1 })].every((at) => at.toZonedDateTime(zone).toPlainDateTime().equals(at)));
        const occurrences = occurrencesOf(meetingAt(start, zone, interval, 6), 0);
        expect(occurrences).toHaveLength(6);
        for (const [index, occurrence] of occurrences.entries()) {
          const planned = start.add({ weeks: interval * index });
          const local = zoned(occurrence.start, zone);
          // In a gap the instant is the later one by Temporal's rule; everywhere else the clock shows the planned time.
          const expected = planned.toZonedDateTime(zone, { disambiguation: 'compatible' });
          expect(local.epochMilliseconds).toBe(expected.epochMilliseconds);
          const inGap = !expected.toPlainDateTime().equals(planned);
          if (inGap) expect(local.toPlainDateTime().since(planned).total('minutes')).toBeGreaterThan(0);
          else expect(local.toPlainDateTime().toString()).toBe(planned.toString());
        }
      },
    ),
    { numRuns: 500, seed: 20261122 },
  );
});

const dates = (pattern: Recurrence['pattern'], startDate: string, count: number) =>
  [
    ...recurrenceDates(
      { pattern, range: { type: 'numbered', startDate, numberOfOccurrences: count } },
      new Temporal.PlainDate(2040, 1, 1),
    ),
  ].map(String);

test('every kind of pattern', () => {
  expect(dates({ type: 'daily', interval: 3 }, '2027-01-30', 3)).toEqual(['2027-01-30', '2027-02-02', '2027-02-05']);
  expect(dates({ type: 'absoluteMonthly', interval: 1, dayOfMonth: 31 }, '2027-01-31', 3)).toEqual([
    '2027-01-31',
    '2027-02-28',
    '2027-03-31',
  ]);
  expect(
    dates({ type: 'relativeMonthly', interval: 2, daysOfWeek: ['friday'], index: 'last' }, '2027-01-29', 3),
  ).toEqual(['2027-01-29', '2027-03-26', '2027-05-28']);
  expect(dates({ type: 'absoluteYearly', interval: 1, dayOfMonth: 29, month: 2 }, '2027-02-28', 3)).toEqual([
    '2027-02-28',
    '2028-02-29',
    '2029-02-28',
  ]);
  expect(
    dates({ type: 'relativeYearly', interval: 1, daysOfWeek: ['monday'], index: 'second', month: 5 }, '2027-05-10', 2),
  ).toEqual(['2027-05-10', '2028-05-08']);
});

test('the first day of the week decides which weeks a fortnightly pattern leaves out', () => {
  // The example of RFC 5545, section 3.8.5.3, on 'WKST'.
  const fortnight = (firstDayOfWeek: string) =>
    dates({ type: 'weekly', interval: 2, daysOfWeek: ['tuesday', 'sunday'], firstDayOfWeek }, '1997-08-05', 4);
  expect(fortnight('monday')).toEqual(['1997-08-05', '1997-08-10', '1997-08-19', '1997-08-24']);
  expect(fortnight('sunday')).toEqual(['1997-08-05', '1997-08-17', '1997-08-19', '1997-08-31']);
});

test('zone names in both directions', () => {
  expect(toIana('GMT Standard Time')).toBe('Europe/London');
  expect(toIana('gmt standard time')).toBe('Europe/London');
  expect(toIana('tzone://Microsoft/Utc')).toBe('UTC');
  expect([toIana('tzone://Microsoft/Custom'), toIana('Customized Time Zone'), toIana('+01:00')]).toEqual([
    null,
    null,
    null,
  ]);
  expect(toWindows('Asia/Kolkata')).toBe('India Standard Time');
  expect(ZONES.filter((zone) => toIana(toWindows(zone)) === null)).toEqual([]);
});

test('the rules of a customised zone are those of the documented example', () => {
  expect(customTimeZone('America/Los_Angeles', 2026)).toEqual({
    '@odata.type': '#microsoft.graph.customTimeZone',
    bias: 480,
    name: 'Customized Time Zone',
    standardOffset: { time: '02:00:00.0000000', dayOccurrence: 1, dayOfWeek: 'sunday', month: 11, year: 0 },
    daylightOffset: {
      daylightBias: -60,
      time: '02:00:00.0000000',
      dayOccurrence: 2,
      dayOfWeek: 'sunday',
      month: 3,
      year: 0,
    },
  });
  expect(customTimeZone('Asia/Kolkata', 2026)).toMatchObject({ bias: -330, name: 'Customized Time Zone' });
  expect(customTimeZone('Australia/Sydney', 2026)).toMatchObject({ bias: -600, daylightOffset: { month: 10 } });
});
