import fc from 'fast-check';
import { cellsOf, layoutFor, wordsFor } from '../../../../../src/domain/matching/engine/cells.ts';
import { mostOfAll, Nearest, pricesOf } from '../../../../../src/domain/matching/engine/live/nearest.ts';

const perPoint = 1000;
const cost = 300;
const highest = 40;

/** Most prices lie close together; a few are far away from all others, as those of people are whom nobody may have. */
const price = fc.oneof(
  { weight: 30, arbitrary: fc.integer({ min: 50_000, max: 70_000 }) },
  { weight: 1, arbitrary: fc.constantFrom(-90_000_000, 90_000_000) },
);
const cell = fc.oneof(fc.integer({ min: 0, max: highest }), fc.constant(0));
const people = fc.array(fc.record({ price, cell }), { maxLength: 300, size: 'max' });
const someone = fc.record({
  people,
  at: fc.oneof(fc.integer({ min: -70_000, max: 20_000 }), fc.constant(5_000_000)),
  start: fc.nat(300),
  least: fc.constantFrom(1, 1, 20, 36),
});

test('the nearest are the shortest there are, and all others at least as long as is said, whoever was looked at before', () => {
  fc.assert(
    fc.property(
      fc.array(someone, { minLength: 1, maxLength: 4 }),
      fc.array(fc.nat(300), { maxLength: 3 }),
      (ones, left) => {
        const nearest = new Nearest();
        const without = new Set(left);
        for (const { people: opposite, at, start, least } of ones) {
          const of = Float64Array.from({ length: highest + 1 }, (_, k) =>
            k < least ? -Infinity : (k - 1) * perPoint - cost,
          );
          const layout = layoutFor(highest);
          const cells = cellsOf(layout, new Int32Array(wordsFor(layout, opposite.length))).subarray(0, opposite.length);
          opposite.forEach((one, k) => (cells[k] = one.cell));
          const prices = pricesOf(
            Float64Array.from(opposite, (one) => one.price),
            perPoint,
            highest,
          );
          const found = nearest.of(at, cells, prices, { of, least, perPoint, cost }, 0, start, without);
          const length = (k: number) => at + opposite[k]!.price - of[opposite[k]!.cell]!;
          const there = [...opposite.keys()].filter((k) => opposite[k]!.cell >= least && !without.has(k));
          const listed = new Set(found.to);
          expect(listed.size).toBe(found.to.length);
          found.to.forEach((k, place) => {
            expect(there).toContain(k);
            expect([found.length[place], found.worth[place]]).toEqual([length(k), of[opposite[k]!.cell]]);
          });
          expect([...found.length]).toEqual([...found.length].sort((a, b) => a - b));
          const others = there.filter((k) => !listed.has(k)).map(length);
          expect(Math.min(...others)).toBeGreaterThanOrEqual(found.beyond);
          expect(found.to.length).toBeGreaterThanOrEqual(Math.min(8, there.length));
          expect(found.to.length).toBeLessThanOrEqual(mostOfAll);
        }
      },
    ),
    { numRuns: 300 },
  );
});
