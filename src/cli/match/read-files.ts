import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describeFault, type CsvFault } from '../../adapters/csv/csv-fault.ts';
import { decodeUtf8 } from '../../adapters/csv/decode-utf8.ts';
import { readCsv } from '../../adapters/csv/read-csv.ts';
import { readMatchSettings } from '../../domain/matching/match-settings.ts';
import type { InputFault, MatchInput } from '../../domain/matching/match-types.ts';
import { inputTables, type InputTable, type MatchArguments } from './arguments.ts';
import { columnOf, formats } from './tables.ts';

export type ReadInput = {
  input: MatchInput;
  notices: string[];
  /** SHA-256 of each file as it was read, by what it was given as. */
  digests: Record<string, string>;
  /** A fault of the matcher, as `file:line:column: message`. */
  locate: (fault: InputFault) => string;
};

/** All files of the command line as one input; else one line per fault. */
export function readFiles(
  files: MatchArguments['files'],
): { ok: true; value: ReadInput } | { ok: false; fault: string[] } {
  const faults: string[] = [];
  const notices: string[] = [];
  const digests: Record<string, string> = {};
  const lines: Partial<Record<InputTable, number[]>> = {};
  // One by one: there may be a million, more than a call takes arguments.
  const refuse = (found: CsvFault[]) => found.forEach((fault) => faults.push(describeFault(fault)));
  const texts = new Map<string, string>();
  const once = (text: string): string => {
    const known = texts.get(text);
    if (known !== undefined) return known;
    // A copy: what is cut out of a file's text keeps the whole of it in memory.
    const copy = Buffer.from(text).toString();
    texts.set(copy, copy);
    return copy;
  };
  const nameOf = (table: InputTable | 'settings') => basename(files[table] ?? `${table}.csv`);

  const textOf = (table: InputTable | 'settings', path: string): string | undefined => {
    const bytes = bytesOf(path);
    if (typeof bytes === 'string') {
      faults.push(`${nameOf(table)}:1:: ${bytes}`);
      return undefined;
    }
    digests[table] = createHash('sha256').update(bytes).digest('hex');
    const text = decodeUtf8(bytes, nameOf(table));
    if (text.ok) return text.value;
    refuse(text.fault);
    return undefined;
  };

  const read = <Table extends InputTable>(table: Table): MatchInput[Table] => {
    const path = files[table];
    const text = path === undefined ? undefined : textOf(table, path);
    if (text === undefined) return [];
    const file = nameOf(table);
    const { columns, item } = formats[table];
    const linesOfRows: number[] = [];
    const complaints: CsvFault[] = [];
    const complain = (line: number, column: string, message: string) =>
      complaints.push({ file, line, column, message });
    const csv = readCsv(text, file, columns, (row) => {
      linesOfRows.push(row.line);
      return item(row, { complain, once });
    });
    refuse(csv.ok ? complaints : csv.fault);
    if (!csv.ok) return [];
    notices.push(...csv.value.notices);
    lines[table] = linesOfRows;
    return csv.value.rows as unknown as MatchInput[Table];
  };

  const tables = Object.fromEntries(inputTables.map((table) => [table, read(table)])) as Omit<MatchInput, 'settings'>;
  const settings = readMatchSettings(
    parseJson(files.settings === undefined ? '{}' : textOf('settings', files.settings)),
  );
  if (!settings.ok)
    faults.push(...settings.fault.map(({ field, message }) => `${nameOf('settings')}:1:${field}: ${message}`));
  if (faults.length > 0 || !settings.ok) return { ok: false, fault: faults };

  const locate = ({ table, row, field, message }: InputFault): string => {
    if (table === 'settings' || row === null) return `${nameOf(table)}:1:${field}: ${message}`;
    return describeFault({
      file: nameOf(table),
      line: lines[table]?.[row] ?? 1,
      column: columnOf(table, field),
      message,
    });
  };
  return { ok: true, value: { input: { ...tables, settings: settings.value }, notices, digests, locate } };

  function parseJson(text: string | undefined): unknown {
    try {
      return JSON.parse(text ?? '{}');
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      faults.push(`${nameOf('settings')}:1:: not readable as JSON: ${error.message}`);
      return {};
    }
  }
}

/** The file's bytes, or why it can't be read. */
function bytesOf(path: string): Uint8Array | string {
  try {
    return readFileSync(path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT') return `there is no file ${path}`;
    if (code === 'EISDIR') return `${path} is a folder; expected a file`;
    if (code === 'EACCES') return `no permission to read ${path}`;
    throw error;
  }
}
