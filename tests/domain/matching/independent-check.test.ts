import fc from 'fast-check';
import type { MatchOutcome } from '../../../src/domain/matching/match-types.ts';
import { answerOf, filesOf } from './files-of.ts';
import { problemsOf } from './independent-check.ts';
import { isBetter, objectiveOf, pairsOf, type Pair } from './independent-objective.ts';
import { proofProblems } from './independent-proof.ts';
import { worldOf } from './independent-rules.ts';
import { tableOf } from './independent-table.ts';
import { instances } from './instances.ts';
import { mutations } from './mutations.ts';
import { forAll, runs } from './runs.ts';

/** The judges are judged: each way to spoil an answer is seen, wherever it can be tried. */

const drawn = fc
  .sample(instances(8), { ...runs(1), numRuns: 40 })
  .map((input) => ({ input, outcome: answerOf(input) }));

test.each(Object.entries(mutations))('seen: %s', (_, mutation) => {
  let tried = 0;
  for (const { input, outcome } of drawn) {
    const spoilt = mutation(outcome, worldOf(filesOf(input, outcome)));
    if (!spoilt) continue;
    tried++;
    if (problemsOf(filesOf(input, spoilt)).length === 0) expect({ input, spoilt }).toBe('a problem');
  }
  expect(tried).toBeGreaterThan(0);
});

test('seen: any figure of the report that is one too many', () => {
  const unseen = new Set<string>();
  for (const { input, outcome } of drawn.slice(0, 15)) {
    for (const path of numbersIn(outcome.report)) {
      const spoilt = { ...outcome, report: oneMore(outcome.report, path) };
      if (problemsOf(filesOf(input, spoilt)).length === 0) unseen.add(path.join('.'));
    }
  }
  expect([...unseen]).toEqual([]);
});

test('no prices whatever prove an answer that is not the best', () => {
  let worseOnes = 0;
  const prices = fc.array(fc.integer({ min: -30, max: 30 }), { minLength: 16, maxLength: 16 });
  forAll(fc.tuple(instances(6), fc.nat(), fc.array(prices, { maxLength: 5 })), 0.3, ([input, drop, others]) => {
    const outcome = answerOf(input);
    const files = filesOf(input, outcome);
    const world = worldOf(files);
    const best = pairsOf(files);
    const free = best.filter(({ locked }) => !locked);
    if (free.length === 0) return;
    const worse: Pair[] = best.filter((pair) => pair !== free[drop % free.length]);
    if (!isBetter(objectiveOf(world, best), objectiveOf(world, worse))) return;
    worseOnes++;
    const { certificate } = outcome;
    const table = tableOf(world);
    expect(proofProblems(world, table, worse, certificate, true)).not.toEqual([]);
    for (const moves of others) {
      const moved = (of: Record<string, number>, from: number) =>
        Object.fromEntries(Object.entries(of).map(([id, price], k) => [id, price + moves[(from + k) % 16]!]));
      const { mentors, mentees } = certificate.total.prices;
      const total = { ...certificate.total, prices: { mentors: moved(mentors, 0), mentees: moved(mentees, 8) } };
      expect(proofProblems(world, table, worse, { ...certificate, total }, true)).not.toEqual([]);
    }
  });
  expect(worseOnes).toBeGreaterThan(0);
});

/** Where in the report there is a number that is promised; settings are given, and counts of work are nobody's promise. */
function numbersIn(report: MatchOutcome['report']): string[][] {
  const { settings: _, relaxations: __, ...promised } = report;
  const walk = (value: unknown, path: string[]): string[][] =>
    typeof value === 'number'
      ? [path]
      : typeof value === 'object' && value !== null
        ? Object.entries(value).flatMap(([key, inner]) => walk(inner, [...path, key]))
        : [];
  return walk(promised, []);
}

function oneMore<T>(value: T, [key, ...rest]: string[]): T {
  if (key === undefined) return ((value as number) + 1) as T;
  return { ...value, [key]: oneMore((value as Record<string, unknown>)[key], rest) };
}
