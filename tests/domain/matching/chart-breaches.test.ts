import { chartBreaches } from '../../../src/domain/matching/chart-breaches.ts';
import { defaultMatchSettings } from '../../../src/domain/matching/match-settings.ts';
import type { MatchPerson } from '../../../src/domain/matching/match-types.ts';

/** head – north, south – a manager each, n1 and s1 – n11 and n12, s11 – n111, s111 */
const managers: Record<string, string | null> = {
  head: null,
  north: 'head',
  south: 'head',
  n1: 'north',
  s1: 'south',
  n11: 'n1',
  n12: 'n1',
  s11: 's1',
  n111: 'n11',
  s111: 's11',
};
const chart = (change: Record<string, string | null> = {}, more: Partial<MatchPerson> = {}): MatchPerson[] =>
  Object.entries({ ...managers, ...change }).map(([id, managerId]) => ({ id, managerId, ...more }));
const rulesOf = (people: MatchPerson[], mentorId: string, menteeId: string, change = {}) =>
  chartBreaches({ people, history: [], settings: defaultMatchSettings, pairs: [{ mentorId, menteeId }], ...change })[0];
const settings = (rules: object) => ({ ...defaultMatchSettings, rules: { ...defaultMatchSettings.rules, ...rules } });

test('a pair far apart breaks nothing', () => {
  expect(rulesOf(chart(), 's111', 'north')).toEqual([]);
});

test('each rule with the figures behind it', () => {
  expect(rulesOf(chart(), 'n111', 'n1')).toEqual([
    { rule: 'reportingLine', above: 'mentee', steps: 2, levelGap: 2, asked: null },
    { rule: 'minDistance', above: null, steps: 2, levelGap: 2, asked: 4 },
  ]);
  expect(rulesOf(chart(), 'n1', 'n111')?.[0]).toMatchObject({ rule: 'reportingLine', above: 'mentor', steps: 2 });
  expect(rulesOf(chart(), 'n12', 'n11')?.map(({ rule }) => rule)).toEqual([
    'sameManager',
    'minDistance',
    'minLevelGap',
  ]);
  expect(rulesOf(chart(), 's11', 'n1')).toEqual([
    { rule: 'minLevelGap', above: null, steps: 5, levelGap: 1, asked: 2 },
  ]);
  const sameDepartment = { settings: settings({ sameDepartment: true }) };
  expect(rulesOf(chart({}, { department: 'Borders' }), 's111', 'north', sameDepartment)).toMatchObject([
    { rule: 'sameDepartment' },
  ]);
  const history = [{ personId: 's111', managerId: 'north' }];
  expect(rulesOf(chart(), 's111', 'north', { history })).toMatchObject([{ rule: 'formerLine', above: 'mentee' }]);
});

test('a rule that is off is not looked at, nor is any that the chart has no part in', () => {
  const off = { settings: settings({ reportingLine: false, minDistance: 0, minLevelGap: null }) };
  expect(rulesOf(chart(), 'n111', 'n1', off)).toEqual([]);
  expect(rulesOf(chart(), 's111', 'north', { settings: settings({ scoreFloor: 1000, bothGain: true }) })).toEqual([]);
});

test('in different trees levels can’t be compared', () => {
  expect(rulesOf(chart({ south: null }), 's111', 'north')).toEqual([
    { rule: 'minLevelGap', above: null, steps: null, levelGap: null, asked: 2 },
  ]);
});

test('below a circle of managers nothing can be told; beside it everything', () => {
  const circle = chart({ south: 's1' });
  expect(rulesOf(circle, 's111', 'north')).toBeNull();
  expect(rulesOf(circle, 'n111', 'n1')?.[0]).toMatchObject({ rule: 'reportingLine' });
  expect(rulesOf(chart({ n111: 'n111' }), 'n111', 'n1')).toBeNull();
});

test('500 pairs out of a chart of 67,000 take a moment', () => {
  // Seven reports each: their lines are all that is handed over.
  const at = (n: number): MatchPerson => ({ id: `p${n}`, managerId: n === 0 ? null : `p${Math.floor((n - 1) / 7)}` });
  const pairs = Array.from({ length: 500 }, (_, k) => ({ mentorId: `p${66_999 - 67 * k}`, menteeId: `p${400 + k}` }));
  const people = new Map<string, MatchPerson>();
  for (const { mentorId, menteeId } of pairs) {
    for (const id of [mentorId, menteeId]) {
      for (let n = Number(id.slice(1)); !people.has(`p${n}`); n = Math.floor((n - 1) / 7)) {
        people.set(`p${n}`, at(n));
        if (n === 0) break;
      }
    }
  }
  const found = chartBreaches({ people: [...people.values()], history: [], settings: defaultMatchSettings, pairs });
  expect(found).toHaveLength(500);
  const inLine = pairs.map(({ mentorId, menteeId }) => {
    const line: string[] = [];
    for (let id: string | null = mentorId; id !== null; id = people.get(id)!.managerId) line.push(id);
    return line.includes(menteeId);
  });
  expect(found.map((breaches) => breaches!.some(({ rule }) => rule === 'reportingLine'))).toEqual(inLine);
});
