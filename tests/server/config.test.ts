import { readConfig, type Env } from '../../src/server/config.ts';
import { configuration } from '../../src/server/configuration.ts';

const development: Env = {
  TENANT_ID: '11111111-1111-4111-8111-111111111111',
  API_APP_ID: '22222222-2222-4222-8222-222222222222',
  BOT_APP_ID: '33333333-3333-4333-8333-333333333333',
  TEAMS_APP_ID: '44444444-4444-4444-8444-444444444444',
  API_APP_SECRET: 'canary-api-secret',
  BOT_APP_SECRET: 'canary-bot-secret',
  ORGANIZER_MAILBOXES: 'mentoring@contoso.example, second@contoso.example',
};
const { API_APP_SECRET: _a, BOT_APP_SECRET: _b, ...bare } = development;
const production: Env = {
  ...bare,
  NODE_ENV: 'production',
  BASE_URL: 'https://counterpart.contoso.example/',
  DATABASE_URL: 'postgres://app:x@db.contoso.example/counterpart',
  DATABASE_OWNER_URL: 'postgres://owner:x@db.contoso.example/counterpart',
  MANAGED_IDENTITY_CLIENT_ID: '55555555-5555-4555-8555-555555555555',
};

const faultsOf = (env: Env): string[] => {
  const read = readConfig(env);
  return read.ok ? [] : read.fault.map(({ at, message }) => `${at}: ${message}`);
};

test('development needs little and listens on its own machine', () => {
  const read = readConfig({ ...development, PORT: '4401', RUN: 'web' });
  expect(read).toMatchObject({
    ok: true,
    value: {
      production: false,
      run: { web: true, worker: false },
      listenOn: '127.0.0.1',
      baseUrl: 'http://127.0.0.1:4401',
      database: null,
      organizerMailboxes: ['mentoring@contoso.example', 'second@contoso.example'],
      botServiceUrl: 'https://smba.trafficmanager.net/teams/',
    },
  });
});

test('production starts with managed identity, a database and Microsoft’s hosts', () => {
  expect(readConfig(production)).toMatchObject({
    ok: true,
    value: {
      production: true,
      baseUrl: 'https://counterpart.contoso.example',
      credentials: { kind: 'managed-identity' },
    },
  });
});

test('every fault comes at once, with the variable and what was expected', () => {
  expect(
    faultsOf({
      ...development,
      TENANT_ID: 'contoso',
      PORT: '70000',
      RUN: 'web,cook',
      API_APP_ID: '',
      LOG_LEVEL: 'loud',
    }),
  ).toEqual([
    'RUN: "web,cook" is not usable: expected web, worker or web,worker',
    'PORT: "70000" is not usable: expected a number from 0 to 65535',
    'LOG_LEVEL: "loud" is not usable: expected fatal, error, warn, info, debug or silent',
    'TENANT_ID: "contoso" is not usable: expected a UUID',
    'API_APP_ID: is missing: expected a UUID',
  ]);
});

test.each([
  ['BASE_URL', 'http://counterpart.contoso.example'],
  ['BASE_URL', undefined],
  ['GRAPH_BASE_URL', 'https://graph.microsoft.com.evil.example'],
  ['GRAPH_BASE_URL', 'https://graph.microsoft.com@evil.example'],
  ['GRAPH_BASE_URL', 'http://graph.microsoft.com'],
  ['ENTRA_AUTHORITY_URL', 'http://127.0.0.1:4400'],
  ['BOT_OPENID_URL', 'http://127.0.0.1:4400/botframework/v1/.well-known/openidconfiguration'],
  ['BOT_SERVICE_HOSTS', 'smba.trafficmanager.net,evil.trafficmanager.net'],
  ['BOT_SERVICE_URL', 'https://evil.trafficmanager.net/teams/'],
  ['CLOCK_URL', 'http://127.0.0.1:4400/_sandbox/clock'],
  ['HOST_ORIGIN', 'http://127.0.0.1:4400'],
  ['API_APP_SECRET', 'canary-api-secret'],
  ['BOT_APP_SECRET', 'canary-bot-secret'],
  ['DATABASE_URL', undefined],
  ['DATABASE_OWNER_URL', undefined],
  ['MANAGED_IDENTITY_CLIENT_ID', undefined],
  ['ORGANIZER_MAILBOXES', undefined],
])('production refuses %s = %s and says why', (name, value) => {
  const faults = faultsOf({ ...production, [name]: value });
  expect(faults).toHaveLength(1);
  expect(faults[0]).toMatch(new RegExp(`^${name}: .*(expected|refused)`));
});

test('grades are read from an attribute that holds such, or not at all', () => {
  expect(readConfig(development)).toMatchObject({ ok: true, value: { gradeAttribute: null } });
  const named = readConfig({ ...development, GRADE_ATTRIBUTE: 'extensionAttribute15' });
  expect(named).toMatchObject({ ok: true, value: { gradeAttribute: 'extensionAttribute15' } });
  expect(faultsOf({ ...development, GRADE_ATTRIBUTE: 'birthday' })).toEqual([
    expect.stringMatching(/^GRADE_ATTRIBUTE: "birthday" is not usable: expected employeeType, extensionAttribute1/),
  ]);
});

test('the application may not work as the owner of the database', () => {
  expect(faultsOf({ ...production, DATABASE_URL: production['DATABASE_OWNER_URL'] })).toEqual([
    'DATABASE_URL: is not usable: expected another user than in DATABASE_OWNER_URL, one that owns nothing',
  ]);
});

test('secrets are never repeated in a fault', () => {
  const faults = faultsOf({ ...development, NODE_ENV: 'production', DATABASE_URL: 'canary-password' }).join('\n');
  expect(faults).toContain('DATABASE_URL');
  expect(faults).not.toContain('canary');
});

test('a clock or a host page elsewhere than on this machine is refused in development too', () => {
  expect(
    faultsOf({ ...development, CLOCK_URL: 'https://time.example', HOST_ORIGIN: 'https://evil.example' }),
  ).toHaveLength(2);
});

test('the list of settings has a meaning for each', () => {
  expect(new Set(configuration.map(({ name }) => name)).size).toBe(configuration.length);
  for (const { meaning } of configuration) expect(meaning.length).toBeGreaterThan(10);
});

test('notifications come to an https address, or to none', () => {
  expect(readConfig(development)).toMatchObject({ value: { notificationUrl: null } });
  const read = readConfig({ ...development, NOTIFICATION_URL: 'https://counterpart.contoso.example/' });
  expect(read).toMatchObject({ value: { notificationUrl: 'https://counterpart.contoso.example' } });
  expect(faultsOf({ ...development, NOTIFICATION_URL: 'http://127.0.0.1:3978' })).toEqual([
    'NOTIFICATION_URL: "http://127.0.0.1:3978" is not usable: expected an https address: Graph tells no other',
  ]);
});

test('what a mailbox may send is Exchange’s usual limit, or the tenant’s own, and never less than one piece of work', () => {
  const limits = (env: Env) => {
    const read = readConfig({ ...development, ...env });
    return read.ok ? read.value.mailLimits : null;
  };
  expect(limits({})).toEqual({ messagesAMinute: 30, recipientsADay: 10_000, atOnce: 4 });
  const own = { MAILBOX_MESSAGES_A_MINUTE: '10', MAILBOX_RECIPIENTS_A_DAY: '2000', MAILBOX_CALLS_AT_ONCE: '2' };
  expect(limits(own)).toEqual({ messagesAMinute: 10, recipientsADay: 2000, atOnce: 2 });
  for (const [name, range, wrong] of [
    ['MAILBOX_MESSAGES_A_MINUTE', '6 to 1000', ['5', '1001', '30.5', '-30', 'many']],
    ['MAILBOX_RECIPIENTS_A_DAY', '100 to 1000000', ['99', '10,000']],
    ['MAILBOX_CALLS_AT_ONCE', '1 to 4', ['0', '5']],
  ] as const) {
    for (const value of wrong) {
      const expected = `${name}: "${value}" is not usable: expected a whole number from ${range}`;
      expect(faultsOf({ ...development, [name]: value })).toEqual([expected]);
    }
  }
});
