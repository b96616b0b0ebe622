import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProduct } from '../../src/server/compose.ts';
import { readConfig } from '../../src/server/config.ts';
import { createLog } from '../../src/server/log.ts';
import { readSandboxConfig } from '../../src/sandbox/config.ts';
import { createSandbox } from '../../src/sandbox/sandbox.ts';
import { createTestDatabase } from '../support/database.ts';

/** What the product says its own address is, whatever port it found. */
export const baseUrl = 'http://127.0.0.1:3978';

type Options = {
  people?: number;
  run?: string;
  env?: Record<string, string>;
  sandboxEnv?: Record<string, string>;
};

/** The whole product over HTTP, on a database of its own and with a pretend Microsoft 365 of its own. */
export async function runningProduct(options: Options = {}) {
  const opened: (() => Promise<unknown>)[] = [];
  const close = async (): Promise<void> => {
    for (let end = opened.pop(); end; end = opened.pop()) await end();
  };
  try {
    return { ...(await openProduct(options, opened)), close };
  } catch (error) {
    // Jest would wait for what was left open, and never end.
    await close();
    throw error;
  }
}

async function openProduct(options: Options, opened: (() => Promise<unknown>)[]) {
  const folder = await mkdtemp(join(tmpdir(), 'counterpart-server-'));
  opened.push(() => rm(folder, { recursive: true, force: true }));
  const sandboxConfig = readSandboxConfig({
    SANDBOX_PORT: '0',
    SANDBOX_DATA: folder,
    SANDBOX_PEOPLE: String(options.people ?? 60),
    CONTRACT_LOG: process.env['CONTRACT_LOG'],
    ...options.sandboxEnv,
  });
  const sandbox = await createSandbox(sandboxConfig);
  opened.push(() => sandbox.close());
  const { world, address } = sandbox;
  const clock = { now: () => world.clock.now(), changed: (timeoutMs: number) => world.clock.changed(timeoutMs) };
  const database = await createTestDatabase({ clock });
  opened.push(() => database.close());
  const env = {
    NODE_ENV: 'test',
    PORT: '0',
    CLOCK_URL: `${address}/_sandbox/clock`,
    BASE_URL: baseUrl,
    DATABASE_URL: database.appUrl,
    DATABASE_OWNER_URL: database.ownerUrl,
    TENANT_ID: sandboxConfig.tenantId,
    API_APP_ID: sandboxConfig.apiAppId,
    BOT_APP_ID: sandboxConfig.botAppId,
    TEAMS_APP_ID: sandboxConfig.teamsAppId,
    API_APP_SECRET: sandboxConfig.apiAppSecret,
    BOT_APP_SECRET: sandboxConfig.botAppSecret,
    ORGANIZER_MAILBOXES: 'mentoring@contoso.example',
    GRAPH_BASE_URL: address,
    ENTRA_AUTHORITY_URL: address,
    BOT_OPENID_URL: `${address}/botframework/v1/.well-known/openidconfiguration`,
    BOT_SERVICE_HOSTS: new URL(address).host,
    BOT_SERVICE_URL: `${address}/connector/`,
    ...options.env,
  };
  const logged: string[] = [];
  const log = createLog('info', clock, { write: (line) => void logged.push(line) });
  const start = (run: string) => {
    const read = readConfig({ ...env, RUN: run });
    if (!read.ok) throw new Error(JSON.stringify(read.fault));
    return startProduct(read.value, clock, log);
  };
  const product = await start(options.run ?? 'web');
  opened.push(() => product.stop());
  const url = `http://127.0.0.1:${product.web?.port}`;
  sandboxConfig.productUrl = url;

  const seconds = (): number => Math.floor(world.clock.now().getTime() / 1000);
  /** Claims of a token as Teams gives them to the tab. */
  const claims = (personId: string, roles: string[] = []) => ({
    ver: '2.0',
    iss: `https://login.microsoftonline.com/${sandboxConfig.tenantId}/v2.0`,
    aud: sandboxConfig.apiAppId,
    tid: sandboxConfig.tenantId,
    oid: personId,
    sub: personId,
    azp: '5e3ce6c0-2b1f-4285-8d4b-75ee78787346',
    scp: 'access_as_user',
    roles,
    iat: seconds(),
    nbf: seconds(),
    exp: seconds() + 3600,
  });
  const request = async (
    method: string,
    path: string,
    { token, body, headers = {} }: { token?: string; body?: unknown; headers?: Record<string, string> } = {},
  ) => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') ?? false;
    return {
      status: response.status,
      headers: response.headers,
      text,
      json: (isJson ? JSON.parse(text) : null) as never,
    };
  };
  return {
    url,
    world,
    database,
    logged,
    /** For a process of its own. */
    env,
    claims,
    app: product.web!.app,
    /** Everybody in the directory but guests, by id. */
    people: () => world.directory.list(0, 1000).filter(({ userType }) => userType === 'Member'),
    tokenOf: (personId: string, roles: string[] = []) => world.keys.entra.sign(claims(personId, roles)),
    request,
    /** Another process' part, as it were: a worker that does the jobs. */
    startWorker: () => start('worker'),
  };
}

export type RunningProduct = Awaited<ReturnType<typeof runningProduct>>;
