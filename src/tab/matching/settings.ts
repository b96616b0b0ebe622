import type { BrokenRule, ScenarioSettings, ScenarioState, ScenarioView } from '../../contract/matching.ts';

export const isAtWork = (state: ScenarioState): boolean => state === 'queued' || state === 'running';

/** A result that no longer follows from the rules and decisions beside it. */
export const isOutOfDate = ({ stale, figures }: ScenarioView): boolean => stale && figures !== null;

/** Settings are plain data with a fixed order of keys on both sides, but a record may come back in another order. */
export function sameSettings(a: ScenarioSettings, b: ScenarioSettings): boolean {
  return ordered(a) === ordered(b);
}

const ordered = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );

/** The settings with one rule changed; null where the rule is none that a coordinator sets. */
export function withRule(
  settings: ScenarioSettings,
  setting: BrokenRule,
  value: number | boolean | null,
): ScenarioSettings | null {
  if (setting === 'forbidden' || setting === 'apart') return null;
  return { ...settings, rules: { ...settings.rules, [setting]: value } };
}
