import { Temporal } from 'temporal-polyfill';
import type { CalendarEvent } from '../../src/sandbox/host/api.ts';
import { eventsOn, isAllDay, layOutDay } from '../../src/sandbox/host/calendar/day-layout.ts';

const DAY = Temporal.PlainDate.from('2026-11-24');
const ZONE = 'Europe/London';

function event(subject: string, start: string, end: string): CalendarEvent {
  return { id: subject, subject, start, end, timeZone: ZONE } as CalendarEvent;
}

test('events that overlap stand side by side, others keep the whole width', () => {
  const placed = layOutDay(
    [
      event('a', '2026-11-24T09:00:00Z', '2026-11-24T10:00:00Z'),
      event('b', '2026-11-24T09:30:00Z', '2026-11-24T11:00:00Z'),
      event('c', '2026-11-24T10:00:00Z', '2026-11-24T10:30:00Z'),
      event('d', '2026-11-24T14:00:00Z', '2026-11-24T15:00:00Z'),
    ],
    DAY,
    ZONE,
  );
  expect(placed.map(({ event: { id }, from, to, lane, lanes }) => [id, from, to, lane, lanes])).toEqual([
    ['a', 540, 600, 0, 2],
    ['b', 570, 660, 1, 2],
    ['c', 600, 630, 0, 2],
    ['d', 840, 900, 0, 1],
  ]);
});

test('a day ends at midnight of the person’s own zone', () => {
  const late = event('late', '2026-11-24T23:30:00Z', '2026-11-25T00:30:00Z');
  expect(eventsOn([late], DAY, 'Europe/London')).toHaveLength(1);
  expect(eventsOn([late], DAY, 'Asia/Kolkata')).toHaveLength(0);
  expect(layOutDay([late], DAY.add({ days: 1 }), ZONE)).toMatchObject([{ from: 0, to: 30 }]);
});

test('leave fills whole days and has no hours', () => {
  const leave = event('leave', '2026-11-24T00:00:00Z', '2026-11-25T00:00:00Z');
  expect(isAllDay(leave, ZONE)).toBe(true);
  expect(layOutDay([leave], DAY, ZONE)).toEqual([]);
});
