/* eslint-disable @typescript-eslint/no-explicit-any -- what travels is asserted, not typed */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSandboxConfig } from '../../src/sandbox/config.ts';
import { createSandbox } from '../../src/sandbox/sandbox.ts';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { startFakeBot } from './fake-bot.ts';
import type { FakeBot } from './fake-bot.ts';

export type Answered = { status: number; headers: Headers; body: any };

/** A small tenant beside a fake product, with the calls that both sides make. */
export type Chatting = {
  sandbox: Sandbox;
  bot: FakeBot;
  dataDir: string;
  /** Calls the connector as the bot. */
  connector(method: string, path: string, body?: unknown, token?: string): Promise<Answered>;
  /** Calls Graph as the product's API. */
  graph(method: string, path: string, body?: unknown): Promise<Answered>;
  /** Calls the host page's API. */
  control(method: string, path: string, body?: unknown): Promise<Answered>;
  /** Ids of members, in a stable order. */
  people: string[];
  close(): Promise<void>;
};

export async function startChatting(given: { dataDir?: string; bot?: FakeBot } = {}): Promise<Chatting> {
  const dataDir = given.dataDir ?? (await mkdtemp(join(tmpdir(), 'counterpart-sandbox-')));
  const bot = given.bot ?? (await startFakeBot());
  const config = readSandboxConfig({
    SANDBOX_PORT: '0',
    SANDBOX_DATA: dataDir,
    SANDBOX_PEOPLE: '40',
    PRODUCT_URL: bot.url,
    CONTRACT_LOG: process.env['CONTRACT_LOG'],
  });
  const sandbox = await createSandbox(config);
  const { address, world } = sandbox;
  const tokens = new Map<string, string>();

  const call = async (method: string, path: string, body?: unknown, token?: string): Promise<Answered> => {
    const response = await fetch(address + path, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) };
  };
  const tokenFor = async (scope: string, id: string, secret: string): Promise<string> => {
    const known = tokens.get(scope);
    if (known !== undefined) return known;
    const response = await fetch(`${address}/${config.tenantId}/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: id,
        client_secret: secret,
        scope: `${scope}/.default`,
      }),
    });
    const { access_token: token } = (await response.json()) as { access_token: string };
    tokens.set(scope, token);
    return token;
  };

  return {
    sandbox,
    bot,
    dataDir,
    connector: async (method, path, body, token) => {
      const own = token ?? (await tokenFor('https://api.botframework.com', config.botAppId, config.botAppSecret));
      return call(method, `/connector${path}`, body, own);
    },
    graph: async (method, path, body) => {
      const token = await tokenFor('https://graph.microsoft.com', config.apiAppId, config.apiAppSecret);
      return call(method, `/v1.0${path}`, body, token);
    },
    control: (method, path, body) => call(method, `/_sandbox${path}`, body),
    people: world.directory
      .list(0, 40)
      .filter(({ userType, accountEnabled }) => userType === 'Member' && accountEnabled)
      .map(({ id }) => id),
    async close() {
      await sandbox.close();
      if (given.bot === undefined) await bot.close();
      if (given.dataDir === undefined) await rm(dataDir, { recursive: true, force: true });
    },
  };
}
