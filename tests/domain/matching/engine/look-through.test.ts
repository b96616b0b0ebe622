import * as fc from 'fast-check';
import { cellsOf, emptyRow, layoutFor, wordsFor, type Cells } from '../../../../src/domain/matching/engine/cells.ts';
import { columnsAbove, countAbove, raiseTops } from '../../../../src/domain/matching/engine/look-through.ts';
import { forAll } from '../runs.ts';

/** Highest cells on both sides of each change of layout: one, two and four bytes. */
const highest = fc.constantFrom(1, 5, 126, 127, 128, 32_767, 32_768);

function rowOf(most: number, numbers: number[]): Cells {
  const layout = layoutFor(most);
  const cells = cellsOf(layout, new Int32Array(wordsFor(layout, numbers.length))).subarray(0, numbers.length);
  cells.set(numbers);
  return cells;
}

const numbersUpTo = (most: number) => {
  const cell = fc.oneof(fc.integer({ min: 0, max: most }), fc.constantFrom(0, 1, most - 1, most));
  return fc.array(cell, { minLength: 1, maxLength: 23 });
};

/** Cells and a limit for each. */
const cellsAndLimits = highest.chain((most) =>
  fc.tuple(fc.constant(most), numbersUpTo(most), fc.infiniteStream(fc.integer({ min: 0, max: most }))),
);

test('finds just the columns that a look at each would, each once, and counts them', () => {
  forAll(fc.tuple(cellsAndLimits, fc.nat({ max: 30 })), 5, ([[most, numbers, stream], start]) => {
    const limits = numbers.map(() => stream.next().value as number);
    const found = columnsAbove(rowOf(most, limits), rowOf(most, numbers), start % numbers.length);
    expect(found.sort((a, b) => a - b)).toEqual(numbers.flatMap((cell, col) => (cell > limits[col]! ? [col] : [])));
    expect(countAbove(rowOf(most, limits), rowOf(most, numbers))).toBe(found.length);
  });
});

test('compares rows that are laid out differently, or begin within a word', () => {
  const cells = rowOf(5, [9, 1, 2, 3, 4, 5]).subarray(1);
  expect(columnsAbove(rowOf(200, [3, 3, 3, 3, 3]), cells, 0)).toEqual([3, 4]);
  expect(columnsAbove(rowOf(5, [3, 3, 3, 3, 3]), cells, 0)).toEqual([3, 4]);
});

test('with a limit it ends early, and never before', () => {
  forAll(fc.tuple(numbersUpTo(5), fc.integer({ min: 1, max: 9 })), 2, ([numbers, most]) => {
    const all = numbers.filter((cell) => cell >= 3).length;
    const limits = rowOf(
      5,
      numbers.map(() => 2),
    );
    const found = columnsAbove(limits, rowOf(5, numbers), 0, most);
    expect(found.length).toBeGreaterThanOrEqual(Math.min(most, all));
    expect(new Set(found).size).toBe(found.length);
  });
});

test('begins near the place it is told, and comes round', () => {
  const ones = rowOf(5, [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
  expect(columnsAbove(rowOf(5, new Array<number>(10).fill(0)), ones, 5)).toEqual([4, 5, 6, 7, 8, 9, 0, 1, 2, 3]);
});

test('raises each top to the highest cell of its column', () => {
  const drawn = highest.chain((most) =>
    fc
      .integer({ min: 1, max: 23 })
      .chain((cols) =>
        fc.tuple(
          fc.constant(most),
          fc.array(fc.array(fc.integer({ min: 0, max: most }), { minLength: cols, maxLength: cols }), { minLength: 1 }),
        ),
      ),
  );
  forAll(drawn, 2, ([most, table]) => {
    const cols = table[0]!.length;
    const tops = emptyRow({ cols, highest: most });
    for (const row of table) raiseTops(tops, rowOf(most, row));
    expect(Array.from(tops)).toEqual(Array.from({ length: cols }, (_, c) => Math.max(...table.map((row) => row[c]!))));
  });
});
