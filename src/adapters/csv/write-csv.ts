import { stringify } from 'csv-stringify/sync';

/**
 * A CSV with a header, LF line ends, quotes where needed. Cells are written as they are: this is for files that a program
 * reads back; exports for people need formulas made harmless first.
 */
export function writeCsv<Column extends string>(columns: readonly Column[], rows: Record<Column, string>[]): string {
  return stringify(rows, { header: true, columns: [...columns] });
}

/**
 * The same for people, who open it in a spreadsheet: a cell that it would take for a formula (it begins with = + - @, their
 * full-width forms, a tab or a carriage return) gets an apostrophe before it.
 */
export function writeCsvForPeople<Column extends string>(
  columns: readonly Column[],
  rows: Record<Column, string>[],
): string {
  return stringify(rows, { header: true, columns: [...columns], escape_formulas: true });
}
