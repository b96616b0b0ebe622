import type { MatchInput } from '../../../src/domain/matching/match-types.ts';

const cell = (value: string | number | null | undefined): string => {
  const text = String(value ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};
const csv = (header: string, rows: (string | number | null | undefined)[][]): string =>
  [header, ...rows.map((row) => row.map(cell).join(','))].join('\n') + '\n';

/** An input as the files of the command line. */
export function inputFiles(input: MatchInput): Record<string, string> {
  const pairs = (list: MatchInput['past']) =>
    csv(
      'mentor_id,mentee_id,reason',
      list.map(({ mentorId, menteeId, reason }) => [mentorId, menteeId, reason]),
    );
  return {
    'people.csv': csv(
      'id,manager_id,grade,department,location,time_zone,works_from,works_to,level',
      input.people.map((p) => [
        ...[p.id, p.managerId, p.grade, p.department, p.location],
        ...[p.timeZone, p.worksFrom, p.worksTo, p.level],
      ]),
    ),
    'enrolments.csv': csv(
      'person_id,role,offers,wants,area,languages,capacity,avoid,wishes,waiting_since',
      input.enrolments.map((e) => [
        ...[e.personId, e.role, e.offers.join(';'), e.wants.join(';'), e.area, e.languages.join(';')],
        ...[e.capacity, e.avoid.join(';'), e.wishes.join(';'), e.waitingSince],
      ]),
    ),
    'past.csv': pairs(input.past),
    'forbidden.csv': pairs(input.forbidden),
    'locked.csv': pairs(input.locked),
    'current.csv': pairs(input.current),
    'history.csv': csv(
      'person_id,manager_id,until',
      input.history.map(({ personId, managerId, until }) => [personId, managerId, until]),
    ),
    'together.csv': csv(
      'person_id,person_id',
      input.together.map(({ a, b }) => [a, b]),
    ),
    'settings.json': JSON.stringify(input.settings),
  };
}
