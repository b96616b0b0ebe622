import { bestByTrying } from './brute-force.ts';
import { answerOf, filesOf } from './files-of.ts';
import { problemsOf } from './independent-check.ts';
import { objectiveOf, pairsOf } from './independent-objective.ts';
import { worldOf } from './independent-rules.ts';
import { longRun } from './runs.ts';
import { worstCases } from './worst-cases.ts';

describe.each([1, 2, 3, 4, 5])('%i a side: as good as trying everything', (n) => {
  test.each(Object.entries(worstCases(n)))('%s', (_, input) => {
    const files = filesOf(input, answerOf(input));
    expect(problemsOf(files)).toEqual([]);
    expect(objectiveOf(worldOf(files), pairsOf(files))).toEqual(bestByTrying(files));
  });
});

describe.each(longRun ? [100, 600] : [100])('%i a side: proven', (n) => {
  test.each(Object.entries(worstCases(n)))('%s', (_, input) => {
    const outcome = answerOf(input);
    expect(outcome.report.proven).toBe(true);
    expect(problemsOf(filesOf(input, outcome))).toEqual([]);
  });
});
