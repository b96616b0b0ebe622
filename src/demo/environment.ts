import { join } from 'node:path';

type Environment = Record<string, string | undefined>;

const ids = {
  TENANT_ID: '11111111-1111-4111-8111-111111111111',
  API_APP_ID: '22222222-2222-4222-8222-222222222222',
  BOT_APP_ID: '33333333-3333-4333-8333-333333333333',
  TEAMS_APP_ID: '44444444-4444-4444-8444-444444444444',
  API_APP_SECRET: 'sandbox-api-secret',
  BOT_APP_SECRET: 'sandbox-bot-secret',
  ORGANIZER_MAILBOXES: 'mentoring@contoso.example',
};

/** As if the product stood behind a proxy: Graph tells changes to https addresses only, and the sandbox knows the way. */
const PUBLIC_ADDRESS = 'https://counterpart.contoso.example';

export const addressOf = (port: number): string => `http://127.0.0.1:${port}`;

/** What the sandbox is started with; `org` null: its own default. */
export const sandboxEnvironment = (port: number, folder: string, org: string | null): Environment => ({
  ...ids,
  SANDBOX_PORT: String(port),
  SANDBOX_DATA: join(folder, 'sandbox'),
  PRODUCT_URL: addressOf(port + 1),
  PRODUCT_PUBLIC_URL: PUBLIC_ADDRESS,
  ...(org === null ? {} : { SANDBOX_ORG: org }),
});

/** What the product is started with: everything of Microsoft's is the sandbox. */
export function productEnvironment(port: number, folder: string): Environment {
  const sandbox = addressOf(port);
  return {
    ...ids,
    NODE_ENV: 'development',
    RUN: 'web,worker',
    PORT: String(port + 1),
    BASE_URL: addressOf(port + 1),
    NOTIFICATION_URL: PUBLIC_ADDRESS,
    DATA_DIR: join(folder, 'product'),
    CLOCK_URL: `${sandbox}/_sandbox/clock`,
    GRADE_ATTRIBUTE: 'extensionAttribute1',
    GRAPH_BASE_URL: sandbox,
    ENTRA_AUTHORITY_URL: sandbox,
    BOT_OPENID_URL: `${sandbox}/botframework/v1/.well-known/openidconfiguration`,
    BOT_SERVICE_HOSTS: `127.0.0.1:${port}`,
    BOT_SERVICE_URL: `${sandbox}/connector/`,
    HOST_ORIGIN: sandbox,
    MANAGED_IDENTITY_CLIENT_ID: undefined,
  };
}
