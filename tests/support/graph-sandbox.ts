import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAppTokens } from '../../src/adapters/entra/app-token.ts';
import { createGraphClient } from '../../src/adapters/graph/client.ts';
import type { GraphOptions } from '../../src/adapters/graph/client.ts';
import type { Clock } from '../../src/domain/kernel/clock.ts';
import { readSandboxConfig } from '../../src/sandbox/config.ts';
import { createSandbox } from '../../src/sandbox/sandbox.ts';

export const mailbox = 'mentoring@contoso.example';

/** A pretend Microsoft 365 of its own over HTTP, and a Graph client that speaks to it as the product does. */
export async function graphSandbox(options: { people?: number; env?: Record<string, string> } = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'counterpart-sandbox-'));
  const config = readSandboxConfig({
    SANDBOX_PORT: '0',
    SANDBOX_DATA: folder,
    SANDBOX_PEOPLE: String(options.people ?? 260),
    CONTRACT_LOG: process.env['CONTRACT_LOG'],
    ...options.env,
  });
  const sandbox = await createSandbox(config);
  const clock: Clock = { now: () => sandbox.world.clock.now() };
  const requests: { operation: string; attempt: number }[] = [];
  const client = (more: Partial<GraphOptions> = {}) =>
    createGraphClient({
      baseUrl: sandbox.address,
      tokens: createAppTokens({
        authorityUrl: sandbox.address,
        tenantId: config.tenantId,
        clientId: config.apiAppId,
        credential: { secret: config.apiAppSecret },
        clock,
      }),
      onRequest: (request) => requests.push(request),
      ...more,
    });
  return {
    address: sandbox.address,
    world: sandbox.world,
    config,
    clock,
    client,
    graph: client(),
    /** Every request that the client sent, in order. */
    requests,
    /** What the sandbox's contract found wrong; a test ends with none. */
    violations: () => sandbox.world.contract.counts().violations,
    async close() {
      await sandbox.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
