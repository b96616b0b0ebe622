import { match } from '../../../src/domain/matching/match.ts';
import { reasonsForPeople } from '../../../src/domain/matching/reasons-for-people.ts';
import type {
  MatchEnrolment,
  MatchInput,
  MatchOutcome,
  MatchSettings,
} from '../../../src/domain/matching/match-types.ts';
import { enrolment, input, noRules, person } from './instances.ts';

const people = ['m1', 'm2', 'm3', 's1', 's2', 's3'].map((id) => person(id, null));
const settings: Partial<MatchSettings> = {
  rules: noRules,
  weights: { menteeWants: 1, mentorWants: 0, area: 0, differentDepartment: 0, sameLocation: 0, timeZone: 0, wish: 0 },
};

function run(
  enrolments: MatchEnrolment[],
  more: Partial<MatchInput> = {},
  other: Partial<MatchSettings> = {},
): MatchOutcome {
  const result = match(input({ people, enrolments, ...more }, { ...settings, ...other }));
  if (!result.ok) throw new Error(JSON.stringify(result.fault));
  return result.value;
}
const made = ({ pairs }: MatchOutcome) => pairs.map(({ mentorId, menteeId }) => `${mentorId}-${menteeId}`);

const mentor = (id: string, offers: string, more: Partial<MatchEnrolment> = {}) =>
  enrolment(id, 'mentor', { offers: offers.split(''), ...more });
const mentee = (id: string, wants: string, more: Partial<MatchEnrolment> = {}) =>
  enrolment(id, 'mentee', { wants: wants.split(''), ...more });

test('balanced lifts the worst pair, total the sum', () => {
  // m1: s1 5, s2 2 · m2: s1 2, s2 0
  const enrolments = [mentor('m1', 'abcdefg'), mentor('m2', 'ab'), mentee('s1', 'abcde'), mentee('s2', 'fg')];
  expect(made(run(enrolments, {}, { objective: 'total' }))).toEqual(['m1-s1', 'm2-s2']);
  const balanced = run(enrolments);
  expect(made(balanced)).toEqual(['m1-s2', 'm2-s1']);
  expect(balanced.report.objective).toEqual({
    places: { value: 4, bound: 4, gap: 0 },
    waiting: { value: 0, bound: 0, gap: 0 },
    lowest: { value: 2, bound: 2, gap: 0 },
    total: { value: 4, bound: 4, gap: 0 },
  });
});

test('more people come before better scores', () => {
  const enrolments = [mentor('m1', 'abcde'), mentor('m2', 'a'), mentee('s1', 'abcde'), mentee('s2', 'b')];
  const forbidden = [{ mentorId: 'm2', menteeId: 's2' }];
  expect(made(run(enrolments, { forbidden }))).toEqual(['m1-s2', 'm2-s1']);
});

test('who waited comes before better scores, but not before more people', () => {
  const enrolments = [mentor('m1', 'abc'), mentee('s1', 'abc'), mentee('s2', 'a', { waitingSince: '2026-01-01' })];
  expect(made(run(enrolments))).toEqual(['m1-s2']);
  const more = [...enrolments, mentor('m2', 'a')];
  const forbidden = [
    { mentorId: 'm2', menteeId: 's1' },
    { mentorId: 'm1', menteeId: 's2' },
  ];
  expect(made(run(more, { forbidden }))).toEqual(['m1-s1', 'm2-s2']);
});

test('a locked pair is made, counts in places and total, and is left out of the lowest score', () => {
  const enrolments = [mentor('m1', 'abc'), mentor('m2', 'ab'), mentee('s1', 'abc'), mentee('s2', '')];
  const outcome = run(enrolments, { locked: [{ mentorId: 'm1', menteeId: 's2' }] });
  expect(made(outcome)).toEqual(['m1-s2', 'm2-s1']);
  expect(outcome.report.objective).toMatchObject({ places: { value: 4 }, lowest: { value: 2 }, total: { value: 2 } });
  expect(outcome.pairs[0]).toMatchObject({ locked: true, score: 0 });
});

test('a locked pair that breaks a rule needs a reason, and carries it', () => {
  const enrolments = [mentor('m1', 'a'), mentee('s1', 'b')];
  const rules = { ...noRules, scoreFloor: 3 };
  const lock = { mentorId: 'm1', menteeId: 's1' };
  const refused = match(input({ people, enrolments, locked: [lock] }, { ...settings, rules }));
  expect(refused).toMatchObject({ ok: false, fault: [{ table: 'locked', row: 0, field: 'reason' }] });
  const outcome = run(enrolments, { locked: [{ ...lock, reason: 'they asked for it' }] }, { rules });
  expect(outcome.pairs[0]).toMatchObject({ locked: true, lockReason: 'they asked for it' });
  expect(outcome.pairs[0]!.reasons).toContain('locked although it breaks scoreFloor: they asked for it');
});

test('a pair explains its score part by part', () => {
  const staff = [
    person('boss', null),
    person('lead', 'boss', { department: 'Tax', location: 'Leeds', timeZone: 'Europe/London' }),
    person('other', 'boss', { department: 'Law' }),
    person('junior', 'other', { department: 'Law', location: 'leeds', timeZone: 'Europe/Berlin' }),
  ];
  const enrolments = [
    enrolment('junior', 'mentor', {
      offers: ['Data', 'AI'],
      wants: ['budgets'],
      area: 'Tax',
      wishes: ['boss', 'boss', 'lead'],
    }),
    enrolment('lead', 'mentee', {
      offers: ['Budgets '],
      wants: ['ai', 'data', 'law'],
      area: 'TAX',
      wishes: ['junior'],
    }),
  ];
  const result = match(input({ people: staff, enrolments }, { rules: { ...noRules, minDistance: 3 } }));
  expect(result.ok && result.value.pairs).toEqual([
    {
      mentorId: 'junior',
      menteeId: 'lead',
      score: 29,
      distance: 3,
      levelGap: 1,
      terms: {
        menteeWants: 8,
        mentorWants: 3,
        area: 3,
        differentDepartment: 1,
        sameLocation: 1,
        timeZone: 3,
        wish: 10,
      },
      reasons:
        'the mentor offers what the mentee wants: ai, data (8); the mentee offers what the mentor wants: budgets (3); the same area (3); different departments (1); ' +
        'the same site (1); close in time zone (3); wished for (10)',
      locked: false,
    },
  ]);
});

test('of a time zone that is not known nobody says that it is close, and to the two it is no reason', () => {
  const staff = [person('boss', null), person('junior', 'boss', { timeZone: 'Europe/London' }), person('lead', null)];
  const enrolments = [
    enrolment('junior', 'mentor', { offers: ['ai'] }),
    enrolment('lead', 'mentee', { wants: ['ai'] }),
  ];
  const result = match(input({ people: staff, enrolments }, { rules: noRules }));
  if (!result.ok) throw new Error(JSON.stringify(result.fault));
  const [pair] = result.value.pairs;
  expect(pair!.reasons).toBe('the mentor offers what the mentee wants: ai (4); time zone not known (1)');
  expect(reasonsForPeople(pair!)).toBe('The mentor offers what the mentee wants: ai.');
});

test('people left over are told the bottleneck, and the smallest change that would help', () => {
  const staff = [
    person('boss', null),
    person('s1', 'boss'),
    person('s2', 'boss'),
    person('m1', 's1'),
    person('m2', 's2'),
  ];
  const enrolments = [mentor('m1', ''), mentor('m2', ''), mentee('s1', ''), mentee('s2', ''), mentee('boss', '')];
  const rules = { ...noRules, reportingLine: true, minDistance: 3 };
  const outcome = run(enrolments, { people: staff }, { rules });
  expect(made(outcome)).toEqual(['m1-s2', 'm2-s1']);
  expect(outcome.unmatched).toEqual([
    {
      personId: 'boss',
      role: 'mentee',
      reason: 'no_candidate',
      candidates: 0,
      blockedBy: { reportingLine: 2, minDistance: 2 },
      bottleneck: null,
      relaxation: null,
    },
  ]);
  const tighter = run(enrolments, { people: staff }, { rules: { ...rules, minDistance: 4 } });
  expect(tighter.unmatched.filter(({ role }) => role === 'mentor')).toMatchObject([
    { personId: 'm1', reason: 'no_candidate', relaxation: { setting: 'minDistance', value: 3, more: 4 } },
    { personId: 'm2', reason: 'no_candidate', relaxation: { setting: 'minDistance', value: 3, more: 4 } },
  ]);
  const alone = run([mentor('m1', ''), mentee('s2', ''), mentee('s3', '')], { people: [...staff, person('s3', null)] });
  expect(alone.unmatched).toMatchObject([{ reason: 'outnumbered', candidates: 1, bottleneck: 0 }]);
  expect(alone.bottlenecks).toEqual([{ role: 'mentee', people: ['s2', 's3'], partners: ['m1'], places: 1 }]);
});

test('nobody at all, and one side empty', () => {
  expect(run([])).toMatchObject({ pairs: [], unmatched: [], report: { proven: true } });
  expect(run([mentor('m1', 'a')]).unmatched).toMatchObject([{ personId: 'm1', reason: 'not_enrolled_opposite' }]);
});
