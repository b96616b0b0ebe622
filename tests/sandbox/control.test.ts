import { startTenant } from './tenant.ts';
import type { Tenant } from './tenant.ts';

let tenant: Tenant;
beforeAll(async () => {
  tenant = await startTenant();
});
afterAll(() => tenant.remove());

test('the state shows the tenant and people worth showing', async () => {
  const { body } = await tenant.control('GET', '/state');
  const featured = body['featured'] as { name: string; roles: string[] }[];
  expect(body).toMatchObject({ organisation: 'Contoso', offsetMs: 0, peopleCount: tenant.world.directory.size() });
  expect(featured.map(({ roles }) => roles.join()).slice(0, 3)).toEqual(['Coordinator', 'Coordinator', 'Sponsor']);
  expect(featured.length).toBeGreaterThan(10);
  const [first] = tenant.world.directory.list(50, 1);
  const found = await tenant.control('GET', `/people?query=${first!.surname}&limit=5`);
  expect((found.body['people'] as { id: string }[]).map(({ id }) => id)).toContain(first!.id);
});

test('a part may name people for the picker', async () => {
  const [someone] = tenant.world.directory.list(120, 1);
  tenant.world.featured.push(() => [someone!.id]);
  const { body } = await tenant.control('GET', '/state');
  expect((body['featured'] as { id: string }[])[3]!.id).toBe(someone!.id);
});

test('roles are granted and withdrawn', async () => {
  const [person] = tenant.world.directory.list(30, 1);
  const grant = (granted: boolean): ReturnType<Tenant['control']> => {
    return tenant.control('POST', '/roles', { personId: person!.id, role: 'Sponsor', granted });
  };
  expect((await grant(true)).body['roles']).toEqual(['Sponsor']);
  expect((await grant(false)).body['roles']).toEqual([]);
});

test('the clock goes forward only, and wakes those who wait for it', async () => {
  const waiting = tenant.control('GET', '/clock?after=0');
  await new Promise((resolve) => setTimeout(resolve, 50));
  const moved = await tenant.control('POST', '/clock', { advanceMs: 60_000 });
  expect((await waiting).body['offsetMs']).toBe(60_000);
  expect(moved.body['offsetMs']).toBe(60_000);
  const at = new Date(Date.now() + 3_600_000).toISOString();
  expect((await tenant.control('POST', '/clock', { set: at })).status).toBe(200);
  for (const [body, error] of [
    [{ advanceMs: -1 }, 'advanceMs: '],
    [{ set: '2020-01-01T00:00:00Z' }, 'set: the clock never goes back'],
    [{ set: 'tomorrow' }, 'set: expected an ISO instant'],
  ] as const) {
    const answer = await tenant.control('POST', '/clock', body);
    expect(answer.status).toBe(400);
    expect(answer.body['error']).toContain(error);
  }
});

test('no other page, and no borrowed name, drives the sandbox', async () => {
  const foreign = await tenant.control('POST', '/clock', { advanceMs: 1 }, { origin: 'https://evil.example' });
  expect(foreign).toMatchObject({ status: 403, body: { error: 'Origin: not the host page' } });
  expect((await tenant.control('GET', '/state', undefined, { origin: tenant.address })).status).toBe(200);
  expect((await tenant.control('GET', '/state', undefined, { origin: 'null' })).status).toBe(403);
});

test('bad input is named', async () => {
  expect(await tenant.control('POST', '/token', {})).toMatchObject({
    status: 400,
    body: { error: 'personId: expected a text' },
  });
  expect((await tenant.control('POST', '/token', { personId: 'nobody' })).status).toBe(404);
  expect((await tenant.control('POST', '/org/change', { share: 2 })).body['error']).toContain('share: ');
  expect((await tenant.control('GET', '/nothing')).status).toBe(404);
});
