import type { MatchedPair } from '../match-types.ts';
import { limitRows } from './limit-rows.ts';
import { countAbove } from './look-through.ts';
import { pairAt, seatsOf } from './roster.ts';
import type { Run } from './run.ts';
import type { Side } from './side.ts';

/**
 * How many pairs are not made though both people would score higher with each other than with (the worst of) their
 * partners; someone with a place to spare would gain by any score above 0. The objective weighs everyone together, so
 * there may well be some; each is a reason for two people to ask.
 * Reference: Gale & Shapley, 'College admissions and the stability of marriage', Amer. Math. Monthly 69 (1962).
 */
export function blockingPairs({ sides, source }: Run, pairs: MatchedPair[]): number {
  const { rows, cols } = sides;
  const seats = seatsOf(sides);
  const made = pairs.map((pair) => ({ ...pairAt(sides, seats, pair)!, score: pair.score }));
  const ofRows = cellsToExceed(rows, made, ({ row }) => row);
  const ofCols = cellsToExceed(cols, made, ({ col }) => col);
  const limits = limitRows(source, (ofRow, col) => Math.max(ofRow, ofCols[col]!));
  let blocking = 0;
  for (let row = 0; row < rows.size; row++) blocking += countAbove(limits(ofRows[row]!), source.row(row));
  // Where somebody has several partners, a pair that is made may be better than the worst of them.
  for (const { row, col } of made) {
    const cell = source.row(row)[col]!;
    if (cell > ofRows[row]! && cell > ofCols[col]!) blocking--;
  }
  return blocking;
}

type Made = { row: number; col: number; score: number };

/** For each member of a side, the cell (a score + 1) that a better pair is above. */
function cellsToExceed({ enrolments }: Side, made: Made[], memberOf: (pair: Made) => number): Int32Array {
  const worst = new Int32Array(enrolments.length).fill(2 ** 31 - 1);
  const partners = new Int32Array(enrolments.length);
  for (const pair of made) {
    const member = memberOf(pair);
    partners[member]!++;
    worst[member] = Math.min(worst[member]!, pair.score + 1);
  }
  return worst.map((cell, k) => (partners[k]! < enrolments[k]!.capacity ? 1 : cell));
}
