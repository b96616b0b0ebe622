import fc from 'fast-check';
import { defaultMatchSettings } from '../../../src/domain/matching/match-settings.ts';
import type { MatchEnrolment, MatchInput, MatchRole } from '../../../src/domain/matching/match-types.ts';
import { match } from '../../../src/domain/matching/match.ts';
import { bestByTrying } from './brute-force.ts';
import { filesOf } from './files-of.ts';
import { problemsOf } from './independent-check.ts';
import { enrolment, input as inputOf, instances, noRules, person } from './instances.ts';
import { forAll, instancesWanted } from './runs.ts';
import { worstCases } from './worst-cases.ts';

/** A watch that lets the matcher go on so many times. */
const patience = (asked: number) => {
  let left = asked;
  return { mayGoOn: () => left-- > 0 };
};

test('stopped early, the answer is valid, says that it is not proven, and its bounds are true', () => {
  let unproven = 0;
  forAll(fc.tuple(instances(7), fc.nat(12)), 0.5, ([input, asked]) => {
    const result = match(input, patience(asked));
    if (!result.ok) throw new Error(JSON.stringify(result.fault));
    const { report } = result.value;
    const files = filesOf(input, { ...result.value, bottlenecks: [], unmatched: result.value.unmatched });
    // Without a proof, who is in whose way is not known; all else must be true.
    delete (files as Partial<typeof files>)['outcome.json'];
    expect(problemsOf(files)).toEqual([]);
    const best = bestByTrying(files);
    expect(report.objective.places.bound).toBeGreaterThanOrEqual(best.places);
    expect(report.objective.waiting.bound).toBeGreaterThanOrEqual(best.waiting);
    expect(report.objective.total.bound).toBeGreaterThanOrEqual(best.total);
    if (report.objective.lowest && best.lowest !== null) {
      expect(report.objective.lowest.bound).toBeGreaterThanOrEqual(best.lowest);
    }
    for (const part of Object.values(report.objective)) expect(part?.gap ?? 0).toBeGreaterThanOrEqual(0);
    if (!report.proven) unproven++;
  });
  expect(unproven).toBeGreaterThan(instancesWanted / 100);
});

test.each(Object.entries(worstCases(40)))('stopped at once: %s', (_, input) => {
  const result = match(input, patience(0));
  expect(result.ok && problemsOf({ ...filesOf(input, result.value), 'outcome.json': '' })).toEqual([]);
});

test('stopped before scores count, it gives nobody a further partner who serves nobody', () => {
  const enrolments = [
    enrolment('m1', 'mentor', { capacity: 2 }),
    enrolment('m2', 'mentor', { capacity: 2 }),
    enrolment('s1', 'mentee', { capacity: 2 }),
    enrolment('s2', 'mentee', { capacity: 2 }),
  ];
  const people = enrolments.map(({ personId }) => person(personId, null));
  const locked = [{ mentorId: 'm1', menteeId: 's1' }];
  const scoresNothing = { ...defaultMatchSettings.weights, timeZone: 0 };
  const input = inputOf({ people, enrolments, locked }, { rules: noRules, weights: scoresNothing });
  for (let asked = 0; asked <= 10; asked++) {
    const result = match(input, patience(asked));
    const problems = result.ok && problemsOf({ ...filesOf(input, result.value), 'outcome.json': '' });
    expect({ asked, problems }).toEqual({ asked, problems: [] });
  }
});

test('stopped between two lowest scores, it claims none that was not reached', () => {
  const enrol = (personId: string, role: MatchRole, languages: string[] = []): MatchEnrolment => ({
    personId,
    role,
    languages,
    capacity: 1,
    ...{ offers: [], wants: [], avoid: [], wishes: [] },
  });
  const weights = { ...defaultMatchSettings.weights, sameLocation: 1, timeZone: 0, differentDepartment: 0 };
  const input: MatchInput = {
    people: ['p0', 'p1', 'p3', 'p5', 'p6'].map((id) => ({ id, managerId: null })),
    enrolments: [
      enrol('p0', 'mentor'),
      enrol('p1', 'mentor', ['pl']),
      enrol('p5', 'mentor'),
      enrol('p6', 'mentor'),
      enrol('p0', 'mentee', ['en']),
      enrol('p1', 'mentee'),
      enrol('p3', 'mentee', ['en']),
    ],
    past: [{ mentorId: 'p0', menteeId: 'p3' }],
    locked: [{ mentorId: 'p5', menteeId: 'p1', reason: 'agreed before' }],
    ...{ forbidden: [], history: [], together: [], current: [] },
    settings: { ...defaultMatchSettings, weights, rules: { ...defaultMatchSettings.rules, minLevelGap: null } },
  };
  for (let asked = 0; asked <= 40; asked++) {
    const result = match(input, patience(asked));
    if (!result.ok) throw new Error(JSON.stringify(result.fault));
    const { total, lowest } = result.value.report.objective;
    expect({ asked, total: total.bound >= 0 && total.gap >= 0 }).toEqual({ asked, total: true });
    expect(lowest?.gap ?? 0).toBeGreaterThanOrEqual(0);
  }
});
