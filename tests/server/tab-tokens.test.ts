import { createHmac } from 'node:crypto';
import { generateKeyPair, SignJWT } from 'jose';
import { runningProduct, type RunningProduct } from './running-product.ts';

let product: RunningProduct;
let person: string;
beforeAll(async () => {
  product = await runningProduct();
  person = product.people()[0]!.id;
});
afterAll(() => product.close());

const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const seconds = (): number => Math.floor(product.world.clock.now().getTime() / 1000);
const sign = (change: Record<string, unknown>): Promise<string> => {
  const claims: Record<string, unknown> = { ...product.claims(person), ...change };
  for (const [name, value] of Object.entries(change)) if (value === undefined) delete claims[name];
  return product.world.keys.entra.sign(claims);
};
const me = (token: string) => product.request('GET', '/api/me', { token });

test('a token that Teams got for this person and our API is good', async () => {
  const answer = await me(await product.tokenOf(person, ['Coordinator', 'Something else']));
  expect(answer.status).toBe(200);
  expect(answer.json).toMatchObject({ person: { id: person }, roles: ['Coordinator'] });
});

test('a token that the page itself got, in a browser outside Teams, is good: our own registration is its client', async () => {
  const guest = product.world.directory.list(0, 1000).find(({ userType }) => userType === 'Guest')!;
  const answer = await me(await sign({ oid: guest.id, azp: product.world.config.apiAppId }));
  expect(answer.status).toBe(200);
  expect(answer.json).toMatchObject({ person: { id: guest.id, name: guest.displayName } });
});

test.each<[string, () => Record<string, unknown>]>([
  ['another audience', () => ({ aud: '99999999-9999-4999-8999-999999999999' })],
  ['the audience as a URI (v1)', () => ({ aud: `api://${product.world.config.apiAppId}` })],
  ['the bot as its audience', () => ({ aud: product.world.config.botAppId })],
  ['another issuer', () => ({ iss: 'https://login.microsoftonline.com/99999999-9999-4999-8999-999999999999/v2.0' })],
  ['the issuer of v1', () => ({ iss: `https://sts.windows.net/${product.world.config.tenantId}/` })],
  ['another tenant', () => ({ tid: '99999999-9999-4999-8999-999999999999' })],
  ['no tenant', () => ({ tid: undefined })],
  ['another scope', () => ({ scp: 'User.Read' })],
  ['a scope that only begins alike', () => ({ scp: 'access_as_user_admin' })],
  ['no scope: an id token', () => ({ scp: undefined, azp: undefined, nonce: 'n' })],
  ['no scope: an id token of the page’s own sign-in', () => ({ scp: undefined, azp: product.world.config.apiAppId })],
  ['our own registration as client, without a person', () => ({ azp: product.world.config.apiAppId, idtyp: 'app' })],
  ['an unknown client', () => ({ azp: '99999999-9999-4999-8999-999999999999' })],
  ['the bot as its client', () => ({ azp: product.world.config.botAppId })],
  ['no client', () => ({ azp: undefined })],
  ['version 1', () => ({ ver: '1.0', appid: '5e3ce6c0-2b1f-4285-8d4b-75ee78787346' })],
  ['expired', () => ({ exp: seconds() - 61 })],
  ['not valid yet', () => ({ nbf: seconds() + 61 })],
  ['no end', () => ({ exp: undefined })],
  ['app-only', () => ({ idtyp: 'app', scp: undefined, roles: ['Coordinator'] })],
  ['app-only with a scope', () => ({ idtyp: 'app' })],
  ['no person', () => ({ oid: undefined })],
  ['a person who is no UUID', () => ({ oid: '../people' })],
])('refused: %s', async (_what, change) => {
  expect((await me(await sign(change()))).status).toBe(401);
});

test('refused: no algorithm, a shared secret, a key that is not Entra’s', async () => {
  const claims = product.claims(person);
  const none = `${base64({ alg: 'none', typ: 'JWT' })}.${base64(claims)}.`;
  const signed = `${base64({ alg: 'HS256', typ: 'JWT', kid: 'x' })}.${base64(claims)}`;
  const publicKey = JSON.stringify(product.world.keys.entra.jwks.keys[0]);
  const hs256 = `${signed}.${createHmac('sha256', publicKey).update(signed).digest('base64url')}`;
  const { privateKey } = await generateKeyPair('RS256');
  const kid = product.world.keys.entra.jwks.keys[0]?.kid ?? '';
  const forge = (header: string) =>
    new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: header }).sign(privateKey);
  const connector = await product.world.keys.connector.sign(claims);
  for (const token of [none, `${none}x`, hs256, await forge(kid), await forge('unknown'), connector, 'x', '']) {
    expect((await me(token)).status).toBe(401);
  }
});

test('refused: other ways to say who one is', async () => {
  const token = await product.tokenOf(person);
  const attempts: { headers?: Record<string, string> }[] = [
    { headers: { authorization: `Basic ${Buffer.from('a:b').toString('base64')}` } },
    { headers: { authorization: token } },
    { headers: { cookie: `token=${token}; Authorization=Bearer ${token}` } },
    {},
  ];
  for (const attempt of attempts) expect((await product.request('GET', '/api/me', attempt)).status).toBe(401);
  expect((await product.request('GET', `/api/me?access_token=${token}`)).status).toBe(401);
});

test('a role is gone with the token that had it', async () => {
  const [withRole, without] = [await product.tokenOf(person, ['Coordinator']), await product.tokenOf(person)];
  expect((await product.request('GET', '/api/programmes', { token: withRole })).status).toBe(200);
  expect((await product.request('GET', '/api/programmes', { token: without })).status).toBe(403);
  product.world.clock.advance(3_600_000 + 61_000);
  expect((await product.request('GET', '/api/programmes', { token: withRole })).status).toBe(401);
});

test('no token ever reaches the log', () => {
  expect(product.logged.length).toBeGreaterThan(20);
  expect(product.logged.join('')).not.toMatch(/eyJ|Bearer|canary/);
});
