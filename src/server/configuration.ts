/** One setting as the README lists it; `fallback` null: unset unless given. */
export type Setting = { name: string; meaning: string; fallback: string | null; secret?: true };

/** Every environment variable that the product reads; `config.ts` is the only reader. */
export const configuration = [
  {
    name: 'NODE_ENV',
    meaning: '`production` refuses everything that is meant for one machine only',
    fallback: 'development',
  },
  { name: 'RUN', meaning: 'parts that this process plays: `web`, `worker` or both', fallback: 'web,worker' },
  { name: 'PORT', meaning: 'port of the web part', fallback: '3978' },
  {
    name: 'BASE_URL',
    meaning: 'address under which browsers and Teams reach the web part; unset: http://127.0.0.1:PORT',
    fallback: null,
  },
  {
    name: 'NOTIFICATION_URL',
    meaning: 'https address under which Graph reaches the web part to tell of changes; unset: calendars are only read',
    fallback: null,
  },
  { name: 'LOG_LEVEL', meaning: '`fatal`, `error`, `warn`, `info`, `debug` or `silent`', fallback: 'info' },
  {
    name: 'DATABASE_URL',
    meaning: 'PostgreSQL as the application; unset: an embedded one',
    fallback: null,
    secret: true,
  },
  {
    name: 'DATABASE_OWNER_URL',
    meaning: 'the same database as its owner, for migrations and jobs',
    fallback: null,
    secret: true,
  },
  { name: 'DATA_DIR', meaning: 'folder of the embedded database', fallback: '.data/product' },
  { name: 'CLOCK_URL', meaning: 'a sandbox clock to follow; never in production', fallback: null },
  { name: 'TENANT_ID', meaning: "the organisation's Entra tenant", fallback: null },
  {
    name: 'API_APP_ID',
    meaning: 'registration of the tabs’ API: directory, calendar, installing the app',
    fallback: null,
  },
  {
    name: 'BOT_APP_ID',
    meaning: 'registration of the bot: talks to the Bot Connector and nothing else',
    fallback: null,
  },
  { name: 'TEAMS_APP_ID', meaning: 'id of the app in the Teams catalogue, from the manifest', fallback: null },
  { name: 'API_APP_SECRET', meaning: 'client secret of the API; never in production', fallback: null, secret: true },
  { name: 'BOT_APP_SECRET', meaning: 'client secret of the bot; never in production', fallback: null, secret: true },
  {
    name: 'MANAGED_IDENTITY_CLIENT_ID',
    meaning: 'managed identity that stands for both registrations',
    fallback: null,
  },
  {
    name: 'ORGANIZER_MAILBOXES',
    meaning: 'programme mailboxes that organise the meetings, comma-separated',
    fallback: null,
  },
  {
    name: 'MAILBOX_MESSAGES_A_MINUTE',
    meaning: 'messages that Exchange lets each of them send in a minute, 6 to 1,000',
    fallback: '30',
  },
  {
    name: 'MAILBOX_RECIPIENTS_A_DAY',
    meaning: 'recipients to whom Exchange lets each of them send in a day, 100 to 1,000,000',
    fallback: '10000',
  },
  {
    name: 'MAILBOX_CALLS_AT_ONCE',
    meaning: 'bookings and changes under way in each of them at once, 1 to 4 (Graph refuses a fifth)',
    fallback: '4',
  },
  {
    name: 'GRADE_ATTRIBUTE',
    meaning: 'attribute that holds grades: `employeeType`, `extensionAttribute1`…`15`; unset: none',
    fallback: null,
  },
  { name: 'GRAPH_BASE_URL', meaning: 'Microsoft Graph', fallback: 'https://graph.microsoft.com' },
  { name: 'ENTRA_AUTHORITY_URL', meaning: 'Microsoft Entra', fallback: 'https://login.microsoftonline.com' },
  {
    name: 'BOT_OPENID_URL',
    meaning: 'where the Bot Connector publishes its keys',
    fallback: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
  },
  {
    name: 'BOT_SERVICE_HOSTS',
    meaning: 'exact hosts that the bot talks to, comma-separated',
    fallback: 'smba.trafficmanager.net',
  },
  {
    name: 'BOT_SERVICE_URL',
    meaning: 'connector for chats that the bot begins',
    fallback: 'https://smba.trafficmanager.net/teams/',
  },
  { name: 'HOST_ORIGIN', meaning: 'a sandbox page that may frame the tabs; never in production', fallback: null },
] as const satisfies Setting[];

export type SettingName = (typeof configuration)[number]['name'];

/** Their values are never printed. */
export const secretSettings: ReadonlySet<string> = new Set(
  configuration.filter((setting: Setting) => setting.secret).map(({ name }) => name),
);
