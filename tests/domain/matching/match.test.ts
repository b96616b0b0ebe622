import fc from 'fast-check';
import type { MatchInput } from '../../../src/domain/matching/match-types.ts';
import { bestByTrying } from './brute-force.ts';
import { answerOf, filesOf } from './files-of.ts';
import { problemsOf } from './independent-check.ts';
import { objectiveOf, pairsOf } from './independent-objective.ts';
import { worldOf } from './independent-rules.ts';
import { instances } from './instances.ts';
import { forAll } from './runs.ts';

test('the answer is as good as the best of all answers, and every figure and its proof hold', () => {
  forAll(instances(7), 1, (input) => {
    const outcome = answerOf(input);
    const files = filesOf(input, outcome);
    expect(outcome.report.proven).toBe(true);
    expect(problemsOf(files)).toEqual([]);
    expect(objectiveOf(worldOf(files), pairsOf(files))).toEqual(bestByTrying(files));
  });
});

test('beyond the reach of brute force the proof holds just as well', () => {
  forAll(instances(20), 0.1, (input) => {
    const outcome = answerOf(input);
    expect(outcome.report.proven).toBe(true);
    expect(problemsOf(filesOf(input, outcome))).toEqual([]);
  });
});

test('the order of rows changes nothing', () => {
  forAll(fc.tuple(instances(12), fc.integer()), 0.2, ([input, turn]) => {
    const turned: MatchInput = {
      people: shuffled(input.people, turn),
      enrolments: shuffled(input.enrolments, turn),
      past: shuffled(input.past, turn),
      forbidden: shuffled(input.forbidden, turn),
      locked: shuffled(input.locked, turn),
      history: shuffled(input.history, turn),
      together: shuffled(input.together, turn),
      current: shuffled(input.current, turn),
      settings: input.settings,
    };
    expect(JSON.stringify(answerOf(turned))).toBe(JSON.stringify(answerOf(input)));
  });
});

function shuffled<T>(list: T[], turn: number): T[] {
  return list
    .map((item, k) => ({ item, key: Math.imul(k + 1, 0x9e3779b1 ^ turn) >>> 0 }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}
