import type { Result } from '../kernel/result.ts';
import type { InputFault, InputFaults, MatchSettings } from './match-types.ts';

export const defaultMatchSettings: MatchSettings = {
  rules: {
    reportingLine: true,
    sameManager: true,
    minDistance: 4,
    sameDepartment: false,
    minLevelGap: 2,
    formerLine: true,
    worksTogether: true,
    pairedBefore: true,
    avoid: true,
    sharedLanguage: true,
    sharedWorkingHour: true,
    bothGain: false,
    scoreFloor: null,
  },
  levels: { from: 'depth' },
  weights: {
    menteeWants: 4,
    mentorWants: 3,
    area: 3,
    differentDepartment: 1,
    sameLocation: 1,
    timeZone: 1,
    wish: 2,
  },
  objective: 'balanced',
  referenceDate: '2027-01-11',
  seed: 1,
};

/** Keeps every sum of scores an exact integer, with room for a million people. */
const largestWeight = 1000;

type Check = { expected: string; holds: (value: unknown) => boolean };

const whole = (from: number, to: number): Check => ({
  expected: `a whole number from ${from} to ${to}`,
  holds: (value) => Number.isInteger(value) && (value as number) >= from && (value as number) <= to,
});
const orNull = (check: Check): Check => ({
  expected: `${check.expected}, or null`,
  holds: (value) => value === null || check.holds(value),
});
const yesOrNo: Check = { expected: 'true or false', holds: (value) => typeof value === 'boolean' };
const weight = whole(0, largestWeight);

const checks: { rules: Record<string, Check>; weights: Record<string, Check>; top: Record<string, Check> } = {
  rules: {
    ...Object.fromEntries(Object.keys(defaultMatchSettings.rules).map((name) => [name, yesOrNo])),
    minDistance: whole(0, 1_000_000),
    minLevelGap: orNull(whole(-1_000_000, 1_000_000)),
    scoreFloor: orNull(whole(0, 1_000_000)),
  },
  weights: Object.fromEntries(Object.keys(defaultMatchSettings.weights).map((name) => [name, weight])),
  top: {
    objective: { expected: '"balanced" or "total"', holds: (value) => value === 'balanced' || value === 'total' },
    referenceDate: { expected: 'a date YYYY-MM-DD', holds: isDate },
    seed: whole(0, Number.MAX_SAFE_INTEGER),
  },
};

/** Whether this is a day of the calendar written YYYY-MM-DD. */
export function isDate(value: unknown): value is string {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const time = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}

/**
 * Settings from parsed JSON of unknown origin; what is left out keeps its default.
 * A name that is not a setting is a fault, so that a misspelt rule is never silently off.
 */
export function readMatchSettings(raw: unknown): Result<MatchSettings, InputFaults> {
  const faults: InputFault[] = [];
  const complain = (field: string, message: string) => faults.push({ table: 'settings', row: null, field, message });
  if (!isRecord(raw)) {
    complain('settings', `expected an object, got ${show(raw)}`);
    return { ok: false, fault: faults };
  }
  const section = <T extends object>(name: string, defaults: T, allowed: Record<string, Check>): T => {
    const given = raw[name] ?? {};
    if (!isRecord(given)) {
      complain(name, `expected an object, got ${show(given)}`);
      return defaults;
    }
    for (const [key, value] of Object.entries(given)) {
      const check = Object.hasOwn(allowed, key) ? allowed[key] : undefined;
      if (!check) complain(`${name}.${key}`, `there is no such setting; known: ${Object.keys(allowed).join(', ')}`);
      else if (!check.holds(value)) complain(`${name}.${key}`, `expected ${check.expected}, got ${show(value)}`);
    }
    return { ...defaults, ...given };
  };
  const rules = section('rules', defaultMatchSettings.rules, checks.rules);
  const weights = section('weights', defaultMatchSettings.weights, checks.weights);
  const levels = raw['levels'] ?? defaultMatchSettings.levels;
  const wrong = wrongLevels(levels);
  if (wrong) complain('levels', wrong);
  for (const [key, value] of Object.entries(raw)) {
    if (['rules', 'weights', 'levels'].includes(key)) continue;
    const check = Object.hasOwn(checks.top, key) ? checks.top[key] : undefined;
    if (!check) complain(key, 'there is no such setting');
    else if (!check.holds(value)) complain(key, `expected ${check.expected}, got ${show(value)}`);
  }
  if (faults.length > 0) return { ok: false, fault: faults };
  const value = { ...defaultMatchSettings, ...raw, rules, weights, levels } as MatchSettings;
  return { ok: true, value };
}

function wrongLevels(levels: unknown): string | null {
  const expected = 'expected { "from": "depth" } or { "from": "grade", "order": ["most senior", …] }';
  if (!isRecord(levels)) return `${expected}, got ${show(levels)}`;
  const { from, order } = levels;
  if (from === 'depth' && order === undefined) return null;
  if (from !== 'grade' || !Array.isArray(order)) return `${expected}, got ${show(levels)}`;
  if (order.length === 0 || !order.every((grade) => typeof grade === 'string' && grade !== ''))
    return `order: expected a list of grades, got ${show(order)}`;
  const twice: unknown = order.find((grade, at) => order.indexOf(grade) !== at);
  return twice === undefined ? null : `order: the grade ${show(twice)} is listed twice`;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function show(value: unknown): string {
  return JSON.stringify(value).slice(0, 80);
}
