import type { Links } from './links.ts';
import type { Facing } from './roster.ts';

/** For each row, the columns of the people linked to its person. */
export function columnsLinked({ rows, colOf }: Facing, links: Links): (row: number) => Int32Array {
  const start = new Int32Array(rows.size + 1);
  const found: number[] = [];
  for (let row = 0; row < rows.size; row++) {
    const person = rows.person[row]!;
    for (let k = links.start[person]!; k < links.start[person + 1]!; k++) {
      const col = colOf[links.to[k]!]!;
      if (col >= 0) found.push(col);
    }
    start[row + 1] = found.length;
  }
  const to = Int32Array.from(found);
  return (row) => to.subarray(start[row], start[row + 1]);
}
