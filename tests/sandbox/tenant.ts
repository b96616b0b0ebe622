import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSandboxConfig } from '../../src/sandbox/config.ts';
import { createSandbox } from '../../src/sandbox/sandbox.ts';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';

/** What came back; text/plain comes as `{text}`. */
export type Answered = { status: number; headers: Headers; body: Record<string, unknown> };

/** A small tenant with the calls that tests make over HTTP. */
export type Tenant = Sandbox & {
  dataDir: string;
  /** Asks Entra for a token. */
  token(form: Record<string, string>): Promise<Answered>;
  /** A call to Graph as the product's API app, or with a token of the test's own. Full links are followed here. */
  graph(path: string, init?: RequestInit & { token?: string }): Promise<Answered>;
  control(method: 'GET' | 'POST', path: string, body?: unknown, headers?: Record<string, string>): Promise<Answered>;
  remove(): Promise<void>;
};

export async function startTenant(env: Record<string, string> = {}, kept?: string): Promise<Tenant> {
  const dataDir = kept ?? (await mkdtemp(join(tmpdir(), 'counterpart-tenant-')));
  const settings = { SANDBOX_PORT: '0', SANDBOX_DATA: dataDir, SANDBOX_PEOPLE: '250', ...env };
  const sandbox = await createSandbox(readSandboxConfig(settings));
  const { config } = sandbox.world;
  const { apiAppId, apiAppSecret, tenantId } = config;

  const answered = async (response: Response): Promise<Answered> => {
    const text = await response.text();
    const json = response.headers.get('content-type')?.includes('json') ?? false;
    const body = (json ? JSON.parse(text) : { text }) as Record<string, unknown>;
    return { status: response.status, headers: response.headers, body };
  };
  const token: Tenant['token'] = async (form) => {
    const url = `${sandbox.address}/${tenantId}/oauth2/v2.0/token`;
    return answered(await fetch(url, { method: 'POST', body: new URLSearchParams(form) }));
  };
  const own = async (): Promise<string> => {
    const scope = 'https://graph.microsoft.com/.default';
    const form = { grant_type: 'client_credentials', client_id: apiAppId, client_secret: apiAppSecret, scope };
    return (await token(form)).body['access_token'] as string;
  };
  return {
    ...sandbox,
    dataDir,
    token,
    async graph(path, init = {}) {
      const authorization = `Bearer ${init.token ?? (await own())}`;
      const url = sandbox.address + path.replace('https://graph.microsoft.com/v1.0', '').replace(/^/, '/v1.0');
      return answered(await fetch(url, { ...init, headers: { authorization, ...(init.headers as object) } }));
    },
    async control(method, path, body, headers = {}) {
      const sent = body === undefined ? {} : { body: JSON.stringify(body) };
      const all = { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers };
      return answered(await fetch(`${sandbox.address}/_sandbox${path}`, { method, headers: all, ...sent }));
    },
    async remove() {
      await sandbox.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export const EVENTUAL = { headers: { ConsistencyLevel: 'eventual' } };
