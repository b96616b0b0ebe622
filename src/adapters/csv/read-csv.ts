import { csvRecords, type CsvRecord } from './csv-records.ts';
import type { CsvFault, Parsed } from './csv-fault.ts';

export type CsvRow<Column extends string> = { line: number; cells: Record<Column, string> };

export type CsvTable<Column extends string, Row> = {
  rows: Row[];
  /** Columns that the file has. */
  present: Set<Column>;
  /** What was passed over, for people to read. */
  notices: string[];
};

/**
 * Reads a CSV with a header. `columns` says which it may have and whether each must be there; other columns are left out
 * with a notice. Cells come as written (not trimmed); a column that is not there reads as ''. Where a header has the same
 * name twice, as a list of pairs may, the second is called `name 2`. `rowOf` makes of each row what is wanted of it, so
 * that a large file is never held in pieces; it must not mind a row of a file that turns out to be faulty.
 */
export function readCsv<Column extends string, Row = CsvRow<Column>>(
  text: string,
  file: string,
  columns: Record<Column, 'required' | 'optional'>,
  rowOf = (row: CsvRow<Column>) => row as Row,
): Parsed<CsvTable<Column, Row>> {
  const parsed = csvRecords(text, file);
  if (!parsed.ok) return parsed;
  let header: CsvRecord | undefined;
  let names: string[] = [];
  const faults: CsvFault[] = [];
  const known = Object.keys(columns) as Column[];
  const empty = Object.fromEntries(known.map((column) => [column, ''])) as Record<Column, string>;
  let present: { column: Column; at: number }[] = [];
  const rows: Row[] = [];
  for (const { line, cells } of parsed.value) {
    if (!header) {
      header = { line, cells };
      names = columnNames(cells);
      faults.push(...headerFaults(names, file, line, columns));
      present = known.map((column) => ({ column, at: names.indexOf(column) })).filter(({ at }) => at >= 0);
      continue;
    }
    const complain = (message: string) => faults.push({ file, line, column: '', message });
    if (cells.length !== names.length) complain(`expected ${names.length} cells as in the header, got ${cells.length}`);
    else if (cells[0] === header.cells[0] && header.cells.every((cell, k) => cell === cells[k])) {
      complain('the header once more; expected a row');
    }
    const row = { ...empty };
    for (const { column, at } of present) row[column] = cells[at] ?? '';
    rows.push(rowOf({ line, cells: row }));
  }
  if (!header)
    return { ok: false, fault: [{ file, line: 1, column: '', message: 'the file is empty; expected a header' }] };
  if (faults.length > 0) return { ok: false, fault: faults };
  const notices = names
    .filter((name) => !(name in columns))
    .map((name) => `${file}:${header.line}:${name}: this column is not used`);
  return { ok: true, value: { rows, present: new Set(present.map(({ column }) => column)), notices } };
}

function columnNames(header: string[]): string[] {
  const times = new Map<string, number>();
  return header.map((cell) => {
    const name = cell.trim();
    const time = (times.get(name) ?? 0) + 1;
    times.set(name, time);
    return time === 1 ? name : `${name} ${time}`;
  });
}

function headerFaults(
  names: string[],
  file: string,
  line: number,
  columns: Record<string, 'required' | 'optional'>,
): CsvFault[] {
  const faults: CsvFault[] = [];
  for (const [column, need] of Object.entries(columns)) {
    const again = `${column} 2`;
    if (names.includes(again) && !(again in columns)) {
      faults.push({ file, line, column, message: 'this column is there twice' });
    }
    if (need === 'required' && !names.includes(column)) {
      faults.push({ file, line, column, message: `this column is missing; the header has: ${names.join(', ')}` });
    }
  }
  return faults;
}
