import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';

/** One row of a chart file: a post, or (id ending in `-j` and a number) a group of junior posts under one post. */
export type ChartRow = {
  line: number;
  id: string;
  managerId: string | null;
  grade: string;
  unit: string;
  title: string;
  headcount: number;
};

const COLUMNS = ['id', 'manager_id', 'grade', 'unit', 'title', 'headcount'];
const MAX_PEOPLE = 500_000;

/**
 * Reads a chart, columns `id,manager_id,grade,unit,title,headcount`. Throws an Error `file:line: what` when a row
 * can't be used, an id is there twice, a manager is unknown or a group, or the reporting lines form a ring.
 */
export function readChart(file: string): ChartRow[] {
  const rows = readRows(file);
  const byId = new Map<string, ChartRow>();
  for (const row of rows) {
    const first = byId.get(row.id);
    if (first !== undefined) fail(file, row.line, `id "${row.id}" is already on line ${first.line}`);
    byId.set(row.id, row);
  }
  for (const row of rows) {
    if (row.managerId === null) continue;
    const manager = byId.get(row.managerId);
    if (manager === undefined) fail(file, row.line, `manager_id "${row.managerId}" is not the id of any row`);
    if (manager.headcount !== 1)
      fail(file, row.line, `manager_id "${row.managerId}" is a group of ${manager.headcount}`);
  }
  refuseRings(file, rows, byId);
  const people = rows.reduce((sum, row) => sum + row.headcount, 0);
  if (people > MAX_PEOPLE) fail(file, 1, `${people} people are more than the ${MAX_PEOPLE} that the sandbox can play`);
  return rows;
}

type Parsed = { record: string[]; info: { lines: number } };

function readRows(file: string): ChartRow[] {
  let parsed: Parsed[];
  try {
    const text = readFileSync(file, 'utf8');
    const options = { bom: true, info: true, relax_column_count: true, skip_empty_lines: true, trim: true } as const;
    parsed = parse(text, options) as unknown as Parsed[];
  } catch (error) {
    const { code, message, lines } = error as { code?: string; message: string; lines?: number };
    if (code === 'ENOENT') throw new Error(`${file}: there is no such chart file`, { cause: error });
    fail(file, lines ?? 1, message);
  }
  const [header, ...body] = parsed;
  if (header?.record.join() !== COLUMNS.join()) fail(file, 1, `expected the header ${COLUMNS.join()}`);
  if (body.length === 0) fail(file, 1, 'the chart has no rows');
  return body.map(({ record, info }) => readRow(file, info.lines, record));
}

function readRow(file: string, line: number, record: string[]): ChartRow {
  if (record.length !== COLUMNS.length) fail(file, line, `expected ${COLUMNS.length} columns, found ${record.length}`);
  const [id, managerId, grade, unit, title, headcount] = record as [string, string, string, string, string, string];
  for (const [name, value] of Object.entries({ id, grade, unit, title })) {
    if (value === '') fail(file, line, `${name} is empty`);
  }
  if (!/^[1-9]\d{0,6}$/.test(headcount))
    fail(file, line, `headcount: expected a whole number from 1, got "${headcount}"`);
  return { line, id, managerId: managerId === '' ? null : managerId, grade, unit, title, headcount: Number(headcount) };
}

function refuseRings(file: string, rows: ChartRow[], byId: Map<string, ChartRow>): void {
  const reachesTop = new Set<string>();
  for (const row of rows) {
    const walked = new Set<string>();
    for (let at = row; !reachesTop.has(at.id); at = byId.get(at.managerId)!) {
      if (walked.has(at.id)) fail(file, row.line, `"${row.id}" reports to itself through ${[...walked].join(' → ')}`);
      walked.add(at.id);
      if (at.managerId === null) break;
    }
    for (const id of walked) reachesTop.add(id);
  }
}

function fail(file: string, line: number, what: string): never {
  throw new Error(`${file}:${line}: ${what}`);
}
