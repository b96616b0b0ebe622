import { z } from 'zod';
import { gradeAttributes, type GradeAttribute } from '../adapters/graph/directory.ts';
import type { MailLimits } from '../domain/meetings/booking/mail-budget.ts';
import { fault, ok, type Fault } from '../domain/kernel/result.ts';
import { configuration, secretSettings, type SettingName } from './configuration.ts';
import { productionFaults } from './production-rules.ts';

/** What one process was started with. Addresses have no slash at the end, except `botServiceUrl`. */
export type Config = {
  production: boolean;
  run: { web: boolean; worker: boolean };
  /** Address to listen on: every one in production (a container's), this machine's own elsewhere. */
  listenOn: string;
  port: number;
  baseUrl: string;
  /** Null: nobody is asked to tell us of changes. */
  notificationUrl: string | null;
  logLevel: Settings['LOG_LEVEL'];
  /** Null: the embedded database in `dataDir`. */
  database: { url: string; ownerUrl: string } | null;
  dataDir: string;
  clockUrl: string | null;
  tenantId: string;
  apiAppId: string;
  botAppId: string;
  teamsAppId: string;
  /** How the two registrations prove themselves to Entra. */
  credentials:
    { kind: 'secrets'; api: string; bot: string } | { kind: 'managed-identity'; managedIdentityClientId: string };
  organizerMailboxes: string[];
  /** What Exchange lets each of them do. */
  mailLimits: MailLimits;
  /** Null: grades are not read. */
  gradeAttribute: GradeAttribute | null;
  graphBaseUrl: string;
  entraAuthorityUrl: string;
  botOpenIdUrl: string;
  /** host or host:port, lower case. */
  botServiceHosts: string[];
  botServiceUrl: string;
  hostOrigin: string | null;
};

export type Env = Record<string, string | undefined>;

const isHttp = (text: string): boolean => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
const isLoopback = (url: string): boolean => ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname);
const isHost = (text: string): boolean => URL.canParse(`https://${text}`) && new URL(`https://${text}`).host === text;

const text = (expected: string) => z.string({ error: `is missing: expected ${expected}` });
const uuid = text('a UUID').pipe(z.uuid({ error: 'expected a UUID' }));
const address = text('an address').refine(isHttp, {
  error: 'expected an address such as https://example.org',
  abort: true,
});
const bareAddress = address.transform((url) => url.replace(/\/+$/, ''));
const onThisMachine = bareAddress.refine(isLoopback, {
  error: 'expected an address of this machine, such as http://127.0.0.1:4400',
});
const postgres = z.string().refine((url) => URL.canParse(url) && /^postgres(ql)?:$/.test(new URL(url).protocol), {
  error: 'expected postgres://user:password@host:port/database',
});
const oneOf = <const Names extends readonly string[]>(names: Names) =>
  z.enum(names, { error: `expected ${names.slice(0, -1).join(', ')} or ${names.at(-1)}` });

/** Comma-separated; the whole list is refused when one entry is. */
const listOf = <Entry extends string>(isEntry: (entry: string) => entry is Entry, expected: string) =>
  text(expected)
    .transform((value) => value.split(',').map((entry) => entry.trim().toLowerCase()))
    .refine((entries): entries is Entry[] => entries.every(isEntry), { error: `expected ${expected}` });

const isPart = (entry: string): entry is 'web' | 'worker' => entry === 'web' || entry === 'worker';
const isMail = (entry: string): entry is string => z.email().safeParse(entry).success;

/** A whole number in digits, both ends included. */
const whole = (from: number, to: number) => {
  const error = `expected a whole number from ${from} to ${to}`;
  const isInside = (value: number): boolean => value >= from && value <= to;
  return z
    .string()
    .regex(/^[0-9]{1,9}$/, { error, abort: true })
    .transform(Number)
    .refine(isInside, { error });
};

const port = /^([0-9]{1,4}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])$/;

const settings = z.object({
  NODE_ENV: oneOf(['production', 'development', 'test']),
  RUN: listOf(isPart, 'web, worker or web,worker'),
  PORT: z.string().regex(port, { error: 'expected a number from 0 to 65535' }).transform(Number),
  BASE_URL: bareAddress.optional(),
  NOTIFICATION_URL: bareAddress
    .refine((url) => url.startsWith('https://'), { error: 'expected an https address: Graph tells no other' })
    .optional(),
  LOG_LEVEL: oneOf(['fatal', 'error', 'warn', 'info', 'debug', 'silent']),
  DATABASE_URL: postgres.optional(),
  DATABASE_OWNER_URL: postgres.optional(),
  DATA_DIR: z.string(),
  CLOCK_URL: onThisMachine.optional(),
  TENANT_ID: uuid,
  API_APP_ID: uuid,
  BOT_APP_ID: uuid,
  TEAMS_APP_ID: uuid,
  API_APP_SECRET: z.string().optional(),
  BOT_APP_SECRET: z.string().optional(),
  MANAGED_IDENTITY_CLIENT_ID: uuid.optional(),
  ORGANIZER_MAILBOXES: listOf(isMail, 'one or more mail addresses, comma-separated'),
  // The largest single piece of work is six messages to twelve people: with less it would never begin.
  MAILBOX_MESSAGES_A_MINUTE: whole(6, 1000),
  MAILBOX_RECIPIENTS_A_DAY: whole(100, 1_000_000),
  MAILBOX_CALLS_AT_ONCE: whole(1, 4),
  GRADE_ATTRIBUTE: oneOf(gradeAttributes).optional(),
  GRAPH_BASE_URL: bareAddress,
  ENTRA_AUTHORITY_URL: bareAddress,
  BOT_OPENID_URL: address,
  BOT_SERVICE_HOSTS: listOf((entry): entry is string => isHost(entry), 'hosts such as smba.trafficmanager.net'),
  BOT_SERVICE_URL: address.transform((url) => url.replace(/\/*$/, '/')),
  HOST_ORIGIN: onThisMachine
    .refine((url) => new URL(url).origin === url, { error: 'expected an origin, without a path' })
    .optional(),
} satisfies Record<SettingName, z.ZodType>);

export type Settings = z.infer<typeof settings>;

/** Reads and checks the whole configuration. Faults name the variable in `at`; all of them come at once. */
export function readConfig(env: Env): { ok: true; value: Config } | { ok: false; fault: Fault[] } {
  const given = Object.fromEntries(
    configuration.map(({ name, fallback }) => [name, env[name]?.trim() || fallback || undefined]),
  );
  const parsed = settings.safeParse(given);
  const shapeFaults =
    parsed.error?.issues.map((issue) => notASetting(String(issue.path[0]), issue.message, given)) ?? [];
  const faults = [...shapeFaults, ...productionFaults(given), ...pairFaults(given)];
  const first = new Map(faults.toReversed().map((one) => [one.at, one]));
  if (!parsed.success || first.size > 0) return { ok: false, fault: [...first.values()].toReversed() };
  return ok(fromSettings(parsed.data));
}

function notASetting(name: string, message: string, given: Env): Fault {
  const shown = secretSettings.has(name) || given[name] === undefined ? '' : `"${given[name]}" is not usable: `;
  return fault('bad-setting', `${shown}${message}`, name).fault;
}

/** Settings that only make sense together. */
function pairFaults(given: Env): Fault[] {
  const faults: Fault[] = [];
  const missing = (name: SettingName, why: string): void =>
    void faults.push(fault('bad-setting', `is missing: ${why}`, name).fault);
  if (given['DATABASE_URL'] && !given['DATABASE_OWNER_URL'])
    missing('DATABASE_OWNER_URL', 'expected beside DATABASE_URL');
  if (given['DATABASE_OWNER_URL'] && !given['DATABASE_URL'])
    missing('DATABASE_URL', 'expected beside DATABASE_OWNER_URL');
  if (given['DATABASE_URL'] && userOf(given['DATABASE_URL']) === userOf(given['DATABASE_OWNER_URL'])) {
    const why = 'is not usable: expected another user than in DATABASE_OWNER_URL, one that owns nothing';
    faults.push(fault('bad-setting', why, 'DATABASE_URL').fault);
  }
  if (!given['MANAGED_IDENTITY_CLIENT_ID'] && given['NODE_ENV'] !== 'production') {
    const why = 'expected a client secret, or MANAGED_IDENTITY_CLIENT_ID';
    if (!given['API_APP_SECRET']) missing('API_APP_SECRET', why);
    if (!given['BOT_APP_SECRET']) missing('BOT_APP_SECRET', why);
  }
  return faults;
}

const userOf = (url: string | undefined): string | null =>
  url !== undefined && URL.canParse(url) ? new URL(url).username : null;

function fromSettings(given: Settings): Config {
  const production = given.NODE_ENV === 'production';
  return {
    production,
    run: { web: given.RUN.includes('web'), worker: given.RUN.includes('worker') },
    listenOn: production ? '0.0.0.0' : '127.0.0.1',
    port: given.PORT,
    baseUrl: given.BASE_URL ?? `http://127.0.0.1:${given.PORT}`,
    notificationUrl: given.NOTIFICATION_URL ?? null,
    logLevel: given.LOG_LEVEL,
    database:
      given.DATABASE_URL && given.DATABASE_OWNER_URL
        ? { url: given.DATABASE_URL, ownerUrl: given.DATABASE_OWNER_URL }
        : null,
    dataDir: given.DATA_DIR,
    clockUrl: given.CLOCK_URL ?? null,
    tenantId: given.TENANT_ID.toLowerCase(),
    apiAppId: given.API_APP_ID.toLowerCase(),
    botAppId: given.BOT_APP_ID.toLowerCase(),
    teamsAppId: given.TEAMS_APP_ID.toLowerCase(),
    credentials: given.MANAGED_IDENTITY_CLIENT_ID
      ? { kind: 'managed-identity', managedIdentityClientId: given.MANAGED_IDENTITY_CLIENT_ID }
      : { kind: 'secrets', api: given.API_APP_SECRET ?? '', bot: given.BOT_APP_SECRET ?? '' },
    organizerMailboxes: given.ORGANIZER_MAILBOXES,
    mailLimits: {
      messagesAMinute: given.MAILBOX_MESSAGES_A_MINUTE,
      recipientsADay: given.MAILBOX_RECIPIENTS_A_DAY,
      atOnce: given.MAILBOX_CALLS_AT_ONCE,
    },
    gradeAttribute: given.GRADE_ATTRIBUTE ?? null,
    graphBaseUrl: given.GRAPH_BASE_URL,
    entraAuthorityUrl: given.ENTRA_AUTHORITY_URL,
    botOpenIdUrl: given.BOT_OPENID_URL,
    botServiceHosts: given.BOT_SERVICE_HOSTS,
    botServiceUrl: given.BOT_SERVICE_URL,
    hostOrigin: given.HOST_ORIGIN ?? null,
  };
}

/** The configuration of this process; when it has faults, prints every one to standard error and exits with code 2. */
export function configOrExit(env: Env = process.env): Config {
  const read = readConfig(env);
  if (read.ok) return read.value;
  const lines = read.fault.map(({ at, message }) => `  ${at}: ${message}`);
  const count = lines.length === 1 ? '1 setting needs' : `${lines.length} settings need`;
  process.stderr.write(`Counterpart can't start: ${count} attention.\n${lines.join('\n')}\n`);
  process.exit(2);
}
