import { fileURLToPath } from 'node:url';

/** What one sandbox is started with; every value has a default so that `npm run sandbox` needs nothing. */
export type SandboxConfig = {
  /** 0 takes any free one. */
  port: number;
  dataDir: string;
  orgFile: string;
  seed: number;
  /** How many people of the chart are kept; null for all. */
  peopleLimit: number | null;
  /** Without a slash at the end. */
  productUrl: string;
  /**
   * The https address under which the product says that it is reached from outside: what Graph sends there goes to
   * `productUrl` in plain http, as through a proxy. Null: nothing of this machine can be subscribed for.
   */
  publicUrl: string | null;
  tenantId: string;
  apiAppId: string;
  botAppId: string;
  teamsAppId: string;
  apiAppSecret: string;
  botAppSecret: string;
  organizerMailboxes: string[];
  contractLog: string | null;
};

type Environment = Record<string, string | undefined>;

/** Reads the sandbox's configuration. Throws with the variable's name when a value can't be used; empty means unset. */
export function readSandboxConfig(env: Environment): SandboxConfig {
  const text = (name: string, fallback: string): string => env[name] || fallback;
  const chosen = (name: string, fallback: string, form: RegExp, expected: string): string => {
    const value = text(name, fallback);
    if (!form.test(value)) throw new Error(`${name}: expected ${expected}, got "${value}"`);
    return value;
  };
  const whole = (name: string, fallback: number, least: number, most: number): number => {
    const value = Number(text(name, String(fallback)));
    if (Number.isInteger(value) && value >= least && value <= most) return value;
    throw new Error(`${name}: expected a whole number from ${least} to ${most}, got "${env[name]}"`);
  };
  const uuid = (name: string, fallback: string): string => {
    return chosen(name, fallback, /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i, 'a UUID');
  };
  const mailboxes = text('ORGANIZER_MAILBOXES', 'mentoring@contoso.example').split(',');
  const wrong = mailboxes.find((address) => !/^[^\s@]+@[^\s@]+$/.test(address.trim()));
  if (wrong !== undefined) throw new Error(`ORGANIZER_MAILBOXES: expected mail addresses with commas, got "${wrong}"`);
  return {
    port: whole('SANDBOX_PORT', 4400, 0, 65_535),
    dataDir: text('SANDBOX_DATA', '.data/sandbox'),
    orgFile: text('SANDBOX_ORG', fileURLToPath(new URL('data/org/ho-2012-09-30.csv', import.meta.url))),
    seed: whole('SANDBOX_SEED', 1, 0, Number.MAX_SAFE_INTEGER),
    peopleLimit: env['SANDBOX_PEOPLE'] ? whole('SANDBOX_PEOPLE', 1, 1, 1_000_000) : null,
    productUrl: chosen('PRODUCT_URL', 'http://127.0.0.1:4401', /^https?:\/\/[^/]+\/?$/, 'an address').replace(
      /\/$/,
      '',
    ),
    publicUrl: env['PRODUCT_PUBLIC_URL']
      ? chosen('PRODUCT_PUBLIC_URL', '', /^https:\/\/[^/]+\/?$/, 'an https address').replace(/\/$/, '')
      : null,
    tenantId: uuid('TENANT_ID', '11111111-1111-4111-8111-111111111111'),
    apiAppId: uuid('API_APP_ID', '22222222-2222-4222-8222-222222222222'),
    botAppId: uuid('BOT_APP_ID', '33333333-3333-4333-8333-333333333333'),
    teamsAppId: uuid('TEAMS_APP_ID', '44444444-4444-4444-8444-444444444444'),
    apiAppSecret: text('API_APP_SECRET', 'sandbox-api-secret'),
    botAppSecret: text('BOT_APP_SECRET', 'sandbox-bot-secret'),
    organizerMailboxes: mailboxes.map((address) => address.trim()),
    contractLog: env['CONTRACT_LOG'] || null,
  };
}
