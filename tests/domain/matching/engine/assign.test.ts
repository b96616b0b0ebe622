import fc from 'fast-check';
import { assign, headcount } from '../../../../src/domain/matching/engine/assign.ts';
import { boundOf } from '../../../../src/domain/matching/engine/certificate.ts';
import { PairSet, type Problem } from '../../../../src/domain/matching/engine/problem.ts';
import { forAll } from '../runs.ts';

/** A table of cells (0: no pair, else score + 1), and of each row and column how many places, and whether they wait. */
type Instance = { cells: number[][]; rows: Person[]; cols: Person[]; balanced: boolean; first: number; added: number };
type Person = { places: number; waits: boolean };
type Achieved = [people: number, waiting: number, lowest: number, total: number];

const person = fc.record({ places: fc.constantFrom(1, 1, 1, 2, 3), waits: fc.constantFrom(false, false, true) });
const instances: fc.Arbitrary<Instance> = fc
  .tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 4 }), fc.integer({ min: 1, max: 6 }))
  .chain(([rows, cols, highest]) =>
    fc.record({
      cells: fc.array(fc.array(fc.integer({ min: 0, max: highest }), { minLength: cols, maxLength: cols }), {
        minLength: rows,
        maxLength: rows,
      }),
      rows: fc.array(person, { minLength: rows, maxLength: rows }),
      cols: fc.array(person, { minLength: cols, maxLength: cols }),
      balanced: fc.boolean(),
      // So few that the rest must be found by looking at what the prices would gain from.
      first: fc.integer({ min: 1, max: 3 }),
      added: fc.integer({ min: 1, max: 3 }),
    }),
  );

function problemOf({ cells, rows, cols }: Instance): Problem {
  const people = [...rows, ...cols];
  const highest = 7;
  const mostScores = 16 * highest;
  const waitingValue = mostScores + 1;
  const placeValue = people.length * waitingValue + mostScores + 1;
  const opposite = (node: number) => (node < rows.length ? cols.length : rows.length);
  return {
    source: {
      rows: rows.length,
      cols: cols.length,
      highest,
      row: (row) => Uint8Array.from(cells[row]!),
      col: (col) => Uint8Array.from(cells, (row) => row[col]!),
    },
    places: {
      count: Int32Array.from(people, ({ places }, node) => Math.min(places, opposite(node))),
      first: Float64Array.from(people, ({ waits }) => placeValue + (waits ? waitingValue : 0)),
    },
    side: Uint8Array.from(people, (_, node) => (node < rows.length ? 0 : 1)),
    placeValue,
    waitingValue,
    scoreValue: 1,
    currentValue: 1,
    pairCost: 0,
    mostScores,
    barred: new PairSet(),
    current: new PairSet(),
    keepsCurrent: true,
  };
}

/** The best of all answers, by trying every set of pairs. */
function bestByTrying({ cells, rows, cols, balanced }: Instance): Achieved {
  const people = [...rows, ...cols];
  const degree = people.map(() => 0);
  let best: Achieved | undefined;
  const tryFrom = (at: number, lowest: number, total: number): void => {
    if (at === rows.length * cols.length) {
      const met = people.filter((_, node) => degree[node]! > 0);
      const achieved: Achieved = [met.length, met.filter(({ waits }) => waits).length, balanced ? lowest : 0, total];
      if (!best || isBetter(achieved, best)) best = achieved;
      return;
    }
    tryFrom(at + 1, lowest, total);
    const [row, col] = [Math.floor(at / cols.length), rows.length + (at % cols.length)];
    const score = cells[row]![at % cols.length]! - 1;
    if (score < 0 || degree[row] === people[row]!.places || degree[col] === people[col]!.places) return;
    degree[row]!++;
    degree[col]!++;
    tryFrom(at + 1, Math.min(lowest, score), total + score);
    degree[row]!--;
    degree[col]!--;
  };
  tryFrom(0, Infinity, 0);
  return best!;
}

function isBetter(a: Achieved, b: Achieved): boolean {
  const at = a.findIndex((value, k) => value !== b[k]);
  return at >= 0 && a[at]! > b[at]!;
}

test('however few pairs it begins with, the solver finds the best of all answers and proves it', () => {
  forAll(instances, 2, (instance) => {
    const problem = problemOf(instance);
    const found = assign(problem, instance.balanced, {}, instance);
    const { degree } = found.answer;
    let [lowest, total] = [Infinity, 0];
    const seen = new Set<string>();
    instance.rows.forEach((_, row) => {
      for (let k = 0; k < degree[row]!; k++) {
        const col = found.answer.partnerOf(row, k) - instance.rows.length;
        const score = instance.cells[row]![col]! - 1;
        expect(score).toBeGreaterThanOrEqual(0);
        seen.add(`${row} ${col}`);
        lowest = Math.min(lowest, score);
        total += score;
      }
    });
    expect(seen.size).toBe(degree.subarray(0, instance.rows.length).reduce((sum, n) => sum + n, 0));
    [...instance.rows, ...instance.cols].forEach(({ places }, node) =>
      expect(degree[node]).toBeLessThanOrEqual(places),
    );
    const { places, waiting } = headcount(problem, found.answer);
    expect([places, waiting, instance.balanced ? lowest : 0, total]).toEqual(bestByTrying(instance));
    expect(found.complete).toBe(true);
    const worth = BigInt(problem.placeValue * places + problem.waitingValue * waiting);
    expect(boundOf(problem, found.people)).toBe(worth);
    expect(boundOf(problem, found.total)).toBe(worth + BigInt(total));
    // The same bound from the prices alone, with every pair looked at.
    expect(boundOf(problem, { ...found.total, complete: false })).toBe(worth + BigInt(total));
  });
});

test('stopped at any moment, it gives an answer that holds and a bound that nothing exceeds', () => {
  forAll(fc.tuple(instances, fc.nat(12)), 0.5, ([instance, questions]) => {
    const problem = problemOf(instance);
    let left = questions;
    const found = assign(problem, instance.balanced, { mayGoOn: () => left-- > 0 }, instance);
    const [people, waiting] = bestByTrying(instance);
    const best = BigInt(problem.placeValue * people + problem.waitingValue * waiting);
    expect(boundOf(problem, found.people)).toBeGreaterThanOrEqual(best);
    instance.rows.forEach((_, row) => {
      for (let k = 0; k < found.answer.degree[row]!; k++) {
        expect(instance.cells[row]![found.answer.partnerOf(row, k) - instance.rows.length]).toBeGreaterThan(0);
      }
    });
  });
});

test('begun with an auction, since nearly all can have a partner, it proves the best answer too', () => {
  const alone: Person = { places: 1, waits: false };
  const size = { min: 100, max: 130 };
  const drawn = fc.tuple(fc.integer(size), fc.constantFrom(0, 1), fc.infiniteStream(fc.integer({ min: 0, max: 6 })));
  forAll(drawn, 0.05, ([size, nobodyFor, stream]) => {
    const numbers = stream.take(size * size);
    const cells = Array.from({ length: size }, (_, row) =>
      Array.from({ length: size }, () => (numbers.next().value ?? 0) * (row < nobodyFor ? 0 : 1)),
    );
    const everyone = Array.from({ length: size }, () => alone);
    const instance = { cells, rows: everyone, cols: everyone, balanced: false, first: 3, added: 2 };
    const problem = { ...problemOf(instance), mostScores: 7 * size, placeValue: 7 * size + 1 };
    problem.places.first.fill(problem.placeValue);
    const found = assign(problem, false, {}, instance);
    const { places } = headcount(problem, found.answer);
    expect(places).toBe(2 * (size - nobodyFor));
    const total = cells.reduce(
      (sum, row, k) => sum + (found.answer.degree[k] === 0 ? 0 : row[found.answer.partnerOf(k, 0) - size]! - 1),
      0,
    );
    const worth = BigInt(problem.placeValue * places + total);
    expect(boundOf(problem, { ...found.total, complete: false })).toBe(worth);
  });
});
