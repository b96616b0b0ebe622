import fc from 'fast-check';
import { changed } from '../../../src/domain/matching/engine/relax.ts';
import { match } from '../../../src/domain/matching/match.ts';
import type { MatchInput, MatchOutcome } from '../../../src/domain/matching/match-types.ts';
import { bestByTrying } from './brute-force.ts';
import { matchedFiles } from './files-of.ts';
import { objectiveOf, pairsOf, problemsOf } from './independent-check.ts';
import { worldOf } from './independent-rules.ts';
import { instances } from './instances.ts';

// MATCH_RUNS=100000 for the long run outside the normal suite.
const numRuns = Number(process.env['MATCH_RUNS'] ?? 800);

const answer = (input: MatchInput): MatchOutcome => {
  const result = match(input);
  if (!result.ok) throw new Error(JSON.stringify(result.fault));
  return result.value;
};

test('the answer is as good as the best of all answers, and every figure holds', () => {
  fc.assert(
    fc.property(instances(8), (input) => {
      const files = matchedFiles(input);
      expect(problemsOf(files)).toEqual([]);
      const lowestCounts = input.settings.objective === 'balanced';
      const { lowest, ...rest } = objectiveOf(worldOf(files), pairsOf(files));
      const best = bestByTrying(files);
      expect({ ...rest, lowest: lowestCounts ? lowest : best.lowest }).toEqual(best);
    }),
    { numRuns, seed: 20261122 },
  );
});

test('the order of rows changes nothing', () => {
  fc.assert(
    fc.property(instances(12), fc.integer(), (input, turn) => {
      const turned: MatchInput = {
        people: shuffled(input.people, turn),
        enrolments: shuffled(input.enrolments, turn),
        past: shuffled(input.past, turn),
        forbidden: shuffled(input.forbidden, turn),
        locked: shuffled(input.locked, turn),
        history: shuffled(input.history, turn),
        together: shuffled(input.together, turn),
        settings: input.settings,
      };
      expect(JSON.stringify(answer(turned))).toBe(JSON.stringify(answer(input)));
    }),
    { numRuns: Math.ceil(numRuns / 5), seed: 20261122 },
  );
});

test('a relaxation does match the person it is told to, and no smaller step of that setting does', () => {
  let told = 0;
  fc.assert(
    fc.property(instances(9), (input) => {
      const { pairs, unmatched } = answer(input);
      for (const { personId, role, relaxation } of unmatched) {
        if (!relaxation) continue;
        told++;
        const { setting, value, more } = relaxation;
        const relaxed = answer({ ...input, settings: changed(input.settings, relaxation) });
        expect(relaxed.unmatched.some((other) => other.personId === personId && other.role === role)).toBe(false);
        expect(2 * (relaxed.pairs.length - pairs.length)).toBe(more);
        expect(more).toBeGreaterThan(0);
        for (const smaller of smallerSteps(input.settings.rules[setting], value)) {
          const tried = answer({ ...input, settings: changed(input.settings, { setting, value: smaller }) });
          expect(tried.unmatched.some((other) => other.personId === personId && other.role === role)).toBe(true);
        }
      }
    }),
    { numRuns: Math.ceil(numRuns / 3), seed: 20261122 },
  );
  expect(told).toBeGreaterThan(numRuns / 30);
});

test('with the rules that it names gone, a person without candidates has some', () => {
  fc.assert(
    fc.property(instances(8), (input) => {
      for (const { personId, role, reason, blockedBy } of answer(input).unmatched) {
        if (reason !== 'no_candidate' && reason !== 'no_level') continue;
        const rules = { ...input.settings.rules };
        for (const name of Object.keys(blockedBy)) {
          if (name !== 'forbidden') Object.assign(rules, { [name]: offValue(name) });
        }
        const without = answer({ ...input, forbidden: [], locked: [], settings: { ...input.settings, rules } });
        const still = without.unmatched.find((other) => other.personId === personId && other.role === role);
        expect(still?.candidates ?? 1).toBeGreaterThan(0);
      }
    }),
    { numRuns: Math.ceil(numRuns / 5), seed: 20261122 },
  );
});

const offValue = (rule: string) =>
  rule === 'minDistance' ? 0 : ['minLevelGap', 'scoreFloor'].includes(rule) ? null : false;

/** From one step below the present value down to just above the one told. */
function smallerSteps(now: boolean | number | null, told: boolean | number | null): number[] {
  if (typeof now !== 'number') return [];
  const last = told === null ? now - 8 : Number(told);
  return Array.from({ length: Math.max(0, now - last - 1) }, (_, k) => now - 1 - k);
}

function shuffled<T>(list: T[], turn: number): T[] {
  return list
    .map((item, k) => ({ item, key: Math.imul(k + 1, 0x9e3779b1 ^ turn) >>> 0 }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}
