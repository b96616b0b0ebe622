import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { placeSeries } from '../../../../src/domain/meetings/search/place-series.ts';
import type { PersonHours, PlacementQuestion } from '../../../../src/domain/meetings/search/placement.ts';

/** INSTANCES=100000: the long run. Each question has three meetings. */
const numRuns = Math.ceil(Number(process.env['INSTANCES'] ?? 900) / 3);
const zones = Intl.supportedValuesOf('timeZone');
const DAY_MS = 86_400_000;
const pad = (hour: number): string => String(hour).padStart(2, '0');

const asked = fc.record({
  timeZone: fc.constantFrom(...zones),
  day: fc.integer({ min: 0, max: 5 * 365 - 130 }),
  weeks: fc.constantFrom(4 as const, 5 as const, 6 as const),
  /** Half of them at night, when clocks change. */
  hour: fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 22 })),
  minutes: fc.constantFrom(30, 60),
  half: fc.boolean(),
  isBusy: fc.boolean(),
});

test('any zone, any date from 2026 to 2030, any series: one wall time, which exists once on each of its days (R13)', () => {
  let found = 0;
  fc.assert(
    fc.property(asked, ({ timeZone, day, weeks, hour, minutes, half, isBusy }) => {
      const notBefore = new Date(Date.UTC(2026, 0, 1) + day * DAY_MS);
      const on = (days: number): Date => new Date(notBefore.getTime() + days * DAY_MS);
      const busy = isBusy ? [{ from: on(0), to: on(9), status: 'busy' as const }] : [];
      const workDays = [1, 2, 3, 4, 5, 6, 7];
      const hours = { worksFrom: `${pad(hour)}:${half ? '30' : '00'}`, worksTo: `${pad(hour + 1)}:59`, workDays };
      const person = (id: string): PersonHours => ({ id, diary: { known: true, busy, timeZone, ...hours }, taken: [] });
      const question: PlacementQuestion = {
        ...{ timeZone, notBefore, minutes, count: 3, preferredWeeks: weeks },
        endsOn: on((weeks * 2 + 1) * 7)
          .toISOString()
          .slice(0, 10),
        people: [person('mentor'), person('senior')],
        pairs: [{ id: 'pair', mentorId: 'mentor', menteeId: 'senior' }],
      };
      const placement = placeSeries(question)[0]!;
      if (!placement.found.ok) return;
      found += 1;
      const { firstStart, everyWeeks, meetings } = placement.found.value;
      const first = Temporal.PlainDateTime.from(firstStart);
      const isSteady = meetings.every(({ regularStart }, at) => {
        const wall = first.add({ weeks: at * everyWeeks });
        return onlyInstant(wall, timeZone) === regularStart.getTime();
      });
      expect(isSteady).toBe(true);
      for (const { startsAt, endsAt, position } of meetings) {
        const [from, to] = [wallTime(startsAt, timeZone), wallTime(endsAt, timeZone)];
        expect(from.add({ minutes }).equals(to)).toBe(true);
        expect(onlyInstant(from, timeZone)).toBe(startsAt.getTime());
        expect(onlyInstant(to, timeZone)).toBe(endsAt.getTime());
        expect(position).toBeLessThanOrEqual(3);
      }
    }),
    { numRuns, seed: 20261122 },
  );
  expect(found).toBeGreaterThan(numRuns * 0.9);
});

const wallTime = (moment: Date, zone: string): Temporal.PlainDateTime =>
  Temporal.Instant.fromEpochMilliseconds(moment.getTime()).toZonedDateTimeISO(zone).toPlainDateTime();

/** Null for a wall time that a change of the clocks skips or repeats. */
function onlyInstant(wall: Temporal.PlainDateTime, zone: string): number | null {
  const [one, other] = (['earlier', 'later'] as const).map(
    (disambiguation) => wall.toZonedDateTime(zone, { disambiguation }).epochMilliseconds,
  );
  return one === other ? one! : null;
}
