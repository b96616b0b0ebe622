import {
  addDays,
  clock,
  clockOrDay,
  firstMonday,
  hours,
  longDay,
  plainDay,
  shortDay,
  tinyDay,
  weeksBetween,
  zoneName,
} from '../../src/tab/dates.ts';

const meeting = '2027-01-12T23:30:00.000Z';

test('a time is said in the zone of its reader, with the weekday that it is there', () => {
  expect(longDay(meeting, 'Europe/London')).toBe('Tuesday 12 January');
  expect(longDay(meeting, 'Asia/Kolkata')).toBe('Wednesday 13 January');
  expect(clock(meeting, 'Asia/Kolkata')).toBe('05:00');
  expect(hours('2027-07-06T09:00:00Z', '2027-07-06T10:00:00Z', 'Europe/London')).toBe('10:00–11:00');
  expect(clock('2027-01-12T00:00:00Z', 'UTC')).toBe('00:00');
});

test('of a time today only the hour is said', () => {
  const now = new Date('2027-01-12T22:00:00Z');
  expect(clockOrDay(meeting, now, 'Europe/London')).toBe('23:30');
  expect(clockOrDay(meeting, now, 'Asia/Kolkata')).toBe('05:00');
  expect(clockOrDay('2027-01-13T09:00:00Z', now, 'Europe/London')).toBe('Wednesday 13 January, 09:00');
});

test('short forms keep three letters for every month', () => {
  expect(shortDay('2027-09-07T09:00:00Z', 'UTC')).toBe('Tue 7 Sep 2027');
  expect(tinyDay('2027-09-07T09:00:00Z', 'UTC')).toBe('7 Sep');
  expect(plainDay('2027-01-12')).toBe('12 January 2027');
  expect(zoneName('America/Argentina/Buenos_Aires')).toBe('Buenos Aires');
});

test('days are counted on the calendar, whatever the clocks do', () => {
  expect(addDays('2027-03-27', 2)).toBe('2027-03-29');
  expect(weeksBetween('2027-03-01', '2027-04-05')).toBe(5);
  expect(weeksBetween('2027-04-05', '2027-03-01')).toBe(-5);
});

test('a programme begins on a Monday, and not around the turn of the year', () => {
  expect(firstMonday('2026-11-23')).toBe('2026-11-23');
  expect(firstMonday('2026-11-24')).toBe('2026-11-30');
  expect(firstMonday('2026-12-20')).toBe('2027-01-04');
  expect(firstMonday('2027-01-01')).toBe('2027-01-04');
  expect(firstMonday('2027-12-20')).toBe('2028-01-10');
});
