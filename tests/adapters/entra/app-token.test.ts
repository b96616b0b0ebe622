import { createAppTokens, type AppTokenOptions } from '../../../src/adapters/entra/app-token.ts';
import { graphSandbox } from '../../support/graph-sandbox.ts';
import { movableClock } from '../../support/movable-clock.ts';

const SCOPE = 'https://graph.microsoft.com/.default';
let sandbox: Awaited<ReturnType<typeof graphSandbox>>;
beforeAll(async () => {
  sandbox = await graphSandbox({ people: 50 });
});
afterAll(() => sandbox.close());

function tokens(change: Partial<AppTokenOptions> = {}) {
  const { tenantId, apiAppId, apiAppSecret } = sandbox.config;
  const credential = { secret: apiAppSecret };
  const clock = movableClock();
  const options = { authorityUrl: sandbox.address, tenantId, clientId: apiAppId, credential, clock, ...change };
  return { ask: createAppTokens(options), clock };
}

test('a token is kept for 45 minutes of the house’s clock', async () => {
  const { ask, clock } = tokens();
  const first = await ask(SCOPE);
  clock.advance(44 * 60_000);
  expect(await ask(SCOPE)).toBe(first);
  clock.advance(60_000);
  // A token of the same second would be the same text.
  sandbox.world.clock.advance(45 * 60_000);
  expect(await ask(SCOPE)).not.toBe(first);
});

test('a refused token is replaced, with one request for all who ask', async () => {
  const { ask } = tokens();
  const first = await ask(SCOPE);
  sandbox.world.clock.advance(1000);
  const again = await Promise.all([ask(SCOPE, first), ask(SCOPE, first), ask(SCOPE, first)]);
  expect(new Set(again).size).toBe(1);
  expect(again[0]).not.toBe(first);
  // Refused before, replaced since: what is kept now is good.
  expect(await ask(SCOPE, first)).toBe(again[0]);
});

test('the bot’s registration gets a token for the connector', async () => {
  const { botAppId, botAppSecret } = sandbox.config;
  const { ask } = tokens({ clientId: botAppId, credential: { secret: botAppSecret } });
  const claims = JSON.parse(
    Buffer.from((await ask('https://api.botframework.com/.default')).split('.')[1]!, 'base64url').toString(),
  ) as {
    aud: string;
  };
  expect(claims.aud).toBe('https://api.botframework.com');
});

test('a federated assertion stands in for a secret', async () => {
  const assertion = jest.fn(async () => 'header.payload.signature');
  await tokens({ credential: { assertion } })
    .ask(SCOPE)
    .catch(() => undefined);
  expect(assertion).toHaveBeenCalled();
});

test('a refusal tells Entra’s code and not the secret', async () => {
  const { ask } = tokens({ credential: { secret: 'not-the-secret' } });
  const fault = await ask(SCOPE).catch((error: unknown) => error);
  expect(fault).toMatchObject({ name: 'TokenUnavailable', code: 'invalid_client' });
  expect(String(fault)).not.toContain('not-the-secret');
});

test('no secret goes over http to another machine', () => {
  expect(() => tokens({ authorityUrl: 'http://login.example.com' })).toThrow('ENTRA_AUTHORITY_URL');
});
