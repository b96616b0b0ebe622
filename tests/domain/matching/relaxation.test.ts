import type { MatchInput, MatchSettings, Relaxation } from '../../../src/domain/matching/match-types.ts';
import { answerOf } from './files-of.ts';
import { instances } from './instances.ts';
import { forAll, instancesWanted } from './runs.ts';

type Step = Pick<Relaxation, 'setting' | 'value'>;

const mildestFirst = [
  'bothGain',
  'sameDepartment',
  'sharedWorkingHour',
  'sharedLanguage',
  'pairedBefore',
  'worksTogether',
  'sameManager',
  'formerLine',
  'reportingLine',
] as const;

/**
 * Every single change that loosens a rule, smallest first: numbers step by step, then no level gap at all, then the
 * rules that can only be turned off. What someone avoids in confidence is never up for change.
 */
function everyStep({ rules }: MatchSettings, furthest: number): Step[] {
  const steps: Step[] = [];
  for (let by = 1; by <= furthest; by++) {
    if (rules.minDistance - by >= 0) steps.push({ setting: 'minDistance', value: rules.minDistance - by });
    if (rules.minLevelGap !== null) steps.push({ setting: 'minLevelGap', value: rules.minLevelGap - by });
    if (rules.scoreFloor !== null && rules.scoreFloor - by >= 0) {
      steps.push({ setting: 'scoreFloor', value: rules.scoreFloor - by });
    }
  }
  if (rules.minLevelGap !== null) steps.push({ setting: 'minLevelGap', value: null });
  return [...steps, ...mildestFirst.filter((rule) => rules[rule]).map((setting) => ({ setting, value: false }))];
}

/** Depths, grades and levels of the instances differ by less, and so do distances and floors. */
const furthest = 12;

test('a relaxation is the smallest single change with which this person, and more people, are matched', () => {
  let told = 0;
  forAll(instances(8), 0.3, (input) => {
    const now = answerOf(input);
    if (now.unmatched.length === 0) return;
    const tried = everyStep(input.settings, furthest).map((step) => ({ step, ...outcomeOf(input, step) }));
    for (const { personId, role, relaxation } of now.unmatched) {
      const key = `${role} ${personId}`;
      // Chance may give this person someone else's place: no help, and later steps of that setting prove nothing then.
      const byChance = new Set<string>();
      const smallest = tried.find(({ step, places, unmatched }) => {
        if (unmatched.has(key) || byChance.has(step.setting)) return false;
        if (places > now.report.objective.places.value) return true;
        byChance.add(step.setting);
        return false;
      });
      const more = smallest && smallest.places - now.report.objective.places.value;
      expect(relaxation).toEqual(smallest ? { ...smallest.step, more } : null);
      if (relaxation) told++;
    }
    expect(now.report.relaxations.leftOut).toBe(0);
  });
  expect(told).toBeGreaterThan(instancesWanted / 50);
});

function outcomeOf(input: MatchInput, { setting, value }: Step): { places: number; unmatched: Set<string> } {
  const rules = { ...input.settings.rules, [setting]: value };
  const { report, unmatched } = answerOf({ ...input, settings: { ...input.settings, rules } });
  return {
    places: report.objective.places.value,
    unmatched: new Set(unmatched.map(({ personId, role }) => `${role} ${personId}`)),
  };
}

test('with the rules that it names gone, a person without candidates has some', () => {
  forAll(instances(8), 0.2, (input) => {
    for (const { personId, role, reason, blockedBy } of answerOf(input).unmatched) {
      if (reason !== 'no_candidate' && reason !== 'no_level') continue;
      const rules = { ...input.settings.rules };
      for (const name of Object.keys(blockedBy)) {
        if (name !== 'forbidden') Object.assign(rules, { [name]: offValue(name) });
      }
      const without = answerOf({ ...input, forbidden: [], locked: [], settings: { ...input.settings, rules } });
      const still = without.unmatched.find((other) => other.personId === personId && other.role === role);
      expect(still?.candidates ?? 1).toBeGreaterThan(0);
    }
  });
});

const offValue = (rule: string) =>
  rule === 'minDistance' ? 0 : ['minLevelGap', 'scoreFloor'].includes(rule) ? null : false;
