/** Cells of one person against everyone opposite: 0 where a rule forbids the pair, else its score + 1. */
export type Cells = Uint8Array | Uint16Array | Uint32Array;

/** Every pair there could be, told one row or one column at a time, so that nobody needs them all in memory. */
export type PairSource = {
  rows: number;
  cols: number;
  /** No cell is larger. */
  highest: number;
  /** One cell per column. Good until `row` is called again. */
  row: (row: number) => Cells;
  /** One cell per row. Good until `col` is called again. */
  col: (col: number) => Cells;
};
