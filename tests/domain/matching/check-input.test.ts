import { checkInput, unknownInRecords } from '../../../src/domain/matching/check-input.ts';
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
  ['half a capacity', { enrolments: [enrolment('b', 'mentor', { capacity: 1.5 })] }, { field: 'capacity' }],
  [
    'more capacity than anyone has',
    { enrolments: [enrolment('b', 'mentor', { capacity: 1_000_001 })] },
    { field: 'capacity', message: 'expected a whole number from 1 to 1000000, got "1000001"' },
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
    {
      table: 'locked',
      row: 1,
      field: 'mentorId',
      message: '"b" has a capacity of 1 as mentor, and this is locked pair number 2',
    },
  ],
  [
    'locks over a capacity of 2',
    {
      enrolments: [enrolment('b', 'mentor', { capacity: 2 }), ...['a', 'c', 'd'].map((id) => enrolment(id, 'mentee'))],
      people: [...people, person('d', 'a')],
      locked: ['a', 'c', 'd'].map((menteeId) => ({ mentorId: 'b', menteeId, reason: 'x' })),
    },
    { table: 'locked', row: 2, field: 'mentorId' },
  ],
  [
    'the same pair locked twice',
    { locked: ['x', 'y'].map((reason) => ({ mentorId: 'b', menteeId: 'a', reason })) },
    { table: 'locked', row: 1, field: 'menteeId', message: 'the pair "b", "a" is already listed' },
  ],
  [
    'locked and forbidden',
    { locked: [{ mentorId: 'b', menteeId: 'a' }], forbidden: [{ mentorId: 'b', menteeId: 'a' }] },
    { table: 'locked', message: 'the pair "b", "a" is both locked and forbidden' },
  ],
];

test.each(cases)('%s', (_, change, fault) => {
  const faults = checkInput(input({ people, enrolments, ...change }));
  expect(faults).toHaveLength(1);
  expect(faults[0]).toMatchObject(fault);
});

test('a person of capacity 2 may be locked twice', () => {
  const two = [enrolment('b', 'mentor', { capacity: 2 }), ...enrolments.slice(1)];
  const locked = ['a', 'c'].map((menteeId) => ({ mentorId: 'b', menteeId, reason: 'x' }));
  expect(checkInput(input({ people, enrolments: two, locked }))).toEqual([]);
});

test('the records may name people who have left; in files that is more likely a slip', () => {
  const gone = { mentorId: 'b', menteeId: 'z' };
  const records = { people, enrolments, past: [gone], current: [gone], history: [{ personId: 'z', managerId: 'a' }] };
  expect(checkInput(input(records))).toEqual([]);
  expect(unknownInRecords(input(records)).map(({ table, field }) => [table, field])).toEqual([
    ['past', 'menteeId'],
    ['current', 'menteeId'],
    ['history', 'personId'],
  ]);
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
