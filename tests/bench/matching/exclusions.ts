import { chartOf, type Chart } from '../../../src/domain/matching/engine/chart.ts';
import { facing, rosterOf, type Facing } from '../../../src/domain/matching/engine/roster.ts';
import { chartRules } from '../../../src/domain/matching/engine/rule-book.ts';
import { mark, type Rule } from '../../../src/domain/matching/engine/rule.ts';
import { processorSeconds, timed } from './measure.ts';
import { questionnaires } from './questionnaires.ts';
import { randomFrom } from './random.ts';
import { inSeconds, table, whole } from './table.ts';

const rounds = 7;
const sampled = 200;

/** Which pairs the chart forbids: reporting lines, same managers, and everyone nearer than four steps. */
export function exclusionsScene(seed: number, pairs = 10_000): string {
  const input = questionnaires(pairs);
  const roster = rosterOf(input);
  const sides = facing(roster, 'mentor');
  const settings = input.settings.rules;
  const rulesAfresh = (): Rule[] => {
    const chart = chartOf(roster.chart.parent);
    return chartRules({ ...sides, roster: { ...roster, chart } }, settings);
  };
  let [best, marking, taken] = [Infinity, Infinity, 0];
  for (let round = 0; round < rounds; round++) {
    const found = timed(() => countTaken(rulesAfresh(), sides.rows.size));
    if (found.seconds < best) [best, taken] = [found.seconds, found.value];
    marking = Math.min(marking, timed(() => markAll(rulesAfresh(), sides)).seconds);
  }
  const random = randomFrom(seed);
  const rules = rulesAfresh();
  const fails = new Int32Array(sides.cols.size);
  let [compared, wrong] = [0, 0];
  const began = processorSeconds();
  for (let k = 0; k < sampled; k++) {
    const row = Math.floor(random() * sides.rows.size);
    fails.fill(0);
    rules.forEach((rule, bit) => mark(rule, row, 1 << bit, fails));
    for (let col = 0; col < sides.cols.size; col++) {
      const [a, b] = [sides.rows.person[row]!, sides.cols.person[col]!];
      if (a === b) continue;
      compared++;
      if (fails[col] !== byWalking(roster.chart, a, b, settings.minDistance)) wrong++;
    }
  }
  const naive = ((processorSeconds() - began) / compared) * sides.rows.size * sides.cols.size;
  if (wrong > 0) throw new Error(`${wrong} of ${compared} pairs are judged otherwise by walking up the chart`);
  const row = [
    `${whole(pairs)} × ${whole(pairs)} in a chart of ${whole(input.people.length)}`,
    inSeconds(best),
    inSeconds(marking),
    `about ${inSeconds(naive)}`,
    whole(taken),
    `${wrong} of ${whole(compared)}`,
  ];
  return [
    'Numbering the chart, then finding for each row all columns that reporting line, same manager and distance take; processor',
    `time, best of ${rounds}. Compared, rule by rule, with walking up from both people for ${sampled} random rows.\n`,
    table(['people', 'found', 'found and marked in each row', 'walking', 'taken (rules overlap)', 'mismatches'], [row]),
  ].join('\n');
}

function countTaken(rules: Rule[], rows: number): number {
  let count = 0;
  for (const rule of rules) {
    for (let row = 0; row < rows; row++) {
      if (rule.form === 'columns') count += rule.of(row).length;
      else if (rule.form === 'spans') rule.visit(row, (from, to) => (count += to - from));
      else throw new Error(`${rule.name} should be found from the chart`);
    }
  }
  return count;
}

function markAll(rules: Rule[], { rows, cols }: Facing): void {
  const fails = new Int32Array(cols.size);
  for (let row = 0; row < rows.size; row++) {
    fails.fill(0);
    rules.forEach((rule, bit) => mark(rule, row, 1 << bit, fails));
  }
}

/** The same by definition: bit 0 reporting line, bit 1 same manager, bit 2 too near. */
function byWalking({ parent }: Chart, a: number, b: number, least: number): number {
  const above = (person: number): number[] => {
    const line = [person];
    for (let up = parent[person]!; up >= 0; up = parent[up]!) line.push(up);
    return line;
  };
  const [ofA, ofB] = [above(a), above(b)];
  const inLine = ofA.includes(b) || ofB.includes(a);
  const sameManager = parent[a]! >= 0 && parent[a] === parent[b];
  const stepsFromA = ofA.findIndex((person) => ofB.includes(person));
  const steps = stepsFromA < 0 ? Infinity : stepsFromA + ofB.indexOf(ofA[stepsFromA]!);
  return Number(inLine) | (Number(sameManager) << 1) | (Number(steps < least) << 2);
}
