import { cellsOf, type Cells, type Layout } from './cells.ts';
import { never } from './fact.ts';
import type { Judge } from './judge.ts';
import { KindRows, type Meaning } from './kind-rows.ts';
import type { Rule } from './rule.ts';
import { addListed } from './score.ts';

/** Writes all cells of a row; returns how many are not 0. */
export type RowWriter = (row: number, words: Int32Array) => number;

/** No sum is higher than a cell has room for, so nothing carries over to its neighbour. */
const points: Meaning = {
  initial: 1,
  cellOf: (worth) => worth,
  combine: (into, from) => {
    for (let k = 0, end = into.length; k < end; k++) into[k] = into[k]! + from[k]!;
  },
};
/** All bits of a cell set where the pair is allowed, or none. */
const permission: Meaning = {
  initial: -1,
  cellOf: (worth) => (worth === never ? 0 : -1),
  combine: (into, from) => {
    for (let k = 0, end = into.length; k < end; k++) into[k]! &= from[k]!;
  },
};

/**
 * A row starts as a copy of what the facts score. Then come the points for shared topics, area, site and wishes, where
 * there are any; then what the facts forbid is blotted out, and last what the chart, the lists and the rules that must
 * look at every pair take away. `keptBytes`: how much may be kept of what rows have in common.
 */
export function rowWriter({ sides, rules, parts }: Judge, layout: Layout, keptBytes: number): RowWriter {
  const most = keptBytes / 2;
  const { rows, cols, colOf } = sides;
  const scored = new KindRows(parts.facts, rows.size, cols.size, layout, points, most);
  const facts = rules.flatMap((rule) => (rule.form === 'kinds' ? [rule.fact] : []));
  const permitted = new KindRows(facts, rows.size, cols.size, layout, permission, most);
  const sparse = rules.filter(({ form }) => form === 'columns' || form === 'spans');
  const last = rules.flatMap((rule) => (rule.form === 'pairs' ? [rule.mark] : []));
  const fails = new Int32Array(last.length > 0 ? cols.size : 0);
  return (row, words) => {
    words.set(scored.of(row));
    const cells = cellsOf(layout, words);
    for (const listing of parts.listings) addListed(listing, row, cells);
    for (const { col, value } of parts.wishesOf(row)) cells[col]! += value;
    permission.combine(words, permitted.of(row));
    let count = permitted.bitsSet(row) / (8 * layout.bytes);
    const self = colOf[rows.person[row]!]!;
    if (self >= 0) count -= clear(cells, self);
    for (const rule of sparse) count -= clearTaken(rule, row, cells);
    if (last.length === 0) return count;
    fails.fill(0);
    for (const mark of last) mark(row, 1, fails);
    for (let col = 0; col < cols.size; col++) if (fails[col] !== 0) count -= clear(cells, col);
    return count;
  };
}

/** Returns 1 if the cell was not 0 already. */
function clear(cells: Cells, col: number): number {
  if (cells[col] === 0) return 0;
  cells[col] = 0;
  return 1;
}

function clearTaken(rule: Rule, row: number, cells: Cells): number {
  let count = 0;
  if (rule.form === 'columns') for (const col of rule.of(row)) count += clear(cells, col);
  if (rule.form === 'spans') {
    rule.visit(row, (from, to) => {
      for (let place = from; place < to; place++) count += clear(cells, rule.order[place]!);
    });
  }
  return count;
}
