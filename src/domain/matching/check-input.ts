import { isDate } from './match-settings.ts';
import { indexOf, type PeopleIndex } from './engine/people-index.ts';
import { minuteOfDay, zoneOffsets } from './engine/zones.ts';
import type { InputFault, InputFaults, MatchInput, MentorMentee } from './match-types.ts';

type Complain = (row: number, field: string, message: string) => void;

/**
 * Everything wrong with an input, table by table in row order; empty when it can be matched. `index`: of its people, where
 * somebody has it already.
 */
export function checkInput(input: MatchInput, index = indexOf(input.people)): InputFaults {
  const faults: InputFault[] = [];
  const about =
    (table: InputFault['table']): Complain =>
    (row, field, message) =>
      faults.push({ table, row, field, message });
  checkPeople(input, index, about('people'));
  const known = (complain: Complain, row: number, field: string, id: string) => {
    if (!index.rowOf.has(id)) complain(row, field, unknownId(id));
  };
  const enrolled = checkEnrolments(input, known, about('enrolments'));
  for (const table of ['forbidden', 'locked'] as const) checkPairs(input[table], known, about(table));
  checkOnce(input.forbidden, about('forbidden'));
  checkOnce(input.locked, about('locked'));
  input.history.forEach(({ until }, row) => {
    if (until !== undefined && !isDay(until)) about('history')(row, 'until', notADay(until));
  });
  input.together.forEach(({ a, b }, row) => {
    const complain = about('together');
    known(complain, row, 'a', a);
    known(complain, row, 'b', b);
    if (a === b) complain(row, 'b', `"${a}" is listed with themselves`);
  });
  checkLocked(input, enrolled, about('locked'));
  return faults;
}

/**
 * Ids in the records of the past that are nobody's. Not a fault for the matcher, since people leave; but in files that
 * someone wrote by hand it is more likely a slip, which would silently let a pair through.
 */
export function unknownInRecords({ people, past, current, history }: MatchInput): InputFaults {
  if (past.length + current.length + history.length === 0) return [];
  const ids = new Set(people.map(({ id }) => id));
  const unknown = (table: InputFault['table'], row: number, fields: Record<string, string>): InputFaults =>
    Object.entries(fields)
      .filter(([, id]) => !ids.has(id))
      .map(([field, id]) => ({ table, row, field, message: unknownId(id) }));
  return [
    ...past.flatMap(({ mentorId, menteeId }, row) => unknown('past', row, { mentorId, menteeId })),
    ...current.flatMap(({ mentorId, menteeId }, row) => unknown('current', row, { mentorId, menteeId })),
    ...history.flatMap(({ personId, managerId }, row) => unknown('history', row, { personId, managerId })),
  ];
}

const unknownId = (id: string) => `there is no person with the id "${id}"`;
const isNoTime = (text: string | undefined): text is string => text !== undefined && minuteOfDay(text) === null;
const notATime = (text: string) => `expected a time HH:MM from 00:00 to 23:59, got "${text}"`;
const notADay = (text: string) => `expected a date YYYY-MM-DD, got "${text}"`;
/** Far more than anyone can meet, and little enough for sums to stay exact. */
const largestCapacity = 1_000_000;
const isDay = (text: string) => isDate(text.slice(0, 10)) && /^.{10}(T.*)?$/.test(text);

function checkPeople({ people, settings }: MatchInput, { rowOf, manager }: PeopleIndex, complain: Complain): void {
  const offsetOf = zoneOffsets(settings.referenceDate);
  const everyIdOnce = rowOf.size === people.length;
  people.forEach(({ id, timeZone, worksFrom, worksTo, level }, row) => {
    if (id === '') complain(row, 'id', 'an id is required');
    else if (!everyIdOnce && rowOf.get(id) !== row) complain(row, 'id', `"${id}" is already in use by an earlier row`);
    if (timeZone && offsetOf(timeZone) === null) {
      complain(row, 'timeZone', `unknown time zone "${timeZone}"; expected an IANA name such as Europe/London`);
    }
    if (isNoTime(worksFrom)) complain(row, 'worksFrom', notATime(worksFrom));
    if (isNoTime(worksTo)) complain(row, 'worksTo', notATime(worksTo));
    if (level !== undefined && !(Number.isInteger(level) && Math.abs(level) <= 1_000_000)) {
      complain(row, 'level', `expected a whole number, got "${level}"`);
    }
  });
  people.forEach(({ id, managerId }, row) => {
    if (managerId === null) return;
    if (managerId === id) complain(row, 'managerId', `"${id}" is their own manager`);
    else if (manager[row]! < 0) complain(row, 'managerId', unknownId(managerId));
  });
  // Whoever is their own manager, or somebody unknown's report, is told of that already.
  checkCycles(
    people,
    manager.map((above, row) => (above === row ? -1 : above)),
    complain,
  );
}

/** One fault for each cycle, at its first row. */
function checkCycles(people: MatchInput['people'], managerRow: Int32Array, complain: Complain): void {
  const seenFrom = new Int32Array(people.length).fill(-1);
  for (let first = 0; first < people.length; first++) {
    let row = first;
    while (row >= 0 && seenFrom[row] === -1) {
      seenFrom[row] = first;
      row = managerRow[row]!;
    }
    if (row < 0 || seenFrom[row] !== first) continue;
    const cycle = [row];
    for (let next = managerRow[row]!; next !== row; next = managerRow[next]!) cycle.push(next);
    const start = cycle.indexOf(cycle.reduce((a, b) => Math.min(a, b)));
    const ids = [...cycle.slice(start), ...cycle.slice(0, start)].map((at) => people[at]!.id);
    const shown = ids.length > 6 ? [...ids.slice(0, 6), '…'] : ids;
    complain(cycle[start]!, 'managerId', `a cycle of managers: ${[...shown, ids[0]].join(' → ')}`);
  }
}

type Known = (complain: Complain, row: number, field: string, id: string) => void;

/** Whether one enrolment by itself has no fault; `isKnown` says which ids there are. */
export function isWellFormed(enrolment: MatchInput['enrolments'][0], isKnown: (id: string) => boolean): boolean {
  let faults = 0;
  const complain: Complain = () => faults++;
  checkEnrolments(
    { enrolments: [enrolment] },
    (_, row, field, id) => isKnown(id) || complain(row, field, ''),
    complain,
  );
  return faults === 0;
}

/** Returns the capacity of each enrolment, by role and id. */
function checkEnrolments(
  { enrolments }: Pick<MatchInput, 'enrolments'>,
  known: Known,
  complain: Complain,
): Map<string, number> {
  const enrolled = new Map<string, number>();
  enrolments.forEach(({ personId, role, capacity, avoid, wishes, waitingSince }, row) => {
    known(complain, row, 'personId', personId);
    const key = `${role} ${personId}`;
    if (enrolled.has(key)) complain(row, 'personId', `"${personId}" is already enrolled as ${role}`);
    else enrolled.set(key, capacity);
    if (!Number.isInteger(capacity) || capacity < 1 || capacity > largestCapacity) {
      complain(row, 'capacity', `expected a whole number from 1 to ${largestCapacity}, got "${capacity}"`);
    }
    for (const id of avoid) known(complain, row, 'avoid', id);
    for (const id of wishes) known(complain, row, 'wishes', id);
    if (waitingSince !== undefined && !isDay(waitingSince)) complain(row, 'waitingSince', notADay(waitingSince));
  });
  return enrolled;
}

function checkPairs(pairs: MentorMentee[], known: Known, complain: Complain): void {
  pairs.forEach(({ mentorId, menteeId }, row) => {
    known(complain, row, 'mentorId', mentorId);
    known(complain, row, 'menteeId', menteeId);
    if (mentorId === menteeId) complain(row, 'menteeId', `"${mentorId}" is listed with themselves`);
  });
}

const keyOf = ({ mentorId, menteeId }: MentorMentee) => JSON.stringify([mentorId, menteeId]);

function checkOnce(pairs: MentorMentee[], complain: Complain): void {
  const seen = new Set<string>();
  pairs.forEach((pair, row) => {
    const { mentorId, menteeId } = pair;
    if (seen.has(keyOf(pair))) complain(row, 'menteeId', `the pair "${mentorId}", "${menteeId}" is already listed`);
    seen.add(keyOf(pair));
  });
}

/** Whether a locked pair breaks a rule is known later, see `brokenLocks`. */
function checkLocked({ locked, forbidden }: MatchInput, enrolled: Map<string, number>, complain: Complain): void {
  const never = new Set(forbidden.map(keyOf));
  const seen = new Set<string>();
  const partners = new Map<string, number>();
  locked.forEach((pair, row) => {
    const { mentorId, menteeId } = pair;
    if (never.has(keyOf(pair))) {
      complain(row, 'menteeId', `the pair "${mentorId}", "${menteeId}" is both locked and forbidden`);
    }
    if (seen.has(keyOf(pair))) return;
    seen.add(keyOf(pair));
    for (const [field, role, id] of [
      ['mentorId', 'mentor', mentorId] as const,
      ['menteeId', 'mentee', menteeId] as const,
    ]) {
      const key = `${role} ${id}`;
      const capacity = enrolled.get(key);
      const count = (partners.get(key) ?? 0) + 1;
      partners.set(key, count);
      if (capacity === undefined) complain(row, field, `"${id}" is not enrolled as ${role}`);
      else if (count > capacity) {
        complain(
          row,
          field,
          `"${id}" has a capacity of ${capacity} as ${role}, and this is locked pair number ${count}`,
        );
      }
    }
  });
}
