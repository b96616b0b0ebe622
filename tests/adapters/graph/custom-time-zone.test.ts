import { Temporal } from 'temporal-polyfill';
import { zoneByRules } from '../../../src/adapters/graph/custom-time-zone.ts';
import { customTimeZone } from '../../../src/sandbox/calendar/working-hours.ts';

const offsets = (zone: string, year: number) =>
  Array.from(
    { length: 365 },
    (_, day) => new Temporal.PlainDate(year, 1, 1).add({ days: day }).toZonedDateTime(zone).offset,
  );

test.each([
  ...['Europe/London', 'Europe/Berlin', 'America/New_York', 'America/Santiago', 'Australia/Lord_Howe'],
  ...['Asia/Kolkata', 'Asia/Tokyo', 'Africa/Lagos', 'Pacific/Auckland', 'America/St_Johns'],
])('the rules of %s name a zone with the same clocks all year', (zone) => {
  const found = zoneByRules(customTimeZone(zone, 2027), 2027);
  expect(found && offsets(found, 2027)).toEqual(offsets(zone, 2027));
});

test('Microsoft’s own example is the Pacific coast', () => {
  const documented = {
    name: 'Customized Time Zone',
    bias: 480,
    standardOffset: { time: '02:00:00.0000000', dayOccurrence: 1, dayOfWeek: 'sunday', month: 11, year: 0 },
    daylightOffset: {
      daylightBias: -60,
      ...{ time: '02:00:00.0000000', dayOccurrence: 2, dayOfWeek: 'sunday', month: 3, year: 0 },
    },
  };
  expect(zoneByRules(documented, 2018)).toBe('America/Los_Angeles');
});

test('rules that no zone keeps, or none at all, name nothing', () => {
  expect(zoneByRules({ name: 'Customized Time Zone', bias: 481 }, 2027)).toBeNull();
  expect(zoneByRules({ name: 'tzone://Microsoft/Custom' }, 2027)).toBeNull();
});
