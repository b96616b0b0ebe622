import { fileURLToPath } from 'node:url';

/** What one sandbox is started with; every value has a default so that `npm run sandbox` needs nothing. */
export type SandboxConfig = {
  port: number;
  dataDir: string;
  orgFile: string;
  seed: number;
  peopleLimit: number | null;
  productUrl: string;
  tenantId: string;
  apiAppId: string;
  botAppId: string;
  teamsAppId: string;
  apiAppSecret: string;
  botAppSecret: string;
  organizerMailboxes: string[];
  contractLog: string | null;
};

/** Reads the sandbox's configuration. Throws with the variable's name when a value can't be used. */
export function readSandboxConfig(env: Record<string, string | undefined>): SandboxConfig {
  const whole = (name: string, fallback: number): number => {
    const value = Number(env[name] ?? fallback);
    if (!Number.isInteger(value) || value < 0) throw new Error(`${name}: expected a whole number, got "${env[name]}"`);
    return value;
  };
  return {
    port: whole('SANDBOX_PORT', 4400),
    dataDir: env['SANDBOX_DATA'] ?? '.data/sandbox',
    orgFile: env['SANDBOX_ORG'] ?? fileURLToPath(new URL('data/org/ho-2012-09-30.csv', import.meta.url)),
    seed: whole('SANDBOX_SEED', 1),
    peopleLimit: env['SANDBOX_PEOPLE'] === undefined ? null : whole('SANDBOX_PEOPLE', 0),
    productUrl: env['PRODUCT_URL'] ?? 'http://127.0.0.1:4401',
    tenantId: env['TENANT_ID'] ?? '11111111-1111-4111-8111-111111111111',
    apiAppId: env['API_APP_ID'] ?? '22222222-2222-4222-8222-222222222222',
    botAppId: env['BOT_APP_ID'] ?? '33333333-3333-4333-8333-333333333333',
    teamsAppId: env['TEAMS_APP_ID'] ?? '44444444-4444-4444-8444-444444444444',
    apiAppSecret: env['API_APP_SECRET'] ?? 'sandbox-api-secret',
    botAppSecret: env['BOT_APP_SECRET'] ?? 'sandbox-bot-secret',
    organizerMailboxes: (env['ORGANIZER_MAILBOXES'] ?? 'mentoring@contoso.example').split(',').map((s) => s.trim()),
    contractLog: env['CONTRACT_LOG'] ?? null,
  };
}
