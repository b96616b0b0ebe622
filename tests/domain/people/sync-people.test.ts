import { createDirectory } from '../../../src/adapters/graph/directory.ts';
import { systemScope } from '../../../src/domain/kernel/unit-of-work.ts';
import { findPeople } from '../../../src/domain/people/find-people.ts';
import { DirectoryUnavailable } from '../../../src/domain/people/ports.ts';
import type { Directory } from '../../../src/domain/people/ports.ts';
import { refreshParticipant } from '../../../src/domain/people/refresh-participant.ts';
import { showChart } from '../../../src/domain/people/show-chart.ts';
import { showDirectory } from '../../../src/domain/people/show-directory.ts';
import { syncPeople } from '../../../src/domain/people/sync-people.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { graphSandbox } from '../../support/graph-sandbox.ts';

let sandbox: Awaited<ReturnType<typeof graphSandbox>>;
let database: TestDatabase;
beforeEach(async () => {
  sandbox = await graphSandbox({ people: 340 });
  database = await createTestDatabase({ clock: sandbox.clock });
});
afterEach(async () => {
  expect(sandbox.violations()).toEqual([]);
  await database.close();
  await sandbox.close();
});

const deps = (change: Partial<Directory> = {}) => ({
  transact: database.transact,
  clock: sandbox.clock,
  directory: { ...createDirectory(sandbox.graph), ...change },
});

const chart = () => database.transact(systemScope, (stores) => stores.chart.all());

/** What the chart should hold: members with an account, under managers who are in it too. */
function expectedChart() {
  const people = sandbox.world.directory
    .list(0, 10_000)
    .filter((person) => person.userType === 'Member' && person.accountEnabled);
  const present = new Set(people.map((person) => person.id));
  return people.map(({ id, managerId }) => ({ id, managerId: present.has(managerId ?? '') ? managerId : null }));
}

async function sync(change: Partial<Directory> = {}) {
  const result = await syncPeople(deps(change))({});
  if (!result.ok) throw new Error(result.fault.code);
  return result.value;
}

test('reads everybody page by page, then only what changes', async () => {
  const first = await sync();
  const size = sandbox.world.directory.size();
  expect(first).toMatchObject({ phase: 'ready', pages: Math.ceil(size / 100), peopleRead: size, fault: null });
  expect(await chart()).toEqual(expectedChart());

  const { directory } = sandbox.world;
  const staff = directory.list(0, 400).filter((person) => directory.reportsOf(person.id).length === 0);
  const boss = directory.list(0, 400).find((person) => person.managerId !== null && !staff.includes(person))!;
  const mover = staff.find((person) => person.managerId !== boss.id)!;
  const formerManager = mover.managerId!;
  directory.move(mover.id, boss.id);
  directory.leave(staff.find((person) => person.id !== mover.id)!.id);
  const before = sandbox.requests.length;
  await sync();
  expect(sandbox.requests.length - before).toBe(1);
  expect(await chart()).toEqual(expectedChart());
  const former = await database.transact(systemScope, (stores) => stores.chart.formerManagers([mover.id]));
  expect(former).toMatchObject([{ personId: mover.id, managerId: formerManager }]);
  const shown = await showDirectory(deps())({});
  expect(shown).toMatchObject({ ok: true, value: { phase: 'ready', people: expectedChart().length, leavers: 1 } });
});

test('stopped at any page, it goes on with that page and misses no change in between', async () => {
  const real = createDirectory(sandbox.graph);
  const links: (string | null)[] = [];
  let pagesUntilStop = 1;
  const page: Directory['page'] = async (link) => {
    if (pagesUntilStop === 0) throw new Error('killed');
    pagesUntilStop -= 1;
    links.push(link);
    return real.page(link);
  };
  for (const stopAfter of [1, 2]) {
    pagesUntilStop = stopAfter;
    await expect(sync({ page })).rejects.toThrow('killed');
    const { directory } = sandbox.world;
    const [someone, boss] = [directory.list(20, 1)[0]!, directory.list(0, 400).find((one) => one.managerId === null)!];
    if (someone.id !== boss.id) directory.move(someone.id, boss.id);
  }
  pagesUntilStop = 100;
  await sync({ page });
  // Every page once.
  expect(new Set(links).size).toBe(links.length);
  expect(links).toHaveLength(Math.ceil(sandbox.world.directory.size() / 100));
  expect(await chart()).toEqual(expectedChart());
});

test('a bookmark that is too old starts it over, and who left unnoticed is found', async () => {
  await sync();
  const { directory, clock } = sandbox.world;
  const leaver = directory.list(0, 400).find((person) => directory.reportsOf(person.id).length === 0)!;
  directory.leave(leaver.id);
  clock.advance(9 * 24 * 3_600_000);
  const state = await sync();
  expect(state).toMatchObject({ phase: 'ready', pages: Math.ceil(directory.size() / 100) });
  expect(await chart()).toEqual(expectedChart());
});

test('names are kept of participants only, and follow the directory', async () => {
  await sync();
  const [joined] = sandbox.world.directory.list(0, 1);
  const details = { ...(await createDirectory(sandbox.graph).look([joined!.id]))[0]!, displayName: 'Old Name' };
  const hours = { timeZone: 'Europe/Paris', worksFrom: '08:00', worksTo: '16:00' };
  await database.transact(systemScope, async ({ participants, chart: store }) => {
    await participants.save([{ ...details, ...hours, refreshedAt: sandbox.clock.now() }]);
    await store.saveSyncState({ ...(await store.syncState()), phase: 'never' });
  });
  await sync();
  const kept = await database.transact(systemScope, ({ participants }) => participants.get(joined!.id));
  expect(kept).toMatchObject({ displayName: joined!.displayName, ...hours });
});

test('what is wrong is shown in the state, and gone when it works again', async () => {
  const bookmark = () => Promise.reject(new DirectoryUnavailable('no', 'Authorization_RequestDenied'));
  await expect(sync({ bookmark })).rejects.toThrow(DirectoryUnavailable);
  expect(await showDirectory(deps())({})).toMatchObject({ value: { fault: 'Authorization_RequestDenied' } });
  expect((await sync()).fault).toBeNull();
});

test('an empty directory is a missing permission: nobody is marked as gone', async () => {
  await sync();
  const before = await chart();
  const changes: Directory['changes'] = async () => 'expired';
  const page: Directory['page'] = async () => ({ people: [], left: [], nextLink: null, deltaLink: null });
  expect(await syncPeople(deps({ changes, page }))({})).toMatchObject({
    ok: false,
    fault: { code: 'empty-directory' },
  });
  expect(await chart()).toEqual(before);
});

test('who is disabled or a guest leaves the chart; who comes back has a manager again', async () => {
  await sync();
  const { directory } = sandbox.world;
  const person = directory.list(0, 400).find((one) => one.managerId !== null && one.userType === 'Member')!;
  const [details] = await createDirectory(sandbox.graph).look([person.id]);
  const told = (isDisabled: boolean, isGuest = false): Directory['changes'] => {
    const people = [{ details: { ...details!, isGuest }, managerId: null, managerKnown: false, isDisabled }];
    return async (link) => ({ people, left: [], nextLink: null, deltaLink: link });
  };
  const shown = async () => (await chart()).find((one) => one.id === person.id);
  await sync({ changes: told(true) });
  expect(await shown()).toBeUndefined();
  await sync({ changes: told(false) });
  expect(await shown()).toEqual({ id: person.id, managerId: person.managerId });
  await sync({ changes: told(false, true) });
  expect(await shown()).toBeUndefined();
});

test('the chart is shown level by level, with live names', async () => {
  await sync();
  const { directory } = sandbox.world;
  const top = await showChart(deps())({});
  if (!top.ok) throw new Error(top.fault.code);
  expect(top.value.line).toEqual([]);
  const head = top.value.nodes[0]!;
  expect(head.person.displayName).toBe(directory.get(head.person.id)!.displayName);
  const below = await showChart(deps())({ under: head.person.id });
  if (!below.ok) throw new Error(below.fault.code);
  expect(below.value.line.map((person) => person.id)).toEqual([head.person.id]);
  const reports = below.value.nodes.reduce((sum, node) => sum + 1 + node.reports, 0);
  expect(below.value.more).toBe(0);
  expect(reports).toBe(head.reports);
  const deep = await showChart(deps())({ under: below.value.nodes[0]!.person.id });
  if (!deep.ok) throw new Error(deep.fault.code);
  expect(deep.value.line.map((person) => person.id)).toEqual([head.person.id, below.value.nodes[0]!.person.id]);
  expect(await showChart(deps())({ under: '00000000-0000-4000-8000-000000000000' })).toMatchObject({
    fault: { code: 'not-in-chart', at: 'under' },
  });
});

test('people are found by the beginning of their name', async () => {
  const [someone] = sandbox.world.directory.list(7, 1);
  const found = await findPeople(deps())({ query: ` ${someone!.givenName} ` });
  expect(found.ok && found.value.map((person) => person.id)).toContain(someone!.id);
  expect(await findPeople(deps())({ query: '  ' })).toEqual({ ok: true, value: [] });
});

test('a participant’s hours are read anew; who is in no programme is not added', async () => {
  const [person] = sandbox.world.directory.list(0, 1);
  const workingHours = {
    of: async () => [{ id: person!.id, timeZone: 'Asia/Tokyo', worksFrom: '10:00', worksTo: '18:00' }],
  };
  const refresh = refreshParticipant({ ...deps(), workingHours });
  expect(await refresh({ personId: person!.id })).toMatchObject({ fault: { code: 'not-a-participant' } });
  const [details] = await createDirectory(sandbox.graph).look([person!.id]);
  const unknown = { timeZone: null, worksFrom: null, worksTo: null, refreshedAt: sandbox.clock.now() };
  await database.transact(systemScope, (stores) => stores.participants.save([{ ...details!, ...unknown }]));
  expect(await refresh({ personId: person!.id })).toMatchObject({
    value: { timeZone: 'Asia/Tokyo', worksFrom: '10:00' },
  });
});
