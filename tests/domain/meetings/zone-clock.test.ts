import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { createZoneClock, wallTimeAt, weekdayOf, writeWallTime } from '../../../src/domain/meetings/zone-clock.ts';

const zones = Intl.supportedValuesOf('timeZone');

test('any zone, any time from 2026 to 2030: the instant that Temporal gives, gaps and folds included', () => {
  const [from, to] = [Date.UTC(2026, 0, 1), Date.UTC(2031, 0, 1)];
  const clocks = new Map(zones.map((zone) => [zone, createZoneClock(zone, new Date(from), new Date(to))]));
  const asked = fc.record({
    zone: fc.constantFrom(...zones),
    minute: fc.integer({ min: from / 60_000 + 1440, max: to / 60_000 - 1440 }),
    // Half of them beside a change of the clocks, where the trouble is.
    besideChange: fc.boolean(),
    near: fc.integer({ min: -120, max: 120 }),
  });
  fc.assert(
    fc.property(asked, ({ zone, minute, besideChange, near }) => {
      const moment = Temporal.Instant.fromEpochMilliseconds(minute * 60_000).toZonedDateTimeISO(zone);
      const change = besideChange ? moment.getTimeZoneTransition('next') : null;
      const wall =
        change && change.epochMilliseconds < to
          ? wallTimeAt(new Date(change.epochMilliseconds), zone) + near * 60_000
          : minute * 60_000;
      const expected = Temporal.PlainDateTime.from(writeWallTime(wall)).toZonedDateTime(zone);
      expect(clocks.get(zone)!(wall)).toBe(expected.epochMilliseconds);
      expect(weekdayOf(wall)).toBe(Temporal.PlainDateTime.from(writeWallTime(wall)).dayOfWeek);
    }),
    { numRuns: 3000, seed: 13 },
  );
});
