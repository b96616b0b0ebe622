import { openMatch } from '../../../src/domain/matching/match.ts';
import type {
  MatchEnrolment,
  MatchInput,
  MatchOutcome,
  MatchSettings,
} from '../../../src/domain/matching/match-types.ts';
import { answerOf } from './files-of.ts';
import { enrolment, input, noRules, person } from './instances.ts';

/** By hand: what places for several partners, locks and pairs in force mean together. One shared topic is one point. */

const settings: Partial<MatchSettings> = {
  rules: noRules,
  weights: { menteeWants: 1, mentorWants: 0, area: 0, differentDepartment: 0, sameLocation: 0, timeZone: 0, wish: 0 },
};
const mentor = (id: string, offers = '', capacity = 1) =>
  enrolment(id, 'mentor', { offers: offers.split(''), capacity });
const mentee = (id: string, wants = '', capacity = 1) => enrolment(id, 'mentee', { wants: wants.split(''), capacity });
const pair = (mentorId: string, menteeId: string) => ({ mentorId, menteeId });

const asked = (
  enrolments: MatchEnrolment[],
  more: Partial<MatchInput> = {},
  other: Partial<MatchSettings> = {},
): MatchInput => {
  const people = [...new Set(enrolments.map(({ personId }) => personId))].map((id) => person(id, null));
  return input({ people, enrolments, ...more }, { ...settings, ...other });
};
const made = ({ pairs }: MatchOutcome) => pairs.map(({ mentorId, menteeId }) => `${mentorId}-${menteeId}`);

test('a place for two gives two people a partner', () => {
  const outcome = answerOf(asked([mentor('m1', 'ab', 2), mentee('s1', 'a'), mentee('s2', 'b')]));
  expect(made(outcome)).toEqual(['m1-s1', 'm1-s2']);
  expect(outcome.report.objective).toMatchObject({ places: { value: 3 }, total: { value: 2 } });
});

test('a second partner who adds no point is not given', () => {
  const enrolments = [mentor('m1', 'a', 2), mentor('m2', 'b', 2), mentee('s1', 'a', 2), mentee('s2', 'b', 2)];
  for (const objective of ['balanced', 'total'] as const) {
    expect(made(answerOf(asked(enrolments, {}, { objective })))).toEqual(['m1-s1', 'm2-s2']);
  }
  // Not even where a lock leaves room for it.
  const locked = [pair('m3', 's3')];
  const more = [mentor('m1'), mentor('m2'), mentor('m3', '', 2), mentee('s1', '', 2), mentee('s2'), mentee('s3')];
  for (let seed = 0; seed < 5; seed++) expect(answerOf(asked(more, { locked }, { seed })).pairs).toHaveLength(3);
});

test('a second partner who adds points is given, but never below the lowest score', () => {
  const enrolments = [mentor('m1', 'abc', 2), mentor('m2', 'abcd', 2), mentee('s1', 'ab', 2), mentee('s2', 'd', 2)];
  const without = { forbidden: [pair('m1', 's2')] };
  expect(made(answerOf(asked(enrolments, without)))).toEqual(['m1-s1', 'm2-s1', 'm2-s2']);
  const higher = [mentor('m1', 'ab', 2), mentor('m2', 'cda', 2), mentee('s1', 'ab', 2), mentee('s2', 'cd', 2)];
  expect(made(answerOf(asked(higher)))).toEqual(['m1-s1', 'm2-s2']);
  expect(made(answerOf(asked(higher, {}, { objective: 'total' })))).toEqual(['m1-s1', 'm2-s1', 'm2-s2']);
});

test('where all have a partner by a lock, further places serve the total alone', () => {
  const enrolments = [mentor('m1', 'abc', 2), mentor('m2', 'a', 2), mentee('s1', 'ab', 2), mentee('s2', 'abc', 2)];
  const outcome = answerOf(asked(enrolments, { locked: [pair('m1', 's1'), pair('m2', 's2')] }));
  expect(made(outcome)).toEqual(['m1-s1', 'm1-s2', 'm2-s1', 'm2-s2']);
  expect(outcome.report.proven).toBe(true);
  expect(outcome.report.objective.total).toEqual({ value: 7, bound: 7, gap: 0 });
});

test('a change after which nobody can get a first partner tells no lowest score, as a new run does', () => {
  const enrolments = [mentor('m1', 'ab', 2), mentor('m2', 'a', 2), mentee('s1', 'ab', 2), mentee('s2', 'b', 2)];
  const session = openMatch(asked(enrolments, { locked: [pair('m1', 's1')] }));
  const told = session.ok && session.value.whatIf({ kind: 'lock', pair: pair('m2', 's2') });
  const after = answerOf(asked(enrolments, { locked: [pair('m1', 's1'), pair('m2', 's2')] }));
  expect(after.report.objective.lowest).toBe(null);
  expect(told).toMatchObject({ ok: true, value: { lowest: { before: 1, after: null }, total: { after: 4 } } });
});

test('a lock leaves whoever has places for more the partners that need them', () => {
  // m1 has no other mentee than s1; m5 has none at all, for they work with s1.
  const mentors = ['m1', 'm2', 'm3', 'm4', 'm5'].map((id) => mentor(id));
  const enrolments = [...mentors, mentee('s1', '', 3), mentee('s2'), mentee('s3')];
  const facts: Partial<MatchInput> = {
    together: [{ a: 's1', b: 'm5' }],
    forbidden: ['m1', 'm5'].flatMap((id) => [pair(id, 's2'), pair(id, 's3')]),
  };
  const lock = { ...pair('m5', 's1'), reason: 'asked' };
  for (let seed = 0; seed < 5; seed++) {
    const other = { rules: { ...noRules, worksTogether: true }, objective: 'total', seed } as const;
    const session = openMatch(asked(enrolments, facts, other));
    const told = session.ok && session.value.whatIf({ kind: 'lock', pair: lock });
    expect(told).toMatchObject({ ok: true, value: { places: { before: 7, after: 8 } } });
  }
});

test('a place taken by somebody’s second partner is one that a relaxation may win', () => {
  // s1 has three places: m1, m2, and m3, who has s2 already. Whoever works with s1 could have m3's.
  const enrolments = [mentor('m1'), mentor('m2'), mentor('m3', '', 2), mentor('m4'), mentee('s1', '', 3), mentee('s2')];
  const facts: Partial<MatchInput> = {
    locked: [pair('m3', 's2')],
    current: [pair('m3', 's1')],
    together: [{ a: 's1', b: 'm4' }],
  };
  const outcome = answerOf(asked(enrolments, facts, { rules: { ...noRules, worksTogether: true } }));
  expect(made(outcome)).toEqual(['m1-s1', 'm2-s1', 'm3-s1', 'm3-s2']);
  expect(outcome.unmatched).toMatchObject([
    { personId: 'm4', reason: 'outnumbered', relaxation: { setting: 'worksTogether', value: false, more: 1 } },
  ]);
});

test('of equal answers the one with most pairs in force, and nothing at their expense', () => {
  const enrolments = [mentor('m1'), mentor('m2'), mentor('m3'), mentee('s1'), mentee('s2'), mentee('s3')];
  const current = [pair('m1', 's2'), pair('m2', 's3'), pair('m3', 's1')];
  const kept = answerOf(asked(enrolments, { current }));
  expect(made(kept)).toEqual(['m1-s2', 'm2-s3', 'm3-s1']);
  expect(kept.report.current).toEqual({ pairs: 3, kept: 3, fewestChanged: true });
  const better = [mentor('m1', 'a'), ...enrolments.slice(1, 3), mentee('s1', 'a'), ...enrolments.slice(4)];
  expect(answerOf(asked(better, { current })).report.current).toEqual({ pairs: 3, kept: 1, fewestChanged: true });
});

test('after a change the pairs that need not change stay', () => {
  const people = ['1', '2', '3', '4', '5'];
  const enrolments = people.flatMap((k) => [mentor(`m${k}`), mentee(`s${k}`)]);
  const session = openMatch(asked(enrolments));
  if (!session.ok) throw new Error('no session');
  const before = made(session.value.outcome);
  const told = session.value.apply({ kind: 'leave', personId: 'm3', role: 'mentor' });
  expect(told.ok && told.value.changes).toHaveLength(2);
  const after = made(session.value.outcome);
  expect(before.filter((one) => after.includes(one))).toHaveLength(4);
});

test('two who would both rather have each other are counted, also where one of them has a place to spare', () => {
  const rather = [mentor('m1', 'abc'), mentor('m2', 'ab'), mentee('s1', 'abc'), mentee('s2', 'c')];
  const outcome = answerOf(asked(rather));
  // m1-s1 would be 3 points, but then m2-s2 none.
  expect(made(outcome)).toEqual(['m1-s2', 'm2-s1']);
  expect(outcome.report.stability).toEqual({ blockingPairs: 1 });
  const spare = [mentor('m1', 'a', 2), mentor('m2'), mentee('s1', 'a'), mentee('s2', 'a')];
  expect(answerOf(asked(spare)).report.stability).toEqual({ blockingPairs: 1 });
});
