import type { Links } from './links.ts';
import type { Facing } from './roster.ts';
import { markOne } from './rule.ts';

/** Marks, for a row, the columns of the people linked to its person. */
export function markLinked({ rows, colOf }: Facing, links: Links, row: number, bit: number, fails: Int32Array): number {
  const person = rows.person[row]!;
  let count = 0;
  for (let k = links.start[person]!; k < links.start[person + 1]!; k++) {
    count += markOne(colOf[links.to[k]!]!, bit, fails);
  }
  return count;
}
