import fc from 'fast-check';
import { assign, type AssignInput, type AssignOutcome } from '../../../../src/domain/matching/engine/assign.ts';

const tables: fc.Arbitrary<AssignInput> = fc
  .record({
    rows: fc.integer({ min: 0, max: 14 }),
    more: fc.integer({ min: 0, max: 6 }),
    highest: fc.constantFrom(2, 5, 60),
  })
  .chain(({ rows, more, highest }) => {
    const cols = rows + more;
    const cell = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: highest }));
    const waiting = (size: number) => fc.array(fc.constantFrom(0, 0, 1), { minLength: size, maxLength: size });
    return fc
      .record({
        cells: fc.array(cell, { minLength: rows * cols, maxLength: rows * cols }),
        waitingRows: waiting(rows).map((list) => Uint8Array.from(list)),
        waitingCols: waiting(cols).map((list) => Uint8Array.from(list)),
        balanced: fc.boolean(),
      })
      .map(({ cells, ...rest }) => {
        const counts = new Float64Array(highest + 1);
        for (const value of cells) if (value > 0) counts[value]!++;
        return { table: { rows, cols, cells: Uint8Array.from(cells), counts }, ...rest };
      });
  });

function worth(
  { table, waitingRows, waitingCols }: AssignInput,
  { colOf, pairValue, waitingValue }: AssignOutcome,
): number {
  let sum = 0;
  colOf.forEach((col, row) => {
    if (col < 0) return;
    sum +=
      pairValue + table.cells[row * table.cols + col]! - 1 + waitingValue * (waitingRows[row]! + waitingCols[col]!);
  });
  return sum;
}

// The way of large instances: a few pairs first, the rest by price. Here on small ones, with as few as possible.
test('a core of one pair per row that grows one by one comes to the same optimum as all pairs at once', () => {
  fc.assert(
    fc.property(tables, fc.integer({ min: 1, max: 3 }), (input, first) => {
      const all = assign(input);
      const grown = assign(input, { allUpTo: -1, first, added: 1 });
      expect(worth(input, grown)).toBe(worth(input, all));
      expect(grown.floor).toBe(all.floor);
      const { rows, cols, cells } = input.table;
      let violated = 0;
      for (let row = 0; row < rows; row++) {
        for (let col = 0; col < cols; col++) {
          const cell = cells[row * cols + col]!;
          if (cell <= grown.floor) continue;
          const waits = input.waitingRows[row]! + input.waitingCols[col]!;
          const value = grown.pairValue + cell - 1 + grown.waitingValue * waits;
          if (grown.rowDual[row]! + grown.colDual[col]! < value) violated++;
        }
      }
      expect(violated).toBe(0);
      const bound = [...grown.rowDual, ...grown.colDual].reduce((a, b) => a + b, 0);
      expect(bound).toBe(worth(input, grown));
    }),
    { numRuns: 2000, seed: 20261122 },
  );
});
