import { SignJWT, UnsecuredJWT } from 'jose';
import { createSigningKeys } from '../../../src/adapters/openid/signing-keys.ts';
import { buildWelcomeCard } from '../../../src/adapters/cards/welcome-card.ts';
import { createBot, type Bot } from '../../../src/adapters/teams/bot.ts';
import { createVerifyActivity } from '../../../src/adapters/teams/connector-token.ts';
import { pretendConnector } from './pretend-connector.ts';

const botAppId = '33333333-3333-4333-8333-333333333333';
const tenantId = '11111111-1111-4111-8111-111111111111';
const person = 'aaaaaaaa-0000-4000-8000-000000000001';
const now = new Date('2027-05-05T10:00:00Z');
const seconds = now.getTime() / 1000;
// Signed by nobody: the pretend connector does not look.
const token = 'eyJhbGciOiJSUzI1NiJ9.eyJleHAiOjQxMDI0NDQ4MDB9.x';
const links = {
  home: 'https://teams.microsoft.com/l/entity/x/home',
  privacy: 'https://teams.microsoft.com/l/entity/x/privacy',
  programmes: 'https://teams.microsoft.com/l/entity/x/programmes',
};

let connector: Awaited<ReturnType<typeof pretendConnector>>;
let bot: Bot;
const told: unknown[][] = [];

beforeAll(async () => {
  connector = await pretendConnector();
  const services = { hosts: [connector.host], allowHttp: true };
  bot = await createBot({
    botAppId,
    tenantId,
    serviceUrl: `${connector.address}/connector/`,
    services,
    token: async () => token,
    verify: createVerifyActivity({
      botAppId,
      tenantId,
      services,
      keys: createSigningKeys(`${connector.address}/openid`, 'https://api.botframework.com'),
      clock: { now: () => now },
    }),
    handlers: {
      async onCardAction(personId, data) {
        told.push(['card', personId, data]);
        return { message: 'Thank you.' };
      },
      async onMessage(personId, text) {
        told.push(['message', personId, text]);
        return buildWelcomeCard('Hello', links);
      },
      async onInstalled(...about) {
        told.push(['installed', ...about]);
      },
      async onRemoved(...about) {
        told.push(['removed', ...about]);
      },
    },
    log: { error: (error) => told.push(['error', error]) },
  });
});
beforeEach(() => {
  told.length = 0;
  connector.received.length = 0;
});
afterAll(() => connector.close());

const serviceUrl = () => `${connector.address}/connector/`;
const claims = (change: Record<string, unknown> = {}) => ({
  iss: 'https://api.botframework.com',
  aud: botAppId,
  serviceurl: serviceUrl(),
  iat: seconds,
  nbf: seconds,
  exp: seconds + 3600,
  ...change,
});
const activity = (change: Record<string, unknown> = {}) => ({
  type: 'message',
  id: '1',
  text: 'Hi',
  channelId: 'msteams',
  serviceUrl: serviceUrl(),
  from: { id: '29:x', aadObjectId: person, name: 'Canary' },
  recipient: { id: `28:${botAppId}` },
  conversation: { id: 'a:chat', conversationType: 'personal', tenantId },
  channelData: { tenant: { id: tenantId } },
  ...change,
});
const receive = async (jwt: string | Promise<string>, body: unknown = activity()) =>
  bot.receive({ authorization: `Bearer ${await jwt}`, body });

test('a message that the connector signed is heard, and answered with a card', async () => {
  expect(await receive(connector.sign(claims()))).toMatchObject({ status: 200 });
  expect(told).toEqual([['message', person, 'Hi']]);
  expect(connector.received).toMatchObject([
    {
      path: '/connector/v3/conversations/a:chat/activities',
      authorization: `Bearer ${token}`,
      body: { type: 'message', summary: 'Hello', attachments: [{ content: { type: 'AdaptiveCard' } }] },
    },
  ]);
});

test('a card’s answer is heard with the person of the activity, whatever the card says', async () => {
  const data = { action: 'enrol', personId: 'somebody else', from: { aadObjectId: 'somebody else' } };
  const body = activity({
    type: 'invoke',
    name: 'adaptiveCard/action',
    value: { action: { type: 'Action.Execute', verb: 'enrol', data }, trigger: 'manual' },
  });
  expect(await receive(connector.sign(claims()), body)).toEqual({
    status: 200,
    body: { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: 'Thank you.' },
  });
  expect(told).toEqual([['card', person, data]]);
  expect(connector.received).toEqual([]);
});

test('being added and removed is heard', async () => {
  for (const action of ['add', 'remove']) {
    await receive(connector.sign(claims()), activity({ type: 'installationUpdate', action }));
  }
  expect(told).toEqual([
    ['installed', person, 'a:chat'],
    ['removed', person, 'a:chat'],
  ]);
});

test.each<[string, () => Record<string, unknown>]>([
  ['issued by Entra', () => ({ iss: `https://login.microsoftonline.com/${tenantId}/v2.0` })],
  ['issued by Entra v1', () => ({ iss: `https://sts.windows.net/${tenantId}/` })],
  ['for another audience', () => ({ aud: '22222222-2222-4222-8222-222222222222' })],
  ['without a serviceurl', () => ({ serviceurl: undefined })],
  ['for another serviceurl', () => ({ serviceurl: 'https://smba.trafficmanager.net/teams/' })],
  ['for a serviceurl that only begins alike', () => ({ serviceurl: `${serviceUrl()}x` })],
  ['expired', () => ({ exp: seconds - 301 })],
  ['not valid yet', () => ({ nbf: seconds + 301 })],
  ['without an end', () => ({ exp: undefined })],
])('a token %s is refused, and nobody is called', async (_what, change) => {
  expect(await receive(connector.sign(claims(change())))).toEqual({ status: 401 });
  expect([told, connector.received]).toEqual([[], []]);
});

test.each<[string, () => Record<string, unknown>]>([
  ['from another channel', () => ({ channelId: 'emulator' })],
  [
    'from another tenant',
    () => ({ conversation: { id: 'a:chat', tenantId: 'other' }, channelData: { tenant: { id: 'other' } } }),
  ],
  ['from two tenants', () => ({ channelData: { tenant: { id: 'other' } } })],
  ['from no tenant', () => ({ conversation: { id: 'a:chat' }, channelData: {} })],
  ['with a service elsewhere', () => ({ serviceUrl: 'https://evil.example/' })],
  ['with our host as its user name', () => ({ serviceUrl: `http://${connector.host}@evil.example/` })],
  ['without a sender', () => ({ from: undefined })],
])('an activity %s is refused, and nobody is called', async (_what, change) => {
  const body = activity(change());
  const jwt = connector.sign(claims({ serviceurl: (body as { serviceUrl: string }).serviceUrl }));
  expect(await receive(jwt, body)).toEqual({ status: 401 });
  expect([told, connector.received]).toEqual([[], []]);
});

test('keys that are not endorsed for Teams, no key, no token', async () => {
  const unsigned = new UnsecuredJWT(claims()).encode();
  const shared = new SignJWT(claims()).setProtectedHeader({ alg: 'HS256', kid: 'teams' }).sign(Buffer.alloc(32));
  for (const jwt of [connector.signUnendorsed(claims()), connector.signBare(claims()), unsigned, shared, 'x.y.z']) {
    expect(await receive(jwt)).toEqual({ status: 401 });
  }
  expect(await bot.receive({ authorization: undefined, body: activity() })).toEqual({ status: 401 });
  expect(await bot.receive({ authorization: 'Bearer ', body: undefined })).toEqual({ status: 401 });
  expect([told, connector.received]).toEqual([[], []]);
});

test('in production http and this machine are nobody’s connector', async () => {
  const verify = createVerifyActivity({
    botAppId,
    tenantId,
    services: { hosts: ['smba.trafficmanager.net', connector.host], allowHttp: false },
    keys: createSigningKeys(`${connector.address}/openid`, 'https://api.botframework.com'),
    clock: { now: () => now },
  });
  expect(await verify(`Bearer ${await connector.sign(claims())}`, activity())).toBeNull();
  const real = 'https://smba.trafficmanager.net/emea/';
  const jwt = await connector.sign(claims({ serviceurl: real }));
  expect(await verify(`Bearer ${jwt}`, activity({ serviceUrl: real }))).toMatchObject({ serviceUrl: real });
});

test('keys of a metadata that names another issuer or origin are not used', async () => {
  const keys = createSigningKeys(`${connector.address}/openid`, 'https://evil.example');
  await expect(keys.find({ alg: 'RS256' }, {} as never)).rejects.toMatchObject({ code: 'signing-keys-unavailable' });
});
