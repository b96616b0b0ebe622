import type { EnrolmentView, InvitationView } from '../../src/contract/programmes.ts';
import { memberRows, nameFits } from '../../src/tab/people/member-rows.ts';

const person = (id: string, name: string) => ({ id, name, title: null, department: null });
const invitation = (id: string, name: string): InvitationView => ({
  person: person(id, name),
  role: null,
  invitedAt: '2026-11-20T09:00:00Z',
  answer: null,
  card: 'sent',
});
const enrolment = (id: string, name: string): EnrolmentView => ({
  person: person(id, name),
  role: 'mentor',
  offers: ['data'],
  wants: [],
  area: null,
  languages: [],
  capacity: 1,
  enrolledAt: '2026-11-21T09:00:00Z',
  via: 'card',
  waitingSince: null,
});

test('an invitation and what came of it are one line, by name', () => {
  const rows = memberRows({
    invitations: [invitation('1', 'Zoë Adams'), invitation('2', 'Amara Mensah')],
    enrolments: [enrolment('1', 'Zoë Adams'), enrolment('3', 'Owen Davies')],
  });
  expect(rows.map((row) => [row.person.name, row.role, row.invitation !== null, row.enrolment !== null])).toEqual([
    ['Amara Mensah', null, true, false],
    ['Owen Davies', 'mentor', false, true],
    ['Zoë Adams', 'mentor', true, true],
  ]);
});

test('a name is found by the beginning of any of its parts, whatever accents and capitals', () => {
  expect(nameFits('Zoë Featherstone-Haugh', 'ZOE')).toBe(true);
  expect(nameFits('Zoë Featherstone-Haugh', 'haugh zo')).toBe(true);
  expect(nameFits('Zoë Featherstone-Haugh', '')).toBe(true);
  expect(nameFits('Zoë Featherstone-Haugh', 'oë')).toBe(false);
});
