import { CsvError, parse } from 'csv-parse/sync';

/** `line` counts from 1, as an editor shows it. Prints as `file:line:column: message`, see `describeFault`. */
export type CsvFault = { file: string; line: number; column: string; message: string };

export type CsvRow<Column extends string> = { line: number; cells: Record<Column, string> };

export type CsvTable<Column extends string> = {
  rows: CsvRow<Column>[];
  /** Columns that the file has. */
  present: Set<Column>;
  /** What was passed over, for people to read. */
  notices: string[];
};

export type CsvResult<Column extends string> = { ok: true; value: CsvTable<Column> } | { ok: false; fault: CsvFault[] };

export const describeFault = ({ file, line, column, message }: CsvFault): string =>
  `${file}:${line}:${column}: ${message}`;

/**
 * Bytes of a file as text: UTF-8 with or without a byte order mark. Anything else is a fault that names its line.
 */
export function decodeUtf8(
  bytes: Uint8Array,
  file: string,
): { ok: true; value: string } | { ok: false; fault: CsvFault[] } {
  try {
    return { ok: true, value: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch (error) {
    if ((error as { code?: string }).code !== 'ERR_ENCODING_INVALID_ENCODED_DATA') throw error;
  }
  const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  const line = utf16 ? 1 : firstUndecodableLine(bytes);
  const guess = utf16 ? ': it looks like UTF-16' : '';
  return { ok: false, fault: [{ file, line, column: '', message: `not UTF-8${guess}; save the file as UTF-8` }] };
}

function firstUndecodableLine(bytes: Uint8Array): number {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for (let start = 0, line = 1; start < bytes.length; line++) {
    const feed = bytes.indexOf(10, start);
    const end = feed < 0 ? bytes.length : feed + 1;
    try {
      decoder.decode(bytes.subarray(start, end));
    } catch {
      return line;
    }
    start = end;
  }
  return 1;
}

/**
 * Reads a CSV with a header. `columns` says which it may have and whether each must be there; other columns are left out
 * with a notice. Cells come as written (not trimmed); a column that is not there reads as ''. Where a header has the same
 * name twice, as a list of pairs may, the second is called `name 2`.
 */
export function readCsv<Column extends string>(
  text: string,
  file: string,
  columns: Record<Column, 'required' | 'optional'>,
): CsvResult<Column> {
  const parsed = parseRecords(text, file);
  if (!parsed.ok) return parsed;
  const [header, ...records] = parsed.records;
  if (!header)
    return { ok: false, fault: [{ file, line: 1, column: '', message: 'the file is empty; expected a header' }] };
  const names = columnNames(header.cells);
  const faults = headerFaults(names, file, columns);
  const known = Object.keys(columns) as Column[];
  const place = new Map(known.map((column) => [column, names.indexOf(column)]));
  const rows = records.map(({ line, cells }): CsvRow<Column> => {
    if (cells.length !== names.length) {
      const message = `expected ${names.length} cells as in the header, got ${cells.length}`;
      faults.push({ file, line, column: '', message });
    }
    const row = {} as Record<Column, string>;
    for (const [column, at] of place) row[column] = cells[at] ?? '';
    return { line, cells: row };
  });
  if (faults.length > 0) return { ok: false, fault: faults };
  const notices = names
    .filter((name) => !(name in columns))
    .map((name) => `${file}:${header.line}:${name}: this column is not used`);
  return { ok: true, value: { rows, present: new Set(known.filter((column) => names.includes(column))), notices } };
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

function headerFaults(names: string[], file: string, columns: Record<string, 'required' | 'optional'>): CsvFault[] {
  const faults: CsvFault[] = [];
  for (const [column, need] of Object.entries(columns)) {
    const again = `${column} 2`;
    if (names.includes(again) && !(again in columns)) {
      faults.push({ file, line: 1, column, message: 'this column is there twice' });
    }
    if (need === 'required' && !names.includes(column)) {
      faults.push({ file, line: 1, column, message: `this column is missing; the header has: ${names.join(', ')}` });
    }
  }
  return faults;
}

type Records = { ok: true; records: { line: number; cells: string[] }[] } | { ok: false; fault: CsvFault[] };

function parseRecords(text: string, file: string): Records {
  try {
    // The parser counts a line break inside quotes twice when it is CRLF; our line numbers are for people.
    const read = parse(text.replaceAll('\r\n', '\n'), {
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
    }) as unknown as { record: string[]; info: { lines: number } }[];
    return {
      ok: true,
      records: read.map(({ record, info }) => ({ line: info.lines - breaksWithin(record), cells: record })),
    };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error['lines'] === 'number' ? error['lines'] : 1;
    return { ok: false, fault: [{ file, line, column: '', message: `not readable as CSV: ${error.message}` }] };
  }
}

function breaksWithin(record: string[]): number {
  let breaks = 0;
  for (const cell of record) if (cell.includes('\n')) breaks += cell.split('\n').length - 1;
  return breaks;
}
