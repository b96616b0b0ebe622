import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSandboxConfig } from '../../src/sandbox/config.ts';
import { readChart } from '../../src/sandbox/people/chart.ts';
import { inventPeople } from '../../src/sandbox/people/invent.ts';
import type { Person } from '../../src/sandbox/people/person.ts';

const chart = (name: string): string => readSandboxConfig({}).orgFile.replace('ho-2012-09-30', name);
const invent = (env: Record<string, string>): Person[] => inventPeople(readSandboxConfig(env));

/** Steps to the top, or a failure when there is none. */
function depth(person: Person, byId: Map<string, Person>): number {
  let steps = 0;
  for (let at = person; at.managerId !== null; steps++) {
    at = byId.get(at.managerId)!;
    if (at === undefined || steps > 50) throw new Error(`${person.id} has no way to the top`);
  }
  return steps;
}

test('the same seed gives the same people, byte for byte; another seed others', () => {
  const first = JSON.stringify(invent({ SANDBOX_PEOPLE: '400' }));
  expect(JSON.stringify(invent({ SANDBOX_PEOPLE: '400' }))).toBe(first);
  expect(JSON.stringify(invent({ SANDBOX_PEOPLE: '400', SANDBOX_SEED: '2' }))).not.toBe(first);
});

test.each([
  ['ho-2012-09-30', 10_625],
  ['cps-2011-03-31', 7_775],
  ['hmrc-2011-03-31', 67_213],
])('%s becomes one tree beside a board and guests, everybody with a mail of their own', (name, size) => {
  const people = invent({ SANDBOX_ORG: chart(name) });
  expect(people).toHaveLength(size + 2 + 3 + 1);
  const byId = new Map(people.map((person) => [person.id, person]));
  expect(byId.size).toBe(people.length);
  expect(new Set(people.map(({ mail }) => mail)).size).toBe(people.length);
  const roots = people.filter(({ managerId }) => managerId === null);
  expect(roots.map(({ jobTitle }) => jobTitle)).toEqual([
    'Permanent Secretary',
    'Chair of the Board',
    'Non-executive Board Member',
    'Non-executive Board Member',
    'Adviser, Inclusion',
    '',
  ]);
  expect(people.reduce((deepest, person) => Math.max(deepest, depth(person, byId)), 0)).toBeLessThan(16);
  const staff = people.slice(0, size);
  for (const { mail } of staff) if (!/^[a-z]+\.[a-z]+\d*@contoso\.example$/.test(mail)) throw new Error(mail);
  expect(people.filter(({ roles }) => roles.includes('Coordinator'))).toHaveLength(2);
  expect(people.filter(({ roles }) => roles.includes('Sponsor'))).toHaveLength(1);
  const london = staff.filter(({ timeZone }) => timeZone === 'Europe/London').length / size;
  expect(london).toBeGreaterThan(0.85);
  expect(new Set(staff.map(({ timeZone }) => timeZone)).size).toBe(6);
});

test('the invented middle layer has at most ten each; the posts of the chart keep theirs', () => {
  const people = invent({});
  const teams = new Map<string, number>();
  for (const { managerId } of people) if (managerId !== null) teams.set(managerId, (teams.get(managerId) ?? 0) + 1);
  const invented = people.filter(({ grade }) => !grade.startsWith('SCS'));
  expect(Math.max(...invented.map(({ id }) => teams.get(id) ?? 0))).toBe(10);
});

test.each([50, 200, 1000])('a limit of %i keeps a connected top part with juniors of many depths', (limit) => {
  const people = invent({ SANDBOX_PEOPLE: String(limit) });
  expect(people).toHaveLength(limit + 6);
  const byId = new Map(people.map((person) => [person.id, person]));
  const depths = new Set(people.map((person) => depth(person, byId)));
  expect(Math.max(...depths)).toBeGreaterThanOrEqual(5);
  expect(people.filter(({ roles }) => roles.length > 0)).toHaveLength(3);
});

describe('a chart that cannot be used is refused with file and line', () => {
  const HEADER = 'id,manager_id,grade,unit,title,headcount\n';
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'counterpart-chart-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test.each([
    ['id,manager\n', ':1: expected the header id,manager_id,grade,unit,title,headcount'],
    [HEADER, ':1: the chart has no rows'],
    [`${HEADER}a,,G,U,T,1\nb,a,G,U,T\n`, ':3: expected 6 columns, found 5'],
    [`${HEADER}a,,G,U,T,1\nb,x,G,U,T,1\n`, ':3: manager_id "x" is not the id of any row'],
    [`${HEADER}a,,G,U,T,1\na,,G,U,T,1\n`, ':3: id "a" is already on line 2'],
    [`${HEADER}a,,G,U,T,0\n`, ':2: headcount: expected a whole number from 1, got "0"'],
    [`${HEADER}a,,,U,T,1\n`, ':2: grade is empty'],
    [`${HEADER}a,,G,U,T,3\nb,a,G,U,T,1\n`, ':3: manager_id "a" is a group of 3'],
    [`${HEADER}a,b,G,U,T,1\nb,a,G,U,T,1\n`, ':2: "a" reports to itself through a → b'],
    [`${HEADER}a,,G,"U,T,1\n`, ':2: '],
  ])('%j', async (text, message) => {
    const file = join(folder, 'chart.csv');
    await writeFile(file, text);
    expect(() => readChart(file)).toThrow(file + message);
  });

  test('a file that is not there', () => {
    expect(() => readChart('/nowhere/chart.csv')).toThrow('/nowhere/chart.csv: there is no such chart file');
  });
});
