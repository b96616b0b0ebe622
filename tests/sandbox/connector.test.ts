/* eslint-disable @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-return -- what travels is asserted, not typed */
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { startChatting } from './chat-harness.ts';
import type { Chatting } from './chat-harness.ts';

const QUESTION = {
  type: 'AdaptiveCard',
  version: '1.5',
  body: [
    { type: 'TextBlock', text: 'What would you like to learn?' },
    {
      type: 'Input.ChoiceSet',
      id: 'wishes',
      isMultiSelect: true,
      isRequired: true,
      choices: ['data', 'law', 'writing', 'speaking', 'budgets'].map((value) => ({ title: value, value })),
    },
    { type: 'Input.Text', id: 'more' },
  ],
  actions: [
    { type: 'Action.Execute', title: 'Not now', verb: 'decline', data: { programme: 7 } },
    { type: 'Action.Execute', title: 'Join', verb: 'enrol', data: { programme: 7 } },
  ],
};
const RECEIPT = { type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text: 'You are in.' }] };
const asMessage = (content: unknown) => ({
  type: 'message',
  attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content }],
});
const asAnswer = (value: unknown) => ({
  status: 200,
  body: { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value },
});

let it: Chatting;
beforeAll(async () => {
  it = await startChatting();
});
afterAll(() => it.close());

const { tenantId, botAppId, teamsAppId } = {
  tenantId: '11111111-1111-4111-8111-111111111111',
  botAppId: '33333333-3333-4333-8333-333333333333',
  teamsAppId: '44444444-4444-4444-8444-444444444444',
};

async function installFor(personId: string): Promise<string> {
  const { body } = await it.control('POST', '/chats/install', { personId });
  return body.conversationId as string;
}

async function ask(conversationId: string): Promise<string> {
  const path = `/v3/conversations/${conversationId}/activities`;
  return (await it.connector('POST', path, asMessage(QUESTION))).body.id as string;
}

test('an app installed through Graph gives a chat, and the bot hears of it in a signed activity', async () => {
  const person = it.people[0]!;
  const apps = await it.graph('GET', `/appCatalogs/teamsApps?$filter=externalId eq '${teamsAppId}'`);
  expect(apps.body.value).toMatchObject([{ externalId: teamsAppId, distributionMethod: 'organization' }]);
  const installs = `/users/${person}/teamwork/installedApps`;
  const bind = {
    'teamsApp@odata.bind': `https://graph.microsoft.com/v1.0/appCatalogs/teamsApps/${apps.body.value[0].id}`,
  };

  expect((await it.graph('POST', installs, bind)).status).toBe(201);
  expect((await it.graph('POST', installs, bind)).status).toBe(409);
  const listed = await it.graph('GET', `${installs}?$expand=teamsApp&$filter=teamsApp/externalId eq '${teamsAppId}'`);
  expect(listed.body.value).toMatchObject([{ teamsApp: { externalId: teamsAppId } }]);
  const chat = await it.graph('GET', `${installs}/${listed.body.value[0].id}/chat`);
  expect(chat.body.id).toBe(`19:${person}_${botAppId}@unq.gbl.spaces`);

  const { activity, headers } = await it.bot.hears('installationUpdate');
  expect(activity).toMatchObject({
    action: 'add',
    channelId: 'msteams',
    from: { aadObjectId: person },
    recipient: { id: `28:${botAppId}` },
    conversation: { id: chat.body.id, conversationType: 'personal', tenantId },
  });
  const metadata = await fetch(`${it.sandbox.address}/botframework/v1/.well-known/openidconfiguration`);
  const { jwks_uri: keys } = (await metadata.json()) as { jwks_uri: string };
  const { payload } = await jwtVerify(headers.authorization!.slice(7), createRemoteJWKSet(new URL(keys)), {
    issuer: 'https://api.botframework.com',
    audience: botAppId,
  });
  expect(payload['serviceurl']).toBe(activity['serviceUrl']);
  expect(activity['serviceUrl']).toBe(`${it.sandbox.address}/connector/`);
  const published = (await (await fetch(keys)).json()) as { keys: { endorsements: string[] }[] };
  expect(published.keys[0]!.endorsements).toEqual(['msteams']);
});

test('an unknown person and an app that is not in the catalogue are refused', async () => {
  const bind = { 'teamsApp@odata.bind': `https://graph.microsoft.com/v1.0/appCatalogs/teamsApps/${tenantId}` };
  const unknown = await it.graph('POST', `/users/${botAppId}/teamwork/installedApps`, bind);
  expect([unknown.status, unknown.body.error.code]).toEqual([404, 'Request_ResourceNotFound']);
  expect((await it.graph('POST', `/users/${it.people[9]}/teamwork/installedApps`, bind)).status).toBe(404);
});

test('the bot may start a chat only where its app is installed', async () => {
  const person = it.people[1]!;
  const start = { members: [{ id: person }], tenantId, channelData: { tenant: { id: tenantId } } };
  const refused = await it.connector('POST', '/v3/conversations', start);
  expect([refused.status, refused.body.error.code]).toEqual([403, 'ForbiddenOperationException']);
  const conversationId = await installFor(person);
  const started = await it.connector('POST', '/v3/conversations', start);
  expect([started.status, started.body.id]).toEqual([201, conversationId]);
  const [member] = (await it.connector('GET', `/v3/conversations/${conversationId}/members`)).body;
  const again = await it.connector('POST', '/v3/conversations', { ...start, members: [{ id: member.id }] });
  expect(again.body.id).toBe(conversationId);
});

test('a call without the bot’s own valid token is refused', async () => {
  const { keys, clock } = it.sandbox.world;
  const now = Math.floor(clock.now().getTime() / 1000);
  const token = (changes: object) =>
    keys.entra.sign({
      iss: `https://login.microsoftonline.com/${tenantId}/v2.0`,
      aud: 'https://api.botframework.com',
      azp: botAppId,
      tid: tenantId,
      iat: now,
      nbf: now,
      exp: now + 60,
      ...changes,
    });
  const status = async (changes: object) =>
    (await it.connector('GET', '/v3/conversations/x/members', undefined, await token(changes))).status;
  expect(await status({})).toBe(404);
  expect(await status({ exp: now - 1 })).toBe(401);
  expect(await status({ aud: 'https://graph.microsoft.com' })).toBe(401);
  expect(await status({ azp: '22222222-2222-4222-8222-222222222222' })).toBe(403);
  expect((await it.connector('GET', '/v3/conversations/x/members', undefined, 'nonsense')).status).toBe(401);
});

test('messages are sent, changed and taken back; nothing else can be changed', async () => {
  const person = it.people[2]!;
  const conversationId = await installFor(person);
  const activities = `/v3/conversations/${conversationId}/activities`;
  const { body: sent } = await it.connector('POST', activities, { type: 'message', text: 'Hello' });
  expect((await it.connector('PUT', `${activities}/${sent.id}`, { type: 'message', text: 'Hello again' })).status).toBe(
    200,
  );
  const shown = await it.control('GET', `/chats?person=${person}`);
  expect(shown.body).toMatchObject({
    conversationId,
    installed: true,
    messages: [{ from: 'bot', text: 'Hello again' }],
  });

  expect((await it.connector('DELETE', `${activities}/${sent.id}`)).status).toBe(200);
  expect((await it.connector('PUT', `${activities}/${sent.id}`, { type: 'message', text: 'x' })).status).toBe(404);
  const after = await it.control('GET', `/chats?person=${person}`);
  expect(after.body.messages).toMatchObject([{ id: sent.id, deleted: true }]);
  expect((await it.connector('POST', activities, { type: 'message' })).status).toBe(400);
  expect((await it.connector('POST', activities, asMessage({ ...QUESTION, version: '1.6' }))).status).toBe(400);
});

test('a person who blocked or removed the bot is out of its reach', async () => {
  const person = it.people[3]!;
  const path = `/v3/conversations/${await installFor(person)}/activities`;
  const send = async () => (await it.connector('POST', path, { type: 'message', text: 'Hello' })).body;
  await it.control('POST', '/chats/block', { personId: person, blocked: true });
  expect((await send()).error.code).toBe('MessageWritesBlocked');
  await it.control('POST', '/chats/block', { personId: person, blocked: false });
  expect((await send()).id).toBeDefined();
  await it.control('POST', '/chats/uninstall', { personId: person });
  expect((await send()).error.code).toBe('BotNotInConversationRoster');
});

test('a bot that writes to one chat faster than seven times a second is told to wait', async () => {
  const path = `/v3/conversations/${await installFor(it.people[4]!)}/activities`;
  const answers = await Promise.all(
    Array.from({ length: 12 }, () => it.connector('POST', path, { type: 'message', text: 'x' })),
  );
  const refused = answers.filter(({ status }) => status === 429);
  expect(refused.length).toBeGreaterThan(0);
  expect(Number(refused[0]!.headers.get('retry-after'))).toBeGreaterThan(0);
});

test('a pressed button reaches the bot as Teams would send it, and a card in the answer takes its place', async () => {
  const person = it.people[5]!;
  const conversationId = await installFor(person);
  const messageId = await ask(conversationId);
  it.bot.answer = () => asAnswer(RECEIPT);
  const action = { type: 'Action.Execute', verb: 'enrol', data: { programme: 7, wishes: 'data,law', more: '' } };
  const pressed = await it.control('POST', '/chats/action', { personId: person, messageId, action });
  expect(pressed.body).toEqual({ replaced: true, failed: false });

  const { activity } = await it.bot.hears('invoke');
  expect(activity).toMatchObject({
    name: 'adaptiveCard/action',
    value: { action, trigger: 'manual' },
    from: { aadObjectId: person },
    conversation: { id: conversationId, conversationType: 'personal', tenantId },
    channelData: { tenant: { id: tenantId } },
    replyToId: messageId,
  });
  expect(activity['from'].id).toMatch(/^29:/);
  const { body } = await it.control('GET', `/chats?person=${person}`);
  expect(body.messages[0].attachments[0].content).toEqual(RECEIPT);
});

test('an answer in words is handed on and an error shows as one; the card stays', async () => {
  const person = it.people[6]!;
  const messageId = await ask(await installFor(person));
  const press = async () => {
    const action = { type: 'Action.Execute', verb: 'enrol', data: {} };
    return (await it.control('POST', '/chats/action', { personId: person, messageId, action })).body;
  };
  it.bot.answer = () => ({
    status: 200,
    body: { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: 'Thank you' },
  });
  expect(await press()).toEqual({ replaced: false, failed: false, message: 'Thank you' });
  it.bot.answer = () => ({
    status: 200,
    body: { statusCode: 400, type: 'application/vnd.microsoft.error', value: { code: 'closed', message: 'Too late' } },
  });
  expect(await press()).toEqual({ replaced: false, failed: true, message: 'Too late' });
  it.bot.answer = () => ({ status: 500 });
  expect(await press()).toMatchObject({ replaced: false, failed: true });
  const { body } = await it.control('GET', `/chats?person=${person}`);
  expect(body.messages[0].attachments[0].content).toEqual(QUESTION);
});

test('people answer their cards from nothing but the card', async () => {
  it.bot.answer = () => asAnswer(RECEIPT);
  const before = it.bot.heard.length;
  const asked = [it.people[7]!, it.people[8]!];
  for (const person of asked) await ask(await installFor(person));
  const { body } = await it.control('POST', '/chats/answer-all', { only: asked });
  expect(body).toEqual({ running: false, total: 2, answered: 2, failed: 0 });

  const invokes = it.bot.heard.slice(before).filter(({ activity }) => activity['type'] === 'invoke');
  expect(invokes).toHaveLength(2);
  for (const { activity } of invokes) {
    const { verb, data } = activity['value'].action;
    expect([verb, data.programme]).toEqual(['enrol', 7]);
    const wishes = (data.wishes as string).split(',');
    expect(wishes.length).toBeGreaterThanOrEqual(1);
    expect(wishes.length).toBeLessThanOrEqual(4);
  }
  expect((await it.control('POST', '/chats/answer-all', { only: asked })).body.total).toBe(0);
});
