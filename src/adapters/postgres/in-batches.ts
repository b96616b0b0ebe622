/** PostgreSQL counts a statement's parameters in 16 bits; so many rows of any of our tables stay far below that. */
const rowsAtOnce = 1000;

/** `rows` in their order, a statement's worth at a time. */
export function* inBatches<Row>(rows: Row[]): Generator<Row[]> {
  for (let from = 0; from < rows.length; from += rowsAtOnce) yield rows.slice(from, from + rowsAtOnce);
}
