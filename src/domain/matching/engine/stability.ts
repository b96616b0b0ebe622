import type { MatchedPair } from '../match-types.ts';
import type { Run } from './run.ts';

/**
 * How many pairs are not made though both people would score higher with each other than with (the worst of) their
 * partners; someone with a place to spare would gain by any score above 0. The objective weighs everyone together, so
 * there may well be some; each is a reason for two people to ask.
 * Reference: Gale & Shapley, 'College admissions and the stability of marriage', Amer. Math. Monthly 69 (1962).
 */
export function blockingPairs({ sides, source }: Run, pairs: MatchedPair[]): number {
  const { rows, cols, rowsAreMentors } = sides;
  const rowIds = new Map(rows.enrolments.map(({ personId }, row) => [personId, row]));
  const colIds = new Map(cols.enrolments.map(({ personId }, col) => [personId, col]));
  const worstOfRow = new Int32Array(rows.size).fill(-1);
  const worstOfCol = new Int32Array(cols.size).fill(-1);
  const partnersOfRow: number[][] = Array.from({ length: rows.size }, () => []);
  const partnersOfCol = new Int32Array(cols.size);
  for (const { mentorId, menteeId, score } of pairs) {
    const row = rowIds.get(rowsAreMentors ? mentorId : menteeId)!;
    const col = colIds.get(rowsAreMentors ? menteeId : mentorId)!;
    partnersOfRow[row]!.push(col);
    partnersOfCol[col]!++;
    worstOfRow[row] = worstOfRow[row] === -1 ? score : Math.min(worstOfRow[row]!, score);
    worstOfCol[col] = worstOfCol[col] === -1 ? score : Math.min(worstOfCol[col]!, score);
  }
  rows.enrolments.forEach(({ capacity }, row) => (worstOfRow[row]! *= partnersOfRow[row]!.length < capacity ? 0 : 1));
  cols.enrolments.forEach(({ capacity }, col) => (worstOfCol[col]! *= partnersOfCol[col]! < capacity ? 0 : 1));
  let blocking = 0;
  for (let row = 0; row < rows.size; row++) {
    const cells = source.row(row);
    const least = worstOfRow[row]! + 1;
    for (let col = 0; col < cols.size; col++) {
      const score = cells[col]! - 1;
      if (score < least || score <= worstOfCol[col]!) continue;
      if (!partnersOfRow[row]!.includes(col)) blocking++;
    }
  }
  return blocking;
}
