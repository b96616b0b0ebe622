/**
 * Problem: the objective of a match, in its order: most places, then most people who waited, then (`balanced`) the
 * lowest score as high as possible, then the highest total.
 *
 * Method: maximum matchings tell how many places, and how many waiting people on either side, can be had at all. One
 * answer can have all three at once (Mendelsohn & Dulmage), so a lowest score is possible exactly when the pairs that
 * reach it still have the same three maxima: a binary search finds it. On those pairs a place is then given a value
 * above all waiting people together, a waiting person one above all scores together, and the best total is found by
 * `maxTotal`: first on the best few pairs of each row, then again with the pairs that its prices would gain from, until
 * there are none.
 *
 * Proof: see `MatchCertificate`. Each part can be checked in one pass over the pairs.
 * Cost: that of log(scores) maximum matchings and a few sparse assignments.
 * Reference: Mendelsohn & Dulmage, Canad. J. Math. 10 (1958); Burkard, Dell'Amico & Martello, 'Assignment Problems'.
 */
import { maximumMatching, type MaximumMatching } from './maximum-matching.ts';
import { maxTotal, type Assignment, type Graph } from './max-total.ts';
import type { PairTable } from './pair-table.ts';

export type AssignInput = {
  table: PairTable;
  /** 1 for people who waited since an earlier round. */
  waitingRows: Uint8Array;
  waitingCols: Uint8Array;
  balanced: boolean;
};

export type Cover = MaximumMatching['cover'];
export type Maxima = { places: Cover; waitingRows: Cover; waitingCols: Cover };

export type AssignOutcome = {
  /** Column of each row; −1 without one. */
  colOf: Int32Array;
  /** Vertex covers, as many as the pairs, waiting rows and waiting columns that can be had. */
  maxima: Maxima;
  /** Why a lowest score above `score` can't be had; null when there is no pair above it, or the objective is `total`. */
  lowest: { score: number; of: keyof Maxima; cover: Cover } | null;
  /** Pairs below this score were set aside. */
  floor: number;
  pairValue: number;
  waitingValue: number;
  rowDual: Float64Array;
  colDual: Float64Array;
};

/** With how many pairs the total is solved: all up to `allUpTo`, else the best `first` per row, then `added` at a time. */
export type Core = { allUpTo: number; first: number; added: number };
const usualCore: Core = { allUpTo: 2_000_000, first: 24, added: 12 };

export function assign(input: AssignInput, core = usualCore): AssignOutcome {
  const { table, balanced } = input;
  const all = maxima(input, 1);
  const occurring = cellsThatOccur(table);
  const bottleneck = balanced ? bestLowest(input, all, occurring) : { cell: 1, lowest: null };
  const highest = occurring.at(-1) ?? 0;
  const most = Math.min(table.rows, table.cols);
  const someWaiting = all.waitingRows.size + all.waitingCols.size > 0;
  const waitingValue = someWaiting ? most * highest + 1 : 0;
  const pairValue = 2 * most * waitingValue + most * highest + 1;
  const worth = { ...input, least: bottleneck.cell, pairValue, waitingValue };
  const { colOf, rowDual, colDual } = bestTotal(worth, core);
  return {
    colOf,
    maxima: { places: all.places.cover, waitingRows: all.waitingRows.cover, waitingCols: all.waitingCols.cover },
    lowest: bottleneck.lowest,
    floor: bottleneck.cell - 1,
    pairValue,
    waitingValue,
    rowDual,
    colDual,
  };
}

function maxima(
  { table, waitingRows, waitingCols }: AssignInput,
  least: number,
): Record<keyof Maxima, MaximumMatching> {
  const rows = Int32Array.from({ length: table.rows }, (_, row) => row);
  const cols = Int32Array.from({ length: table.cols }, (_, col) => col);
  return {
    places: maximumMatching(table, least, rows, cols),
    waitingRows: maximumMatching(
      table,
      least,
      rows.filter((row) => waitingRows[row] === 1),
      cols,
    ),
    waitingCols: maximumMatching(
      table,
      least,
      rows,
      cols.filter((col) => waitingCols[col] === 1),
    ),
  };
}

/** The highest score that can be the lowest, by binary search over the scores that occur. */
function bestLowest(
  input: AssignInput,
  all: Record<keyof Maxima, MaximumMatching>,
  cells: number[],
): { cell: number; lowest: AssignOutcome['lowest'] } {
  if (cells.length === 0) return { cell: 1, lowest: null };
  let [possible, impossible] = [0, cells.length];
  let why: Pick<NonNullable<AssignOutcome['lowest']>, 'of' | 'cover'> | null = null;
  while (impossible - possible > 1) {
    const middle = (possible + impossible) >> 1;
    const there = maxima(input, cells[middle]!);
    const short = (['places', 'waitingRows', 'waitingCols'] as const).find((of) => there[of].size < all[of].size);
    if (!short) possible = middle;
    else {
      impossible = middle;
      why = { of: short, cover: there[short].cover };
    }
  }
  const cell = cells[possible]!;
  return { cell, lowest: why && { score: cell - 1, ...why } };
}

/** Ascending, without 0. */
const cellsThatOccur = ({ counts }: PairTable): number[] =>
  Array.from(counts.keys()).filter((cell) => cell > 0 && counts[cell]! > 0);

type Worth = AssignInput & { least: number; pairValue: number; waitingValue: number };

function bestTotal(worth: Worth, core: Core): Assignment {
  const { table, least } = worth;
  const edges = table.counts.subarray(least).reduce((sum, count) => sum + count, 0);
  const columnsOf = edges <= core.allUpTo ? everyColumn(table, least) : bestColumns(worth, core.first);
  for (;;) {
    const answer = maxTotal(graphOf(worth, columnsOf));
    if (edges <= core.allUpTo || !addGainful(worth, answer, columnsOf, core.added)) return answer;
  }
}

function everyColumn({ cells, rows, cols }: PairTable, least: number): number[][] {
  return Array.from({ length: rows }, (_, row) => {
    const list: number[] = [];
    for (let col = 0; col < cols; col++) if (cells[row * cols + col]! >= least) list.push(col);
    return list;
  });
}

/** The few columns worth most to each row: people who waited before others, then by score, by counting not sorting. */
function bestColumns(
  { table: { cells, rows, cols, counts }, least, waitingCols, waitingValue }: Worth,
  firstPerRow: number,
): number[][] {
  const step = counts.length;
  const rank = (cell: number, col: number) => (waitingValue > 0 && waitingCols[col] === 1 ? cell + step : cell);
  const ofRank = new Int32Array(2 * step);
  return Array.from({ length: rows }, (_, row) => {
    const start = row * cols;
    ofRank.fill(0);
    for (let col = 0; col < cols; col++) {
      const cell = cells[start + col]!;
      if (cell >= least) ofRank[rank(cell, col)]!++;
    }
    let cut = 2 * step;
    let above = 0;
    while (cut > least && above + ofRank[cut - 1]! <= firstPerRow) above += ofRank[--cut]!;
    // All ranks from `cut` on, and as many of the one below as there is room for, each row beginning at its own place.
    let room = firstPerRow - above;
    const list: number[] = [];
    for (let k = 0; k < cols; k++) {
      const col = k + row < cols ? k + row : k + row - cols;
      const cell = cells[start + col]!;
      if (cell < least) continue;
      const at = rank(cell, col);
      if (at >= cut) list.push(col);
      else if (at === cut - 1 && room-- > 0) list.push(col);
    }
    return list;
  });
}

/** Adds to each row the columns that would still gain at these prices; false when there is none. */
function addGainful(
  worth: Worth,
  { rowDual, colDual }: Assignment,
  columnsOf: number[][],
  addedPerRow: number,
): boolean {
  const { table, least, waitingRows, waitingCols, pairValue, waitingValue } = worth;
  const { cells, rows, cols } = table;
  const price = colDual.map((dual, col) => dual - (waitingCols[col] === 1 ? waitingValue : 0));
  let any = false;
  for (let row = 0; row < rows; row++) {
    const base = pairValue - 1 + (waitingRows[row] === 1 ? waitingValue : 0) - rowDual[row]!;
    const gainful: { col: number; gain: number }[] = [];
    for (let col = 0; col < cols; col++) {
      const cell = cells[row * cols + col]!;
      if (cell < least) continue;
      const gain = cell + base - price[col]!;
      if (gain > 0) gainful.push({ col, gain });
    }
    if (gainful.length === 0) continue;
    any = true;
    gainful.sort((a, b) => b.gain - a.gain);
    for (const { col } of gainful.slice(0, addedPerRow)) columnsOf[row]!.push(col);
  }
  return any;
}

function graphOf({ table, waitingRows, waitingCols, pairValue, waitingValue }: Worth, columnsOf: number[][]): Graph {
  const { cells, rows, cols } = table;
  const start = new Int32Array(rows + 1);
  columnsOf.forEach((list, row) => (start[row + 1] = start[row]! + list.length));
  const col = new Int32Array(start[rows]!);
  const value = new Float64Array(start[rows]!);
  columnsOf.forEach((list, row) => {
    const base = pairValue - 1 + (waitingRows[row] === 1 ? waitingValue : 0);
    list.forEach((to, k) => {
      const e = start[row]! + k;
      col[e] = to;
      value[e] = base + cells[row * cols + to]! + (waitingCols[to] === 1 ? waitingValue : 0);
    });
  });
  return { rows, cols, start, col, value };
}
