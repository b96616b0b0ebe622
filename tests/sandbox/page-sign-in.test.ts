import { createHash, randomBytes } from 'node:crypto';
import { decodeJwt } from 'jose';
import { startTenant } from './tenant.ts';
import type { Tenant } from './tenant.ts';

let tenant: Tenant;
beforeAll(async () => {
  tenant = await startTenant({ SANDBOX_PEOPLE: '40' });
});
afterAll(() => tenant.remove());

const page = 'http://127.0.0.1:4401';
const verifier = randomBytes(32).toString('base64url');
const guest = () => tenant.world.directory.list(0, 300).find(({ userType }) => userType === 'Guest')!;

function asked(over: Record<string, string | undefined> = {}): string {
  const { apiAppId, tenantId } = tenant.world.config;
  const all = {
    client_id: apiAppId,
    response_type: 'code',
    redirect_uri: `${page}/tab/home`,
    response_mode: 'fragment',
    scope: `${apiAppId}/access_as_user openid profile offline_access`,
    state: 'its state',
    nonce: 'its nonce',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...over,
  };
  const query = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return `${tenant.address}/${tenantId}/oauth2/v2.0/authorize?${new URLSearchParams(query).toString()}`;
}
const choose = (choice: Record<string, string>) =>
  fetch(asked(), { method: 'POST', body: new URLSearchParams(choice), redirect: 'manual' });
/** The code with which a person's browser comes back. */
const codeOf = async (person: string): Promise<string> => {
  const back = new URL((await choose({ person })).headers.get('location') ?? '');
  return new URLSearchParams(back.hash.slice(1)).get('code') ?? '';
};
const redeem = async (form: Record<string, string>, origin: string | null = page) => {
  const { tenantId, apiAppId } = tenant.world.config;
  const body = new URLSearchParams({
    client_id: apiAppId,
    grant_type: 'authorization_code',
    redirect_uri: `${page}/tab/home`,
    code_verifier: verifier,
    ...form,
  });
  const headers = origin === null ? {} : { origin };
  const response = await fetch(`${tenant.address}/${tenantId}/oauth2/v2.0/token`, { method: 'POST', body, headers });
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Record<string, unknown>,
  };
};

test('the page offers guests and colleagues, says that it is a sandbox, and sends back whoever is chosen', async () => {
  const shown = await (await fetch(asked())).text();
  expect(shown).toContain('Nobody has a password here');
  expect(shown).toContain(guest().mail);
  const answer = await choose({ mail: ` ${guest().mail.toUpperCase()} ` });
  expect(answer.status).toBe(302);
  const back = new URL(answer.headers.get('location')!);
  expect(back.origin + back.pathname).toBe(`${page}/tab/home`);
  expect(new URLSearchParams(back.hash.slice(1)).get('state')).toBe('its state');
  const nobody = await choose({ mail: '<b>nobody</b>' });
  expect([nobody.status, nobody.headers.get('location')]).toEqual([200, null]);
  expect(await nobody.text()).not.toContain('<b>nobody');
});

test('a code gives the guest’s own tokens for our API, readable by the page alone', async () => {
  const { status, headers, body } = await redeem({ code: await codeOf(guest().id) });
  expect(status).toBe(200);
  expect(headers.get('access-control-allow-origin')).toBe(page);
  const { apiAppId, tenantId } = tenant.world.config;
  const access = decodeJwt(body['access_token'] as string);
  expect(access).toMatchObject({ aud: apiAppId, azp: apiAppId, oid: guest().id, tid: tenantId, scp: 'access_as_user' });
  const id = decodeJwt(body['id_token'] as string);
  expect(id).toMatchObject({ aud: apiAppId, nonce: 'its nonce', name: guest().displayName });
  expect(id).not.toHaveProperty('scp');
  const home = JSON.parse(Buffer.from(body['client_info'] as string, 'base64url').toString()) as { utid: string };
  expect(home.utid).not.toBe(tenantId);
});

test('a code is good once, and a refresh token too', async () => {
  const code = await codeOf(guest().id);
  const first = await redeem({ code });
  expect((await redeem({ code })).body).toMatchObject({ error: 'invalid_grant', error_codes: [54005] });
  const refresh = { grant_type: 'refresh_token', refresh_token: first.body['refresh_token'] as string };
  const second = await redeem(refresh);
  expect(decodeJwt(second.body['access_token'] as string)).toMatchObject({ oid: guest().id });
  expect((await redeem(refresh)).body).toMatchObject({ error: 'invalid_grant', error_codes: [700084] });
  const latest = { ...refresh, refresh_token: second.body['refresh_token'] as string };
  await tenant.control('POST', '/clock', { advanceMs: 25 * 3_600_000 });
  expect((await redeem(latest)).body).toMatchObject({ error: 'invalid_grant', error_codes: [700084] });
});

test.each<[string, Record<string, string>, string | null, number]>([
  ['another verifier', { code_verifier: 'x'.repeat(43) }, page, 501481],
  ['another redirect address', { redirect_uri: 'http://127.0.0.1:4401/tab/privacy' }, page, 500112],
  ['another client', { client_id: '33333333-3333-4333-8333-333333333333' }, page, 700005],
  ['a page of another origin', {}, 'http://evil.example', 700005],
  ['no page at all', {}, null, 9002327],
  ['a code that nobody was given', { code: 'made-up' }, page, 54005],
])('refused at the token endpoint: %s', async (_what, form, origin, code) => {
  const answer = await redeem({ code: await codeOf(guest().id), ...form }, origin);
  expect(answer.status).toBe(400);
  expect(answer.body['error_codes']).toEqual([code]);
  if (origin !== page) expect(answer.headers.get('access-control-allow-origin')).toBeNull();
});

test.each([
  ['an unknown client', { client_id: '99999999-9999-4999-8999-999999999999' }, 'AADSTS700016'],
  ['an address that isn’t registered', { redirect_uri: 'http://evil.example/tab/home' }, 'AADSTS50011'],
  ['a longer address', { redirect_uri: `${page}/tab/home/more` }, 'AADSTS50011'],
  ['no PKCE', { code_challenge: undefined }, 'AADSTS9002325'],
  ['plain PKCE', { code_challenge_method: 'plain' }, 'AADSTS9002325'],
  ['a token at once', { response_type: 'token' }, 'AADSTS700054'],
  ['itself by its URI', { scope: 'api://x/access_as_user openid' }, 'AADSTS90009'],
  ['another scope', { scope: 'https://graph.microsoft.com/Mail.Read openid' }, 'AADSTS70011'],
])('refused at the door, without being sent anywhere: %s', async (_what, over, code) => {
  const answer = await fetch(asked(over), { redirect: 'manual' });
  expect([answer.status, answer.headers.get('location')]).toEqual([400, null]);
  expect(await answer.text()).toContain(code);
});
