import { match } from '../../../src/domain/matching/match.ts';
import { defaultMatchSettings, readMatchSettings } from '../../../src/domain/matching/match-settings.ts';
import type { InputFault, MatchInput } from '../../../src/domain/matching/match-types.ts';
import { enrolment, input, person } from './instances.ts';

const people = [person('a', null), person('b', 'a'), person('c', 'a')];
const enrolments = [enrolment('b', 'mentor'), enrolment('a', 'mentee'), enrolment('c', 'mentee')];

const cases: [string, Partial<MatchInput>, Partial<InputFault>][] = [
  ['no id', { people: [...people, person('', null)] }, { table: 'people', row: 3, field: 'id' }],
  ['an id twice', { people: [...people, person('b', null)] }, { table: 'people', row: 3, field: 'id' }],
  ['own manager', { people: [person('a', 'a'), ...people.slice(1)] }, { table: 'people', row: 0, field: 'managerId' }],
  [
    'unknown manager',
    { people: [...people, person('d', 'z')] },
    { row: 3, message: 'there is no person with the id "z"' },
  ],
  [
    'a cycle',
    { people: [person('a', null), person('b', 'd'), person('c', 'b'), person('d', 'c'), person('e', 'd')] },
    { table: 'people', row: 1, field: 'managerId', message: 'a cycle of managers: b → d → c → b' },
  ],
  [
    'unknown zone',
    { people: [...people, person('d', null, { timeZone: 'Mars/Base' })] },
    { row: 3, field: 'timeZone' },
  ],
  ['an offset is no zone', { people: [...people, person('d', null, { timeZone: '+01:00' })] }, { field: 'timeZone' }],
  ['no time', { people: [...people, person('d', null, { worksTo: '24:00' })] }, { row: 3, field: 'worksTo' }],
  ['unknown person', { enrolments: [enrolment('z', 'mentor')] }, { table: 'enrolments', row: 0, field: 'personId' }],
  ['twice in a role', { enrolments: [...enrolments, enrolment('b', 'mentor')] }, { table: 'enrolments', row: 3 }],
  ['capacity 0', { enrolments: [enrolment('b', 'mentor', { capacity: 0 })] }, { field: 'capacity' }],
  [
    'capacity 2',
    { enrolments: [enrolment('b', 'mentor', { capacity: 2 })] },
    { message: 'a capacity above 1 is not supported yet, got 2' },
  ],
  ['unknown wish', { enrolments: [enrolment('b', 'mentor', { wishes: ['z'] })] }, { field: 'wishes' }],
  ['unknown in avoid', { enrolments: [enrolment('b', 'mentor', { avoid: ['z'] })] }, { field: 'avoid' }],
  ['no date', { enrolments: [enrolment('b', 'mentor', { waitingSince: '2026-02-30' })] }, { field: 'waitingSince' }],
  [
    'unknown in forbidden',
    { forbidden: [{ mentorId: 'z', menteeId: 'a' }] },
    { table: 'forbidden', field: 'mentorId' },
  ],
  [
    'lock of someone not enrolled',
    { locked: [{ mentorId: 'c', menteeId: 'a' }] },
    { table: 'locked', field: 'mentorId' },
  ],
  [
    'locks over the capacity',
    {
      locked: [
        { mentorId: 'b', menteeId: 'a', reason: 'x' },
        { mentorId: 'b', menteeId: 'c', reason: 'x' },
      ],
    },
    { table: 'locked', row: 1, field: 'mentorId' },
  ],
  [
    'locked and forbidden',
    { locked: [{ mentorId: 'b', menteeId: 'a' }], forbidden: [{ mentorId: 'b', menteeId: 'a' }] },
    { table: 'locked', message: 'the pair "b", "a" is both locked and forbidden' },
  ],
];

test.each(cases)('%s', (_, change, fault) => {
  const result = match(input({ people, enrolments, ...change }));
  expect(result.ok).toBe(false);
  if (result.ok) return;
  expect(result.fault).toHaveLength(1);
  expect(result.fault[0]).toMatchObject(fault);
});

describe('settings', () => {
  test('what is left out keeps its default', () => {
    const read = readMatchSettings({ rules: { minDistance: 2 }, objective: 'total' });
    expect(read).toEqual({
      ok: true,
      value: {
        ...defaultMatchSettings,
        rules: { ...defaultMatchSettings.rules, minDistance: 2 },
        objective: 'total',
      },
    });
  });

  test.each([
    [{ rules: { minDistanse: 3 } }, 'rules.minDistanse'],
    [{ rules: { minDistance: '3' } }, 'rules.minDistance'],
    [{ rules: { minLevelGap: 1.5 } }, 'rules.minLevelGap'],
    [{ rules: { avoid: null } }, 'rules.avoid'],
    [{ rules: { constructor: 1 } }, 'rules.constructor'],
    [{ weights: { area: -1 } }, 'weights.area'],
    [{ levels: { from: 'grade' } }, 'levels'],
    [{ levels: { from: 'grade', order: ['A', 'A'] } }, 'levels'],
    [{ objective: 'best' }, 'objective'],
    [{ referenceDate: '2027-02-29' }, 'referenceDate'],
    [{ seed: -1 }, 'seed'],
    [{ color: 'red' }, 'color'],
    [{ rules: [] }, 'rules'],
    [[], 'settings'],
    [null, 'settings'],
  ])('%j is refused', (raw, field) => {
    const read = readMatchSettings(raw);
    expect(read).toMatchObject({ ok: false, fault: [{ table: 'settings', row: null, field }] });
  });
});
