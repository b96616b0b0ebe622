import { randomUUID } from 'node:crypto';
import { systemScope } from '../../../src/domain/kernel/unit-of-work.ts';
import type { ChartStore } from '../../../src/domain/people/ports.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.close());

const day = (number: number): Date => new Date(Date.UTC(2026, 10, number));
const inChart = <T>(work: (chart: ChartStore) => Promise<T>): Promise<T> =>
  database.transact(systemScope, ({ chart }) => work(chart));
const [ada, bob, cy, di, eve, lone] = Array.from(
  { length: 6 },
  (_, index) => `${index}0000000-0000-4000-8000-000000000000`,
) as [string, string, string, string, string, string];

/** ada over bob and di, bob over cy; lone has nobody above or below. */
const people = [
  { id: ada, managerId: null },
  { id: bob, managerId: ada },
  { id: cy, managerId: bob },
  { id: di, managerId: ada },
  { id: lone, managerId: null },
];

test('the chart is read with lines, reports and roots', async () => {
  await inChart((chart) => chart.upsert(people, day(1)));
  await inChart(async (chart) => {
    expect(await chart.lineOf(cy)).toEqual([cy, bob, ada]);
    expect(await chart.lineOf(randomUUID())).toEqual([]);
    expect(await chart.reportsOf(ada, 10)).toEqual([
      { id: bob, reports: 1 },
      { id: di, reports: 0 },
    ]);
    expect(await chart.reportsOf(null, 10)).toEqual([{ id: ada, reports: 3 }]);
    expect(await chart.reportsOf(ada, 1)).toEqual([{ id: bob, reports: 1 }]);
    expect(await chart.size()).toEqual({ people: 5, leavers: 0, roots: 1 });
    expect(await chart.all()).toEqual([...people].sort((one, other) => (one.id < other.id ? -1 : 1)));
    expect(await chart.isPresent(lone)).toBe(true);
    expect(await chart.isPresent(randomUUID())).toBe(false);
  });
});

test('only changes count as changes, and a changed manager goes into the history', async () => {
  expect(await inChart((chart) => chart.upsert(people, day(1)))).toBe(5);
  expect(await inChart((chart) => chart.upsert(people, day(2)))).toBe(0);
  const moved = [
    { id: cy, managerId: di },
    { id: eve, managerId: di },
    { id: di, managerId: ada },
  ];
  expect(await inChart((chart) => chart.upsert(moved, day(3)))).toBe(2);
  expect(await inChart((chart) => chart.upsert([{ id: cy, managerId: null }], day(4)))).toBe(1);
  expect(await inChart((chart) => chart.formerManagers([cy, di]))).toEqual([
    { personId: cy, managerId: bob, until: day(3) },
    { personId: cy, managerId: di, until: day(4) },
  ]);
});

test('leavers lose their manager and keep their history; who returns is a change', async () => {
  await inChart((chart) => chart.upsert(people, day(1)));
  expect(await inChart((chart) => chart.markLeft([bob, randomUUID()], day(2)))).toBe(1);
  expect(await inChart((chart) => chart.markLeft([bob], day(3)))).toBe(0);
  await inChart(async (chart) => {
    expect(await chart.formerManagers([bob])).toEqual([{ personId: bob, managerId: ada, until: day(2) }]);
    expect(await chart.isPresent(bob)).toBe(false);
    expect(await chart.leavers([bob, cy])).toEqual(new Set([bob]));
    expect(await chart.lineOf(cy)).toEqual([cy]);
    expect(await chart.size()).toEqual({ people: 4, leavers: 1, roots: 1 });
    expect(await chart.all()).toContainEqual({ id: cy, managerId: null });
  });
  expect(await inChart((chart) => chart.upsert([{ id: bob, managerId: ada }], day(4)))).toBe(1);
  expect(await inChart((chart) => chart.lineOf(cy))).toEqual([cy, bob, ada]);
});

test('who is not seen in a full reading has left', async () => {
  await inChart((chart) => chart.upsert(people, day(1)));
  await inChart((chart) => chart.upsert([{ id: ada, managerId: null }], day(5)));
  await inChart((chart) => chart.upsert([{ id: bob, managerId: ada }], day(6)));
  expect(await inChart((chart) => chart.markUnseen(day(5), day(7)))).toBe(3);
  expect(await inChart((chart) => chart.size())).toEqual({ people: 2, leavers: 3, roots: 1 });
});

test("a circle, someone's own manager and a person named twice do no harm", async () => {
  const odd = [
    { id: ada, managerId: cy },
    { id: bob, managerId: ada },
    { id: cy, managerId: bob },
    { id: di, managerId: di },
    { id: di, managerId: di },
  ];
  await inChart((chart) => chart.upsert(odd, day(1)));
  await inChart(async (chart) => {
    expect(await chart.lineOf(cy)).toEqual([cy, bob, ada]);
    expect(await chart.reportsOf(ada, 10)).toMatchObject([{ id: bob }]);
    expect(await chart.lineOf(di)).toEqual([di]);
    expect(await chart.reportsOf(null, 10)).toEqual([]);
  });
});

test('how far the reading has got is kept', async () => {
  const state = {
    phase: 'reading' as const,
    nextLink: 'https://graph.microsoft.com/v1.0/users?$skiptoken=1',
    deltaLink: null,
    pages: 3,
    peopleRead: 300,
    startedAt: day(1),
    finishedAt: null,
    fault: null,
  };
  expect(await inChart((chart) => chart.syncState())).toMatchObject({ phase: 'never', pages: 0, startedAt: null });
  await inChart((chart) => chart.saveSyncState({ ...state, pages: 1 }));
  await inChart((chart) => chart.saveSyncState(state));
  expect(await inChart((chart) => chart.syncState())).toEqual(state);
});
