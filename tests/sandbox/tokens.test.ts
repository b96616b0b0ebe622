import { decodeJwt } from 'jose';
import { startTenant } from './tenant.ts';
import type { Tenant } from './tenant.ts';

const GRAPH = 'https://graph.microsoft.com';
let tenant: Tenant;
beforeAll(async () => {
  tenant = await startTenant();
});
afterAll(() => tenant.remove());

const credentials = (over: Record<string, string> = {}): Record<string, string> => {
  const { apiAppId, apiAppSecret } = tenant.world.config;
  return {
    grant_type: 'client_credentials',
    client_id: apiAppId,
    client_secret: apiAppSecret,
    scope: `${GRAPH}/.default`,
    ...over,
  };
};
const onBehalf = (assertion: string, over: Record<string, string> = {}): Record<string, string> =>
  credentials({
    grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
    requested_token_use: 'on_behalf_of',
    scope: `${GRAPH}/User.Read openid profile offline_access`,
    assertion,
    ...over,
  });
const tabToken = async (): Promise<string> => {
  const [person] = tenant.world.directory.withRole('Coordinator');
  return (await tenant.control('POST', '/token', { personId: person!.id })).body['token'] as string;
};

test('the metadata names the real issuer and the local endpoints, and the key set has public keys only', async () => {
  const { tenantId } = tenant.world.config;
  const metadata = await fetch(`${tenant.address}/${tenantId}/v2.0/.well-known/openid-configuration`);
  const { issuer, jwks_uri: keys } = (await metadata.json()) as Record<string, string>;
  expect(issuer).toBe(`https://login.microsoftonline.com/${tenantId}/v2.0`);
  const [key] = ((await (await fetch(keys!)).json()) as { keys: object[] }).keys;
  expect(key).toMatchObject({ kty: 'RSA', use: 'sig', kid: expect.any(String) as string });
  expect(key).not.toHaveProperty('d');
});

test('client credentials give the granted roles, calendars not among them', async () => {
  const { body } = await tenant.token(credentials());
  const claims = decodeJwt(body['access_token'] as string);
  expect(claims).toMatchObject({ aud: GRAPH, tid: tenant.world.config.tenantId, idtyp: 'app' });
  expect(claims['roles']).toContain('User.Read.All');
  expect((claims['roles'] as string[]).join()).not.toContain('Calendars');
});

test.each([
  ['a wrong secret', { client_secret: 'wrong' }, 401, 'invalid_client', 7000215],
  ['no secret', { client_secret: undefined }, 401, 'invalid_client', 7000218],
  ['an unknown app', { client_id: '99999999-9999-4999-8999-999999999999' }, 400, 'unauthorized_client', 700016],
  ['a scope of one permission', { scope: `${GRAPH}/User.Read.All` }, 400, 'invalid_scope', 1002012],
  ['another resource', { scope: 'https://vault.azure.net/.default' }, 400, 'invalid_resource', 500011],
  ['another grant', { grant_type: 'password' }, 400, 'unsupported_grant_type', 70003],
  [
    'an assertion that nobody signed',
    {
      client_secret: undefined,
      client_assertion: 'e30.e30.e30',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    },
    401,
    'invalid_client',
    700027,
  ],
])('%s is refused as Entra refuses it', async (_what, over, status, error, code) => {
  const all = Object.entries({ ...credentials(), ...over });
  const form = Object.fromEntries(all.filter((entry): entry is [string, string] => entry[1] !== undefined));
  const answer = await tenant.token(form);
  expect(answer.status).toBe(status);
  expect(answer.body).toMatchObject({ error, error_codes: [code] });
  expect(answer.body['error_description']).toContain(`AADSTS${code}: `);
});

test('a managed identity stands for the app by its own token', async () => {
  const now = Math.floor(tenant.world.clock.now().getTime() / 1000);
  const assertion = await tenant.world.keys.entra.sign({
    iss: `https://login.microsoftonline.com/${tenant.world.config.tenantId}/v2.0`,
    aud: 'api://AzureADTokenExchange',
    tid: tenant.world.config.tenantId,
    ...{ iat: now, nbf: now, exp: now + 600 },
  });
  const { client_secret: _, ...form } = credentials({
    client_assertion: assertion,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
  });
  expect((await tenant.token(form)).status).toBe(200);
});

test('a tab token says who, with their roles, and changes into a Graph token of the same person', async () => {
  const assertion = await tabToken();
  const claims = decodeJwt(assertion);
  expect(claims).toMatchObject({ aud: tenant.world.config.apiAppId, scp: 'access_as_user', roles: ['Coordinator'] });
  const { status, body } = await tenant.token(onBehalf(assertion));
  expect(status).toBe(200);
  const me = await tenant.graph('/me?$select=id', { token: body['access_token'] as string });
  expect(me.body).toMatchObject({ id: claims['oid'] });
});

test('on-behalf-of checks the assertion truly', async () => {
  const good = await tabToken();
  const forged = `${good.slice(0, -8)}AAAAAAAA`;
  expect((await tenant.token(onBehalf(forged))).body).toMatchObject({ error: 'invalid_grant', error_codes: [50013] });
  const app = (await tenant.token(credentials())).body['access_token'] as string;
  expect((await tenant.token(onBehalf(app))).body['error_codes']).toEqual([500131]);
  const { botAppId, botAppSecret } = tenant.world.config;
  const other = { client_id: botAppId, client_secret: botAppSecret };
  expect((await tenant.token(onBehalf(good, other))).body['error_codes']).toEqual([500131]);
  const more = { scope: `${GRAPH}/Calendars.ReadWrite` };
  expect((await tenant.token(onBehalf(good, more))).body['error_codes']).toEqual([65001]);
});

test('Graph refuses a missing, forged, foreign and expired token with 401', async () => {
  const good = (await tenant.token(credentials())).body['access_token'] as string;
  const { botAppId, botAppSecret } = tenant.world.config;
  const bot = credentials({
    ...{ client_id: botAppId, client_secret: botAppSecret },
    scope: 'https://api.botframework.com/.default',
  });
  const foreign = (await tenant.token(bot)).body['access_token'] as string;
  const [header, payload, signature] = good.split('.') as [string, string, string];
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
  const raised = Buffer.from(JSON.stringify({ ...claims, roles: ['Directory.ReadWrite.All'] })).toString('base64url');
  const unsigned = Buffer.from('{"alg":"none"}').toString('base64url');
  for (const token of [
    'nonsense',
    `${header}.${raised}.${signature}`,
    `${unsigned}.${payload}.`,
    foreign,
    await tabToken(),
  ]) {
    const answer = await tenant.graph('/users', { token });
    expect(answer.status).toBe(401);
    expect(answer.body['error']).toMatchObject({ code: 'InvalidAuthenticationToken' });
  }
  expect((await tenant.graph('/users', { token: good })).status).toBe(200);
  await tenant.control('POST', '/clock', { advanceMs: 2 * 3_600_000 });
  expect((await tenant.graph('/users', { token: good })).body['error']).toMatchObject({
    message: 'Lifetime validation failed, the token is expired.',
  });
});

test('a role that is not granted and a mailbox out of scope are refused with 403', async () => {
  const settings = await tenant.graph('/groups/42');
  expect(settings).toMatchObject({ status: 403, body: { error: { code: 'Authorization_RequestDenied' } } });
  expect(await tenant.graph('/me')).toMatchObject({ status: 400, body: { error: { code: 'BadRequest' } } });
  const [someone] = tenant.world.directory.list(0, 1);
  const view = 'calendarView?startDateTime=2026-12-01T00:00:00Z&endDateTime=2026-12-02T00:00:00Z';
  const private_ = await tenant.graph(`/users/${someone!.id}/${view}`);
  expect(private_).toMatchObject({ status: 403, body: { error: { code: 'ErrorAccessDenied' } } });
  const [mailbox] = tenant.world.config.organizerMailboxes;
  expect((await tenant.graph(`/users/${mailbox}/${view}`)).status).not.toBe(403);
});
