import type { Chat } from '../../../src/domain/letters/letters.ts';
import { ChatUnavailable } from '../../../src/domain/letters/ports.ts';
import { createMessenger } from '../../../src/adapters/teams/messenger.ts';
import { pretendConnector } from './pretend-connector.ts';

const token = 'eyJhbGciOiJSUzI1NiJ9.eyJleHAiOjQxMDI0NDQ4MDB9.x';
const facts = { kind: 'unmatched', programmeName: 'Pilot' } as const;

let connector: Awaited<ReturnType<typeof pretendConnector>>;
beforeAll(async () => (connector = await pretendConnector()));
beforeEach(() => {
  connector.received.length = 0;
  connector.behave();
});
afterAll(() => connector.close());

const messenger = (change: Partial<Parameters<typeof createMessenger>[0]> = {}) =>
  createMessenger({
    botAppId: '33333333-3333-4333-8333-333333333333',
    serviceUrl: `${connector.address}/connector/`,
    services: { hosts: [connector.host], allowHttp: true },
    token: async () => token,
    pace: { turn: async () => undefined, pause: () => undefined },
    links: {
      home: 'https://teams.microsoft.com/l/entity/x/home',
      privacy: 'https://teams.microsoft.com/l/entity/x/privacy',
      programmes: 'https://teams.microsoft.com/l/entity/x/programmes',
    },
    chats: { get: async () => undefined, save: async () => undefined },
    install: async () => ({ conversationId: '19:chat' }),
    ...change,
  });
const answer = (status: number, headers: Record<string, string> = {}) =>
  connector.behave((response) => response.writeHead(status, headers).end('{}'));

test('a confirmed message is sent', async () => {
  expect(await messenger().send('19:chat', facts)).toEqual({ outcome: 'sent', activityId: 'activity-1' });
  expect(connector.received).toMatchObject([
    {
      method: 'POST',
      path: '/connector/v3/conversations/19:chat/activities',
      authorization: `Bearer ${token}`,
      body: { summary: 'No partner in Pilot this time' },
    },
  ]);
});

test.each<[number, Record<string, string>, unknown]>([
  [429, { 'retry-after': '7' }, { outcome: 'later', retryAfterMs: 7000 }],
  [429, {}, { outcome: 'later', retryAfterMs: 30_000 }],
  [429, { 'retry-after': '999999' }, { outcome: 'later', retryAfterMs: 3_600_000 }],
  [412, {}, { outcome: 'later', retryAfterMs: 30_000 }],
  [503, { 'retry-after': '3' }, { outcome: 'later', retryAfterMs: 3000 }],
  [503, {}, { outcome: 'unknown' }],
  [502, {}, { outcome: 'unknown' }],
  [504, {}, { outcome: 'unknown' }],
  [500, {}, { outcome: 'unknown' }],
  [401, {}, { outcome: 'later', retryAfterMs: 30_000 }],
  [403, {}, { outcome: 'refused', reason: 'blocked' }],
  [404, {}, { outcome: 'refused', reason: 'gone' }],
  [400, {}, { outcome: 'refused', reason: 'status-400' }],
])('status %i with %j', async (status, headers, outcome) => {
  answer(status, headers);
  expect(await messenger().send('19:chat', facts)).toEqual(outcome);
  expect(connector.received).toHaveLength(1);
});

test('each message waits for its turn; after being turned away, the others wait a moment', async () => {
  const asked: unknown[] = [];
  const pace = {
    turn: async () => void asked.push('turn'),
    pause: (milliseconds: number) => void asked.push(milliseconds),
  };
  const paced = messenger({ pace });
  await paced.send('19:chat', facts);
  await paced.replace('19:chat', 'activity-7', facts);
  expect(asked).toEqual(['turn', 'turn']);
  answer(429, { 'retry-after': '7' });
  await paced.send('19:chat', facts);
  answer(502);
  await paced.send('19:chat', facts);
  expect(asked.slice(2)).toEqual(['turn', 1000, 'turn']);
});

test('a lost answer is unknown: it was sent once and not again', async () => {
  connector.behave((response) => response.destroy());
  expect(await messenger().send('19:chat', facts)).toEqual({ outcome: 'unknown' });
  expect(connector.received).toHaveLength(1);
});

test('a message is replaced in its place, as often as one likes', async () => {
  expect(await messenger().replace('19:chat', 'activity-7', facts)).toBe(true);
  expect(connector.received).toMatchObject([
    {
      method: 'PUT',
      path: '/connector/v3/conversations/19:chat/activities/activity-7',
      authorization: `Bearer ${token}`,
      body: { summary: 'No partner in Pilot this time' },
    },
  ]);
  for (const status of [403, 404]) {
    answer(status);
    expect(await messenger().replace('19:chat', 'activity-7', facts)).toBe(false);
  }
  for (const status of [429, 500, 502]) {
    answer(status);
    await expect(messenger().replace('19:chat', 'activity-7', facts)).rejects.toThrow(ChatUnavailable);
  }
  connector.behave((response) => response.destroy());
  await expect(messenger().replace('19:chat', 'activity-7', facts)).rejects.toThrow(ChatUnavailable);
});

test('nothing left the house: no token, no connection', async () => {
  const without = messenger({ token: () => Promise.reject(new Error('no token')) });
  expect(await without.send('19:chat', facts)).toMatchObject({ outcome: 'later' });
  const gone = { serviceUrl: 'http://127.0.0.1:1/connector/', services: { hosts: ['127.0.0.1:1'], allowHttp: true } };
  expect(await messenger(gone).send('19:chat', facts)).toMatchObject({ outcome: 'later' });
  expect(connector.received).toEqual([]);
});

test.each([
  ['a host off the list', () => ({ services: { hosts: ['smba.trafficmanager.net'], allowHttp: true } })],
  ['http in production', () => ({ services: { hosts: [connector.host], allowHttp: false } })],
  [
    'a number instead of a name',
    () => ({
      serviceUrl: 'https://127.0.0.1/teams/',
      services: { hosts: ['smba.trafficmanager.net'], allowHttp: false },
    }),
  ],
  ['a name before the host', () => ({ serviceUrl: `http://smba.trafficmanager.net@${connector.host}/` })],
])('no token goes to %s', async (_what, change) => {
  expect(await messenger(change()).send('19:chat', facts)).toEqual({ outcome: 'refused', reason: 'foreign-address' });
  expect(connector.received).toEqual([]);
});

test('no token follows a redirect', async () => {
  const elsewhere = await pretendConnector();
  for (const status of [301, 302, 307, 308]) {
    answer(status, { location: `${elsewhere.address}/stolen` });
    expect(await messenger().send('19:chat', facts)).toEqual({ outcome: 'refused', reason: `status-${status}` });
  }
  expect(elsewhere.received).toEqual([]);
  await elsewhere.close();
});

test('a chat is opened once and remembered; a blocked one is left alone', async () => {
  const saved = new Map<string, Chat>();
  let installs = 0;
  const it = messenger({
    chats: { get: async (id) => saved.get(id), save: async (chat) => void saved.set(chat.personId, chat) },
    install: async (id) => (installs++, id === 'guest' ? { refused: 'not-allowed' } : { conversationId: '19:chat' }),
  });
  expect(await it.openChat('anna')).toEqual({ conversationId: '19:chat' });
  expect(await it.openChat('anna')).toEqual({ conversationId: '19:chat' });
  expect(await it.openChat('guest')).toEqual({ refused: 'not-allowed' });
  saved.set('anna', { personId: 'anna', conversationId: '19:chat', state: 'blocked' });
  expect(await it.openChat('anna')).toEqual({ refused: 'blocked' });
  expect([installs, saved.size]).toEqual([2, 1]);
});
