import type { Person } from '../../src/sandbox/people/person.ts';
import { EVENTUAL, startTenant } from './tenant.ts';
import type { Tenant } from './tenant.ts';

type User = { id: string; displayName: string; manager?: { id: string } };
let tenant: Tenant;
beforeAll(async () => {
  tenant = await startTenant();
});
afterAll(async () => {
  expect(tenant.world.contract.counts().violations).toEqual([]);
  await tenant.remove();
});

/** Follows next links to the end. */
async function readAll(first: string): Promise<{ users: User[]; pages: number[]; last: Record<string, unknown> }> {
  const users: User[] = [];
  const pages: number[] = [];
  let last: Record<string, unknown> = {};
  for (let link: string | undefined = first; link !== undefined; link = last['@odata.nextLink'] as string | undefined) {
    const { status, body } = await tenant.graph(link);
    expect(status).toBe(200);
    last = body;
    pages.push((body['value'] as User[]).length);
    users.push(...(body['value'] as User[]));
  }
  return { users, pages, last };
}

test('a page with $expand holds 100, whatever $top says, and every person comes exactly once', async () => {
  const { users, pages } = await readAll('/users?$top=999&$select=id,displayName&$expand=manager($select=id)');
  const size = tenant.world.directory.size();
  expect(pages).toEqual([100, 100, size - 200]);
  expect(new Set(users.map(({ id }) => id)).size).toBe(size);
  for (const { id, manager } of users) expect(manager?.id ?? null).toBe(tenant.world.directory.get(id)!.managerId);
});

test('without $expand a page is 100 by default and as long as $top', async () => {
  expect((await readAll('/users')).pages[0]).toBe(100);
  expect((await readAll('/users?$top=999&$select=id')).pages).toEqual([tenant.world.directory.size()]);
  expect((await tenant.graph('/users?$top=999&$select=id')).headers.get('x-ms-resource-unit')).toBe('1');
});

test('nobody is lost or doubled when someone leaves between two pages', async () => {
  const first = await tenant.graph('/users?$select=id');
  const leaver = (first.body['value'] as User[])[3]!.id;
  const junior = tenant.world.directory
    .list(0, 999)
    .find(({ id }) => tenant.world.directory.reportsOf(id).length === 0)!;
  tenant.world.directory.leave(junior.id);
  const rest = await readAll(first.body['@odata.nextLink'] as string);
  const ids = [...(first.body['value'] as User[]), ...rest.users].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toContain(leaver);
  expect(ids.length).toBeGreaterThanOrEqual(tenant.world.directory.size());
});

test('one user by id and by name, their manager, their reports', async () => {
  const person = tenant.world.directory.list(0, 200).find(({ id }) => tenant.world.directory.reportsOf(id).length > 1)!;
  const byName = await tenant.graph(
    `/users/${person.userPrincipalName.toUpperCase()}?$select=id,department,employeeType`,
  );
  expect(byName.body).toMatchObject({ id: person.id, department: person.department, employeeType: person.grade });
  expect((await tenant.graph(`/users/${person.id}`)).body).not.toHaveProperty('department');
  const { body } = await tenant.graph(`/users/${person.id}/directReports?$select=id&$top=1`);
  expect(body).toMatchObject({ value: [{ '@odata.type': '#microsoft.graph.user' }] });
  expect(body['@odata.nextLink']).toContain('$skiptoken=');
  const manager = await tenant.graph(`/users/${(body['value'] as User[])[0]!.id}/manager?$select=id`);
  expect(manager.body).toMatchObject({ id: person.id, '@odata.type': '#microsoft.graph.user' });
  expect((await tenant.graph('/users/nobody@contoso.example')).status).toBe(404);
  const root = tenant.world.directory.list(0, 999).find(({ managerId }) => managerId === null)!;
  expect((await tenant.graph(`/users/${root.id}/manager`)).body).toMatchObject({
    error: { code: 'Request_ResourceNotFound' },
  });
});

test('the whole line of managers in one request', async () => {
  const line = (user: User): string[] => [user.id, ...(user.manager === undefined ? [] : line(user.manager as User))];
  const deep = tenant.world.directory.list(0, 999).find(({ managerId }) => {
    return managerId !== null && tenant.world.directory.get(managerId)!.managerId !== null;
  })!;
  const { body } = await tenant.graph(`/users/${deep.id}?$select=id&$expand=manager($levels=max;$select=id)`, EVENTUAL);
  const ids = line(body as User);
  expect(ids.length).toBeGreaterThan(2);
  expect(tenant.world.directory.get(ids.at(-1)!)!.managerId).toBeNull();
});

test('filters, search and count, with what they need', async () => {
  const [one, other] = tenant.world.directory.list(10, 2) as [Person, Person];
  const ids = async (query: string, init = {}): Promise<string[]> => {
    return ((await tenant.graph(`/users?$select=id&${query}`, init)).body['value'] as User[]).map(({ id }) => id);
  };
  expect(await ids(`$filter=id in ('${one.id}','${other.id}')`)).toEqual([one.id, other.id]);
  expect(await ids(`$filter=mail eq '${one.mail}'`)).toEqual([one.id]);
  expect(await ids(`$filter=userPrincipalName eq '${one.mail}' and accountEnabled eq true`)).toEqual([one.id]);
  expect(await ids(`$filter=startswith(displayName,'${one.displayName}')`)).toContain(one.id);
  expect(await ids("$filter=userType ne 'Member'&$count=true", EVENTUAL)).toHaveLength(3);
  const surname = one.surname.slice(0, 4);
  expect(await ids(`$search="displayName:${surname}"&$orderby=displayName`, EVENTUAL)).toContain(one.id);
  const count = await tenant.graph('/users/$count', EVENTUAL);
  expect(count.body['text']).toBe(String(tenant.world.directory.size()));

  for (const query of [
    '$count=true',
    '$search="displayName:a"',
    "$filter=userType ne 'Member'",
    '$filter=shoeSize eq 7',
  ]) {
    expect((await tenant.graph(`/users?${query}`)).status).toBe(400);
  }
  const many = Array.from({ length: 16 }, (_, at) => `'${at}'`).join();
  const halves = `mail in (${many.slice(0, 31)}) or userPrincipalName in (${many.slice(0, 35)})`;
  expect((await tenant.graph(`/users?$filter=${halves}`)).status).toBe(400);
  expect((await tenant.graph(`/users?$filter=id in (${many})`)).body['error']).toMatchObject({
    message: expect.stringContaining('Max allowed: 15') as string,
  });
});

test('delta tells changed managers and leavers, once, when the link is taken before the pages', async () => {
  const { directory } = tenant.world;
  const latest = await tenant.graph('/users/delta?$deltatoken=latest&$select=id,displayName,manager');
  expect(latest.body).toMatchObject({ value: [] });
  const managers = directory.list(0, 999).filter(({ id }) => directory.reportsOf(id).length > 0);
  const mover = directory
    .list(0, 999)
    .find(({ id, managerId }) => managerId !== null && directory.reportsOf(id).length === 0)!;
  const [before, after] = [mover.managerId!, managers.find(({ id }) => id !== mover.managerId)!.id];
  expect((await tenant.control('POST', '/org/move', { personId: mover.id, managerId: after })).status).toBe(200);
  const leaver = directory.list(0, 999).find(({ id }) => id !== mover.id && directory.reportsOf(id).length === 0)!;
  await tenant.control('POST', '/org/leave', { personId: leaver.id });

  const round = await readAll(latest.body['@odata.deltaLink'] as string);
  expect(round.users).toContainEqual({
    id: mover.id,
    displayName: mover.displayName,
    'manager@delta': [
      { '@odata.type': '#microsoft.graph.user', id: before, '@removed': { reason: 'deleted' } },
      { '@odata.type': '#microsoft.graph.user', id: after },
    ],
  });
  expect(round.users).toContainEqual({ id: leaver.id, '@removed': { reason: 'changed' } });
  expect((await readAll(round.last['@odata.deltaLink'] as string)).users).toEqual([]);
});

test('a share of the people gets other managers, without a ring, and shows in the delta by pages', async () => {
  const { directory } = tenant.world;
  const { last } = await readAll('/users/delta?$select=manager');
  const { body } = await tenant.control('POST', '/org/change', { share: 0.1, seed: 7 });
  const moved = await tenant.graph(last['@odata.deltaLink'] as string, { headers: { Prefer: 'odata.maxpagesize=10' } });
  expect(moved.body['value']).toHaveLength(10);
  const rest = await readAll(moved.body['@odata.nextLink'] as string);
  expect(rest.users.length + 10).toBe(body['moved']);
  expect(body['moved']).toBe(Math.round(directory.size() * 0.1));
  for (const person of directory.list(0, 999)) {
    const seen = new Set<string>();
    for (let at = person; at.managerId !== null; at = directory.get(at.managerId)!) {
      expect(seen.has(at.id)).toBe(false);
      seen.add(at.id);
    }
  }
});

test('nobody is moved below their own report', async () => {
  const { directory } = tenant.world;
  const person = directory.list(0, 999).find(({ id }) => directory.reportsOf(id).length > 0)!;
  const answer = await tenant.control('POST', '/org/move', {
    personId: person.id,
    managerId: directory.reportsOf(person.id)[0]!.id,
  });
  expect(answer.status).toBe(409);
  expect(answer.body['error']).toContain('stands below');
});

test('a delta link older than seven days answers 410 with where to start again', async () => {
  const { body } = await tenant.graph('/users/delta?$deltatoken=latest&$select=id,manager');
  await tenant.control('POST', '/clock', { advanceMs: 8 * 24 * 3_600_000 });
  const gone = await tenant.graph(body['@odata.deltaLink'] as string);
  expect(gone.status).toBe(410);
  const location = gone.headers.get('location')!;
  expect(location).toBe('https://graph.microsoft.com/v1.0/users/delta?$deltatoken=&$select=id%2Cmanager');
  expect((await readAll(location)).users).toHaveLength(tenant.world.directory.size());
});

test('the organisation is one', async () => {
  const { body } = await tenant.graph('/organization?$select=id,displayName');
  expect(body['value']).toEqual([{ id: tenant.world.config.tenantId, displayName: 'Contoso' }]);
});
