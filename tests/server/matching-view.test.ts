import { matchResult } from '../../src/contract/matching.ts';
import type { MatchOutcome, RuleName } from '../../src/domain/matching/match-types.ts';
import { withoutRequests } from '../../src/domain/matching/without-requests.ts';
import type { Scenario } from '../../src/domain/matching/scenario.ts';
import { resultView, toldTerms } from '../../src/server/routes/matching-view.ts';

const [mentorId, menteeId, left] = [1, 2, 3].map((n) => `00000000-0000-4000-8000-00000000000${n}`) as [
  string,
  string,
  string,
];
const terms = {
  menteeWants: 4,
  mentorWants: 0,
  area: 3,
  differentDepartment: 1,
  sameLocation: 0,
  timeZone: 3,
  wish: 6,
};
const counts: Partial<Record<RuleName, number>> = { avoid: 7, pairedBefore: 2, minDistance: 5 };

/** A result in which a wish, and people to avoid, made a difference. */
const outcome = {
  pairs: [
    {
      mentorId,
      menteeId,
      score: 17,
      distance: 6,
      levelGap: 2,
      terms,
      reasons: 'the mentor offers what the mentee wants: data (4); close in time zone (3); wished for (6)',
      locked: false,
    },
  ],
  unmatched: [
    {
      personId: left,
      role: 'mentor',
      reason: 'no_candidate',
      candidates: 0,
      blockedBy: counts,
      bottleneck: null,
      relaxation: { setting: 'avoid', value: false, more: 2 },
    },
  ],
  bottlenecks: [],
  report: {
    counts: { possiblePairs: 20, allowedPairs: 6 },
    objective: {
      places: { value: 2, bound: 2, gap: 0 },
      waiting: { value: 0, bound: 0, gap: 0 },
      lowest: null,
      total: { value: 17, bound: 17, gap: 0 },
    },
    excluded: counts,
    stability: { blockingPairs: 0 },
  },
} as unknown as MatchOutcome;

test('a coordinator reads of no wish and of nobody who is to be avoided as such, nor is it kept with the result', () => {
  const name = (id: string) => ({
    id,
    displayName: `Person ${id.at(-1)}`,
    mail: null,
    jobTitle: null,
    department: null,
    officeLocation: null,
    preferredLanguage: null,
    grade: null,
    isGuest: false,
  });
  const shown = { outcome, alreadyMeeting: [], waitingSince: new Map<string, Date>() };
  const scenario = { locked: [], forbidden: [] } as unknown as Scenario;
  const view = matchResult.parse(resultView(scenario, shown, '00000000-0000-4000-8000-0000000000ff', name));
  expect(view.excluded.byRule).toEqual([
    { rule: 'apart', pairs: 9 },
    { rule: 'minDistance', pairs: 5 },
  ]);
  expect(view.unmatched[0]).toMatchObject({ blockedBy: view.excluded.byRule, wouldHelp: null });
  expect(view.pairs[0]).toMatchObject({ score: 17, reasons: expect.stringMatching(/: data; close in time zone\.$/) });
  expect(JSON.stringify(view)).not.toMatch(/avoid|wish|pairedBefore/i);

  const kept = withoutRequests(outcome);
  expect(JSON.stringify(kept)).not.toMatch(/avoid|wished|"wish":[1-9]/);
  const again = resultView(scenario, { ...shown, outcome: kept }, '00000000-0000-4000-8000-0000000000ff', name);
  expect(matchResult.parse(again)).toEqual(view);
});

test('what is told of a score adds up to it', () => {
  expect(toldTerms({ terms })).toEqual([
    { term: 'menteeWants', points: 4 },
    { term: 'area', points: 3 },
    { term: 'other', points: 10 },
  ]);
  const bare = { ...terms, differentDepartment: 0, timeZone: 0, wish: 0 };
  expect(toldTerms({ terms: bare }).map(({ term }) => term)).toEqual(['menteeWants', 'area']);
});
