import { match } from '../../../src/domain/matching/match.ts';
import type { MatchInput, MatchSettings, RuleName } from '../../../src/domain/matching/match-types.ts';
import { enrolment, input, noRules, person } from './instances.ts';

/** boss ─ a ─ a1 ─ a2, boss ─ b ─ b1, boss ─ c; x in a tree of their own. */
const people = [
  person('boss', null),
  person('a', 'boss'),
  person('a1', 'a'),
  person('a2', 'a1'),
  person('b', 'boss'),
  person('b1', 'b'),
  person('c', 'boss'),
  person('x', null),
];

/** The rules that take the one mentor from the one mentee. */
function blocked(
  mentorId: string,
  menteeId: string,
  rules: Partial<MatchSettings['rules']>,
  more: Partial<MatchInput> = {},
  settings: Partial<MatchSettings> = {},
): RuleName[] {
  const result = match(
    input(
      { people, enrolments: [enrolment(mentorId, 'mentor'), enrolment(menteeId, 'mentee')], ...more },
      { rules: { ...noRules, ...rules }, ...settings },
    ),
  );
  if (!result.ok) throw new Error(JSON.stringify(result.fault));
  return Object.keys(result.value.unmatched[0]?.blockedBy ?? {}) as RuleName[];
}

describe('the org chart', () => {
  test.each([
    ['a2', 'boss', true],
    ['boss', 'a2', true],
    ['a1', 'a', true],
    ['a1', 'b', false],
    ['a1', 'x', false],
  ])('reportingLine: %s and %s, %s', (mentor, mentee, expected) => {
    expect(blocked(mentor, mentee, { reportingLine: true }).includes('reportingLine')).toBe(expected);
  });

  test.each([
    ['a', 'b', true],
    ['a1', 'b1', false],
    ['boss', 'x', false],
  ])('sameManager: %s and %s, %s', (mentor, mentee, expected) => {
    expect(blocked(mentor, mentee, { sameManager: true }).includes('sameManager')).toBe(expected);
  });

  test.each([
    ['a2', 'b1', 5],
    ['a1', 'b', 3],
    ['a', 'b', 2],
    ['a2', 'a1', 1],
    ['boss', 'b1', 2],
  ])('minDistance: %s and %s are %s steps apart', (mentor, mentee, steps) => {
    expect(blocked(mentor, mentee, { minDistance: steps })).toEqual([]);
    expect(blocked(mentor, mentee, { minDistance: steps + 1 })).toEqual(['minDistance']);
  });

  test('different trees are infinitely far', () => {
    expect(blocked('a2', 'x', { minDistance: 1000 })).toEqual([]);
  });
});

describe('levels', () => {
  test('from depth: the mentor is the deeper one', () => {
    expect(blocked('a2', 'b', { minLevelGap: 2 })).toEqual([]);
    expect(blocked('a2', 'b', { minLevelGap: 3 })).toEqual(['minLevelGap']);
    expect(blocked('b', 'a2', { minLevelGap: 0 })).toEqual(['minLevelGap']);
    expect(blocked('b', 'a2', { minLevelGap: -2 })).toEqual([]);
  });

  test('depths of different trees can not be compared, levels that were given can', () => {
    expect(blocked('a2', 'x', { minLevelGap: -10 })).toEqual(['minLevelGap']);
    const given = people.map((one) => (one.id === 'x' ? { ...one, level: 1 } : one));
    expect(blocked('a2', 'x', { minLevelGap: 2 }, { people: given })).toEqual([]);
  });

  test('from grade: position in the order; a grade not listed has none', () => {
    const graded = [
      person('m', null, { grade: 'HEO' }),
      person('s', null, { grade: 'SCS1' }),
      person('n', null, { grade: '?' }),
    ];
    const levels = { from: 'grade' as const, order: ['SCS1', 'G7', 'HEO'] };
    expect(blocked('m', 's', { minLevelGap: 2 }, { people: graded }, { levels })).toEqual([]);
    expect(blocked('m', 's', { minLevelGap: 3 }, { people: graded }, { levels })).toEqual(['minLevelGap']);
    expect(blocked('n', 's', { minLevelGap: -9 }, { people: graded }, { levels })).toEqual(['minLevelGap']);
  });

  test('a person without a level is reported so, and a run without the rule would match them', () => {
    const result = match(
      input(
        { people, enrolments: [enrolment('a2', 'mentor'), enrolment('b', 'mentee')] },
        { rules: { ...noRules, minLevelGap: 1 }, levels: { from: 'grade', order: ['A'] } },
      ),
    );
    expect(result.ok && result.value.unmatched).toMatchObject([
      { personId: 'a2', reason: 'no_level', relaxation: { setting: 'minLevelGap', value: null, more: 2 } },
      { personId: 'b', reason: 'no_level' },
    ]);
  });
});

describe('lists', () => {
  const pair = { mentorId: 'a1', menteeId: 'b' };
  const turned = { mentorId: 'b', menteeId: 'a1' };

  test('pairedBefore: in either direction, and whoever has left is no obstacle', () => {
    expect(blocked('a1', 'b', { pairedBefore: true }, { past: [pair] })).toEqual(['pairedBefore']);
    expect(blocked('a1', 'b', { pairedBefore: true }, { past: [turned] })).toEqual(['pairedBefore']);
    expect(blocked('a1', 'b', { pairedBefore: true }, { past: [{ mentorId: 'gone', menteeId: 'b' }] })).toEqual([]);
    expect(blocked('a1', 'b', {}, { past: [pair] })).toEqual([]);
  });

  test('forbidden: as written, and no setting turns it off', () => {
    expect(blocked('a1', 'b', {}, { forbidden: [pair] })).toEqual(['forbidden']);
    expect(blocked('a1', 'b', {}, { forbidden: [turned] })).toEqual([]);
  });

  test('formerLine: whoever managed whom', () => {
    expect(blocked('a1', 'b', { formerLine: true }, { history: [{ personId: 'a1', managerId: 'b' }] })).toEqual([
      'formerLine',
    ]);
    expect(blocked('a1', 'b', { formerLine: true }, { history: [{ personId: 'b', managerId: 'a1' }] })).toEqual([
      'formerLine',
    ]);
  });

  test('worksTogether', () => {
    expect(blocked('a1', 'b', { worksTogether: true }, { together: [{ a: 'b', b: 'a1' }] })).toEqual(['worksTogether']);
  });

  test('avoid: either may list the other', () => {
    const avoiding = (one: string, other: string) => [
      enrolment('a1', 'mentor', one === 'a1' ? { avoid: [other] } : {}),
      enrolment('b', 'mentee', one === 'b' ? { avoid: [other] } : {}),
    ];
    expect(blocked('a1', 'b', { avoid: true }, { enrolments: avoiding('a1', 'b') })).toEqual(['avoid']);
    expect(blocked('a1', 'b', { avoid: true }, { enrolments: avoiding('b', 'a1') })).toEqual(['avoid']);
    expect(blocked('a1', 'b', { avoid: false }, { enrolments: avoiding('b', 'a1') })).toEqual([]);
  });
});

describe('what people said', () => {
  const enrolled = (mentor: Parameters<typeof enrolment>[2], mentee: Parameters<typeof enrolment>[2]) => ({
    enrolments: [enrolment('a1', 'mentor', mentor), enrolment('b', 'mentee', mentee)],
  });

  test('sharedLanguage: one in common, or none named', () => {
    const rule = { sharedLanguage: true };
    expect(
      blocked('a1', 'b', rule, enrolled({ languages: ['English', 'Cymraeg'] }, { languages: [' CYMRAEG'] })),
    ).toEqual([]);
    expect(blocked('a1', 'b', rule, enrolled({ languages: ['English'] }, { languages: ['Polski'] }))).toEqual([
      'sharedLanguage',
    ]);
    expect(blocked('a1', 'b', rule, enrolled({ languages: [] }, { languages: ['Polski'] }))).toEqual([]);
  });

  test('bothGain: the mentee a topic, the mentor a topic or the area', () => {
    const rule = { bothGain: true };
    const teaches = { offers: ['data'] };
    expect(blocked('a1', 'b', rule, enrolled(teaches, { wants: ['Data'] }))).toEqual(['bothGain']);
    expect(
      blocked('a1', 'b', rule, enrolled({ ...teaches, wants: ['law'] }, { wants: ['Data'], offers: ['law'] })),
    ).toEqual([]);
    expect(blocked('a1', 'b', rule, enrolled({ ...teaches, area: 'Tax' }, { wants: ['Data'], area: 'tax ' }))).toEqual(
      [],
    );
    expect(blocked('a1', 'b', rule, enrolled({ area: 'Tax' }, { area: 'Tax' }))).toEqual(['bothGain']);
  });

  test('scoreFloor: at least that much', () => {
    const both = enrolled({ offers: ['data'] }, { wants: ['data'] });
    expect(blocked('a1', 'b', { scoreFloor: 5 }, both)).toEqual([]);
    expect(blocked('a1', 'b', { scoreFloor: 6 }, both)).toEqual(['scoreFloor']);
  });

  test('sameDepartment: unknown ones are nobody else’s', () => {
    const within = (a: string | undefined, b: string | undefined) => ({
      people: people.map((one) => {
        const department = one.id === 'a1' ? a : one.id === 'b' ? b : undefined;
        return department === undefined ? one : { ...one, department };
      }),
    });
    expect(blocked('a1', 'b', { sameDepartment: true }, within('Tax', ' tax'))).toEqual(['sameDepartment']);
    expect(blocked('a1', 'b', { sameDepartment: true }, within('Tax', 'Law'))).toEqual([]);
    expect(blocked('a1', 'b', { sameDepartment: true }, within(undefined, undefined))).toEqual([]);
  });
});

describe('sharedWorkingHour, with the offsets of the reference date', () => {
  const hours = (
    a: [string | undefined, string?, string?],
    b: [string | undefined, string?, string?],
    referenceDate = '2027-01-11',
  ) => {
    const with_ = (id: string, [timeZone, worksFrom, worksTo]: [string | undefined, string?, string?]) => ({
      ...person(id, null),
      ...(timeZone !== undefined && { timeZone }),
      ...(worksFrom !== undefined && { worksFrom }),
      ...(worksTo !== undefined && { worksTo }),
    });
    return blocked(
      'm',
      's',
      { sharedWorkingHour: true },
      { people: [with_('m', a), with_('s', b)] },
      { referenceDate },
    );
  };
  const fails = ['sharedWorkingHour'];

  test('an hour is enough, 59 minutes are not', () => {
    expect(hours(['Europe/London', '09:00', '12:00'], ['Europe/London', '11:00', '15:00'])).toEqual([]);
    expect(hours(['Europe/London', '09:00', '11:59'], ['Europe/London', '11:00', '15:00'])).toEqual(fails);
  });
  test('nine to five in London and in Sydney never meet; without a zone the rule holds', () => {
    expect(hours(['Europe/London'], ['Australia/Sydney'])).toEqual(fails);
    expect(hours([undefined], ['Australia/Sydney'])).toEqual([]);
  });
  test('a night shift ends the next day, and meets the early one across midnight', () => {
    expect(hours(['Europe/London', '22:00', '06:00'], ['Europe/London', '05:00', '13:00'])).toEqual([]);
    expect(hours(['Europe/London', '22:00', '05:30'], ['Europe/London', '05:00', '13:00'])).toEqual(fails);
  });
  test('two half hours at either end are not one hour', () => {
    expect(hours(['UTC', '08:30', '20:30'], ['UTC', '20:00', '09:00'])).toEqual(fails);
  });
  test('equal times mean all day', () => {
    expect(hours(['UTC', '09:00', '09:00'], ['UTC', '08:30', '09:30'])).toEqual([]);
    expect(hours(['UTC', '09:00', '09:00'], ['UTC', '08:30', '09:00'])).toEqual(fails);
  });
  test('summer time counts: New York and London are five hours apart on most days, four in late March', () => {
    expect(hours(['Europe/London', '09:00', '14:00'], ['America/New_York', '09:00', '17:00'])).toEqual(fails);
    expect(hours(['Europe/London', '09:00', '14:00'], ['America/New_York', '09:00', '17:00'], '2027-03-20')).toEqual(
      [],
    );
  });
});

test('nobody is matched with themselves', () => {
  const result = match(
    input({ people, enrolments: [enrolment('a', 'mentor'), enrolment('a', 'mentee')] }, { rules: noRules }),
  );
  expect(result.ok && result.value.unmatched).toMatchObject([
    { personId: 'a', role: 'mentee', reason: 'not_enrolled_opposite', candidates: 0 },
    { personId: 'a', role: 'mentor', reason: 'not_enrolled_opposite', candidates: 0 },
  ]);
});
