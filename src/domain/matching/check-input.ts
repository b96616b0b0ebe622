import { isDate } from './match-settings.ts';
import { minuteOfDay, zoneOffsets } from './engine/zones.ts';
import type { InputFault, InputFaults, MatchInput, MentorMentee } from './match-types.ts';

type Complain = (row: number, field: string, message: string) => void;

/** Everything wrong with an input, table by table in row order; empty when it can be matched. */
export function checkInput(input: MatchInput): InputFaults {
  const faults: InputFault[] = [];
  const about =
    (table: InputFault['table']): Complain =>
    (row, field, message) =>
      faults.push({ table, row, field, message });
  const index = checkPeople(input, about('people'));
  const known = (complain: Complain, row: number, field: string, id: string) => {
    if (!index.has(id)) complain(row, field, unknownId(id));
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
export function unknownInRecords({ people, past, history }: MatchInput): InputFaults {
  const ids = new Set(people.map(({ id }) => id));
  const unknown = (table: InputFault['table'], row: number, fields: Record<string, string>): InputFaults =>
    Object.entries(fields)
      .filter(([, id]) => !ids.has(id))
      .map(([field, id]) => ({ table, row, field, message: unknownId(id) }));
  return [
    ...past.flatMap(({ mentorId, menteeId }, row) => unknown('past', row, { mentorId, menteeId })),
    ...history.flatMap(({ personId, managerId }, row) => unknown('history', row, { personId, managerId })),
  ];
}

const unknownId = (id: string) => `there is no person with the id "${id}"`;
const notADay = (text: string) => `expected a date YYYY-MM-DD, got "${text}"`;
const isDay = (text: string) => isDate(text.slice(0, 10)) && /^.{10}(T.*)?$/.test(text);

function checkPeople({ people, settings }: MatchInput, complain: Complain): Map<string, number> {
  const index = new Map<string, number>();
  const offsetOf = zoneOffsets(settings.referenceDate);
  people.forEach(({ id, timeZone, worksFrom, worksTo, level }, row) => {
    if (id === '') complain(row, 'id', 'an id is required');
    else if (index.has(id)) complain(row, 'id', `"${id}" is already in use by an earlier row`);
    else index.set(id, row);
    if (timeZone && offsetOf(timeZone) === null) {
      complain(row, 'timeZone', `unknown time zone "${timeZone}"; expected an IANA name such as Europe/London`);
    }
    for (const [field, time] of Object.entries({ worksFrom, worksTo })) {
      if (time !== undefined && minuteOfDay(time) === null) {
        complain(row, field, `expected a time HH:MM from 00:00 to 23:59, got "${time}"`);
      }
    }
    if (level !== undefined && !(Number.isInteger(level) && Math.abs(level) <= 1_000_000)) {
      complain(row, 'level', `expected a whole number, got "${level}"`);
    }
  });
  people.forEach(({ id, managerId }, row) => {
    if (managerId === null) return;
    if (managerId === id) complain(row, 'managerId', `"${id}" is their own manager`);
    else if (!index.has(managerId)) complain(row, 'managerId', unknownId(managerId));
  });
  checkCycles(people, index, complain);
  return index;
}

/** One fault for each cycle, at its first row. */
function checkCycles(people: MatchInput['people'], index: Map<string, number>, complain: Complain): void {
  const seenFrom = new Int32Array(people.length).fill(-1);
  for (let first = 0; first < people.length; first++) {
    let row = first;
    while (row >= 0 && seenFrom[row] === -1) {
      seenFrom[row] = first;
      const { id, managerId } = people[row]!;
      row = managerId === null || managerId === id ? -1 : (index.get(managerId) ?? -1);
    }
    if (row < 0 || seenFrom[row] !== first) continue;
    const cycle = [row];
    for (let next = managerRow(row); next !== row; next = managerRow(next)) cycle.push(next);
    const start = cycle.indexOf(cycle.reduce((a, b) => Math.min(a, b)));
    const ids = [...cycle.slice(start), ...cycle.slice(0, start)].map((at) => people[at]!.id);
    const shown = ids.length > 6 ? [...ids.slice(0, 6), '…'] : ids;
    complain(cycle[start]!, 'managerId', `a cycle of managers: ${[...shown, ids[0]].join(' → ')}`);
  }

  function managerRow(row: number): number {
    return index.get(people[row]!.managerId!)!;
  }
}

type Known = (complain: Complain, row: number, field: string, id: string) => void;

function checkEnrolments({ enrolments }: MatchInput, known: Known, complain: Complain): Set<string> {
  const enrolled = new Set<string>();
  enrolments.forEach(({ personId, role, capacity, avoid, wishes, waitingSince }, row) => {
    known(complain, row, 'personId', personId);
    const key = `${role} ${personId}`;
    if (enrolled.has(key)) complain(row, 'personId', `"${personId}" is already enrolled as ${role}`);
    enrolled.add(key);
    if (!Number.isInteger(capacity) || capacity < 1) {
      complain(row, 'capacity', `expected a whole number from 1, got "${capacity}"`);
    } else if (capacity > 1) {
      complain(row, 'capacity', `a capacity above 1 is not supported yet, got ${capacity}`);
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
function checkLocked({ locked, forbidden }: MatchInput, enrolled: Set<string>, complain: Complain): void {
  const never = new Set(forbidden.map(keyOf));
  const taken = new Map<string, string>();
  locked.forEach((pair, row) => {
    const { mentorId, menteeId } = pair;
    const sides = [
      { field: 'mentorId', role: 'mentor', id: mentorId },
      { field: 'menteeId', role: 'mentee', id: menteeId },
    ];
    for (const { field, role, id } of sides) {
      const key = `${role} ${id}`;
      if (!enrolled.has(key)) complain(row, field, `"${id}" is not enrolled as ${role}`);
      else if ((taken.get(key) ?? keyOf(pair)) !== keyOf(pair)) {
        complain(row, field, `"${id}" is already locked as ${role}, and has a capacity of 1`);
      }
      taken.set(key, keyOf(pair));
    }
    if (never.has(keyOf(pair))) {
      complain(row, 'menteeId', `the pair "${mentorId}", "${menteeId}" is both locked and forbidden`);
    }
  });
}
