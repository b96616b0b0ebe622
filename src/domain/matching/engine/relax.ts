/**
 * Problem: for each person left over, the smallest single change of settings with which a new run matches them and
 * more people than now.
 *
 * Method: a change matters only where it opens a pair, so the values worth trying are read off the pairs that one rule
 * alone takes away. A setting that fills no further place even at its loosest is dropped. The rest is run for real, in
 * order of size, until everyone is explained: what is said here has been tried, not estimated.
 *
 * Size: a number by how far it moves, smallest first; then a number rule turned off; then the other rules turned off, in
 * the order below, mildest first. `avoid` is never proposed: what someone declared in confidence is not for weighing up.
 * Cost: one table and one assignment per run; the work is bounded by a count of cells, never by a clock.
 */
import type { MatchSettings, Relaxation, RuleName } from '../match-types.ts';
import { levelGap } from '../rules/min-level-gap.ts';
import { distance } from './chart.ts';
import { judgeRow, type Judge } from './judge.ts';

export type Change = Omit<Relaxation, 'more'> & { size: number };

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
const turnedOff = 1e9;

/** Every single change that opens at least one pair between people with `places` left, smallest first. */
export function changesThatOpen(judge: Judge, { rules }: MatchSettings, places: Int32Array): Change[] {
  const { sides, rules: inForce, scoreRow } = judge;
  const { rows, cols, roster } = sides;
  const { chart } = roster;
  const bitOf = (name: RuleName) => inForce.reduce((bits, rule, k) => (rule.name === name ? bits | (1 << k) : bits), 0);
  const bits = {
    minDistance: bitOf('minDistance'),
    minLevelGap: bitOf('minLevelGap'),
    scoreFloor: bitOf('scoreFloor'),
  };
  const fails = new Int32Array(cols.size);
  const scores = new Int32Array(cols.size);
  const values = {
    minDistance: new Set<number>(),
    minLevelGap: new Set<number | null>(),
    scoreFloor: new Set<number>(),
  };
  let alone = 0;
  for (let row = 0; row < rows.size; row++) {
    if (places[row] === 0) continue;
    judgeRow(judge, row, fails);
    if (rules.scoreFloor !== null) scoreRow(row, scores);
    for (let col = 0; col < cols.size; col++) {
      const mask = fails[col]!;
      // One bit only: the pair opens when that rule lets it through. (−1 marks the row's own person.)
      if (mask <= 0 || (mask & (mask - 1)) !== 0 || places[rows.size + col] === 0) continue;
      alone |= mask;
      if (mask === bits.minDistance) values.minDistance.add(distance(chart, rows.person[row]!, cols.person[col]!));
      else if (mask === bits.minLevelGap) values.minLevelGap.add(levelGap(sides, row, col));
      else if (mask === bits.scoreFloor) values.scoreFloor.add(scores[col]!);
    }
  }
  const numbers = <Value>(setting: Change['setting'], set: Set<Value>, size: (value: Value) => number) =>
    Array.from(set, (value) => ({ setting, value, size: size(value) }) as Change);
  const off = mildestFirst.filter((name) => (alone & bitOf(name)) !== 0);
  return [
    ...numbers('minDistance', values.minDistance, (value) => rules.minDistance - value),
    ...numbers('minLevelGap', values.minLevelGap, (value) => (value === null ? turnedOff : rules.minLevelGap! - value)),
    ...numbers('scoreFloor', values.scoreFloor, (value) => rules.scoreFloor! - value),
    ...off.map((setting, k) => ({ setting, value: false, size: turnedOff + 1 + k })),
  ].sort((a, b) => a.size - b.size);
}

export function changed(settings: MatchSettings, { setting, value }: Omit<Relaxation, 'more'>): MatchSettings {
  return { ...settings, rules: { ...settings.rules, [setting]: value } };
}

/** What a relaxed run tells: how many people have a partner, and who has none. */
export type RelaxedRun = { partnered: number; leftOver: Set<number> };

export type RelaxInput = {
  changes: Change[];
  /** People with a partner in the run being explained. */
  partnered: number;
  /** People without, by node. */
  leftOver: number[];
  /** The most people who could have a partner after a change. */
  mostPartnered: (change: Change) => number;
  run: (change: Change) => RelaxedRun;
  /** How many runs may be made at most, those of `mostPartnered` included. */
  budget: number;
};

export function relaxations(input: RelaxInput): { found: Map<number, Relaxation>; tried: number; leftOut: number } {
  const { partnered, leftOver, mostPartnered, run, budget } = input;
  const found = new Map<number, Relaxation>();
  const loosest = new Map(input.changes.map((change) => [change.setting, change]));
  let spent = 0;
  let leftOut = 0;
  const helps = new Set<Change['setting']>();
  for (const change of loosest.values()) {
    if (spent >= budget) leftOut++;
    else {
      spent++;
      if (mostPartnered(change) > partnered) helps.add(change.setting);
    }
  }
  // Chance may move someone into a place without there being more of them: no help, and a larger step proves nothing then.
  const byChance = new Set<string>();
  for (const change of input.changes.filter(({ setting }) => helps.has(setting))) {
    const open = leftOver.filter((node) => !found.has(node) && !byChance.has(`${change.setting} ${node}`));
    if (open.length === 0) continue;
    if (spent >= budget) {
      leftOut++;
      continue;
    }
    spent++;
    const relaxed = run(change);
    const more = relaxed.partnered - partnered;
    for (const node of open) {
      if (relaxed.leftOver.has(node)) continue;
      if (more > 0) found.set(node, { setting: change.setting, value: change.value, more });
      else byChance.add(`${change.setting} ${node}`);
    }
  }
  return { found, tried: spent, leftOut };
}
