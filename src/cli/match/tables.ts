import type { CsvRow } from '../../adapters/csv/read-csv.ts';
import type {
  MatchEnrolment,
  MatchInput,
  MatchPerson,
  MatchRole,
  MentorMentee,
} from '../../domain/matching/match-types.ts';
import type { InputTable } from './arguments.ts';

type Columns = Record<string, 'required' | 'optional'>;
type Complain = (line: number, column: string, message: string) => void;

/** `once`: the same text for all who have it, so that a hundred thousand people in ten places are not kept as many texts. */
export type Reading = { complain: Complain; once: (text: string) => string };

/** How each file is read: its columns, the name that the matcher has for each, and what a row becomes. */
type TableFormat<Item> = {
  columns: Columns;
  item: (row: CsvRow<string>, reading: Reading) => Item;
  /** Column of a field of the matcher, where it is not just written differently (managerId, manager_id). */
  columnOf?: Record<string, string>;
};

const given = (text: string | undefined): string | undefined =>
  text === undefined || text.trim() === '' ? undefined : text.trim();
const list = (text: string | undefined): string[] => (text ? text.split(';').filter((item) => item.trim() !== '') : []);

function wholeNumber({ line, cells }: CsvRow<string>, column: string, complain: Complain): number | undefined {
  const text = given(cells[column]);
  if (text === undefined) return undefined;
  if (/^[+-]?\d{1,15}$/.test(text)) return Number(text);
  complain(line, column, `expected a whole number, got "${text}"`);
  return undefined;
}

/** Leaves out what was not given, so that 'unknown' is always 'not there'. */
function compact<T extends object>(item: { [Key in keyof T]: T[Key] | undefined }): T {
  const given: Partial<T> = {};
  for (const key in item) if (item[key] !== undefined) given[key] = item[key];
  return given as T;
}

const people: TableFormat<MatchPerson> = {
  columns: {
    id: 'required',
    manager_id: 'required',
    name: 'optional',
    email: 'optional',
    grade: 'optional',
    department: 'optional',
    title: 'optional',
    location: 'optional',
    time_zone: 'optional',
    works_from: 'optional',
    works_to: 'optional',
    level: 'optional',
  },
  item: (row, { complain, once }) => {
    const { cells } = row;
    const word = (text: string | undefined) => (text ? given(once(text)) : undefined);
    return compact<MatchPerson>({
      id: cells['id']!,
      managerId: cells['manager_id'] === '' ? null : cells['manager_id'],
      grade: word(cells['grade']),
      department: word(cells['department']),
      location: word(cells['location']),
      timeZone: word(cells['time_zone']),
      worksFrom: word(cells['works_from']),
      worksTo: word(cells['works_to']),
      level: wholeNumber(row, 'level', complain),
    });
  },
};

const enrolments: TableFormat<MatchEnrolment> = {
  columns: {
    person_id: 'required',
    role: 'required',
    offers: 'optional',
    wants: 'optional',
    area: 'optional',
    languages: 'optional',
    capacity: 'optional',
    avoid: 'optional',
    wishes: 'optional',
    waiting_since: 'optional',
  },
  item: (row, { complain, once }) => {
    const { cells, line } = row;
    const words = (text: string | undefined) => list(text).map(once);
    const role = given(cells['role']) ?? '';
    if (role !== 'mentor' && role !== 'mentee') complain(line, 'role', `expected mentor or mentee, got "${role}"`);
    return compact<MatchEnrolment>({
      personId: cells['person_id']!,
      role: role as MatchRole,
      offers: words(cells['offers']),
      wants: words(cells['wants']),
      area: given(cells['area']),
      languages: words(cells['languages']),
      capacity: wholeNumber(row, 'capacity', complain) ?? 1,
      avoid: list(cells['avoid']),
      wishes: list(cells['wishes']),
      waitingSince: given(cells['waiting_since']),
    });
  },
};

const pairs: TableFormat<MentorMentee> = {
  columns: { mentor_id: 'required', mentee_id: 'required', reason: 'optional' },
  item: ({ cells }) =>
    compact<MentorMentee>({
      mentorId: cells['mentor_id']!,
      menteeId: cells['mentee_id']!,
      reason: given(cells['reason']),
    }),
};

const history: TableFormat<MatchInput['history'][number]> = {
  columns: { person_id: 'required', manager_id: 'required', until: 'optional' },
  item: ({ cells }) =>
    compact<MatchInput['history'][number]>({
      personId: cells['person_id']!,
      managerId: cells['manager_id']!,
      until: given(cells['until']),
    }),
};

export const formats: { [Table in InputTable]: TableFormat<MatchInput[Table][number]> } = {
  people,
  enrolments,
  past: pairs,
  forbidden: pairs,
  locked: pairs,
  current: pairs,
  history,
  together: {
    columns: { person_id: 'required', 'person_id 2': 'required' },
    item: ({ cells }) => ({ a: cells['person_id']!, b: cells['person_id 2']! }),
    columnOf: { a: 'person_id', b: 'person_id 2' },
  },
};

/** The column that a field of the matcher was read from. */
export function columnOf(table: InputTable, field: string): string {
  return formats[table].columnOf?.[field] ?? field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
