import { fault, type Fault } from '../domain/kernel/result.ts';
import type { SettingName } from './configuration.ts';

type Given = Record<string, string | undefined>;

/** Hosts of the public Microsoft cloud, exact: a name under trafficmanager.net can be anybody's. */
const MICROSOFT: [SettingName, string][] = [
  ['GRAPH_BASE_URL', 'graph.microsoft.com'],
  ['ENTRA_AUTHORITY_URL', 'login.microsoftonline.com'],
  ['BOT_OPENID_URL', 'login.botframework.com'],
  ['BOT_SERVICE_URL', 'smba.trafficmanager.net'],
];

const FOR_ONE_MACHINE: [SettingName, string][] = [
  ['CLOCK_URL', 'is refused in production: time is the real one there'],
  ['HOST_ORIGIN', 'is refused in production: only Microsoft 365 may frame the tabs'],
  ['API_APP_SECRET', 'is refused in production: use MANAGED_IDENTITY_CLIENT_ID'],
  ['BOT_APP_SECRET', 'is refused in production: use MANAGED_IDENTITY_CLIENT_ID'],
];

const NEEDED: [SettingName, string][] = [
  ['DATABASE_URL', 'is missing: the embedded database is refused in production'],
  ['DATABASE_OWNER_URL', 'is missing: the embedded database is refused in production'],
  ['MANAGED_IDENTITY_CLIENT_ID', 'is missing: expected the managed identity that stands for both registrations'],
  ['BASE_URL', 'is missing: expected the https address under which Teams reaches the tabs'],
];

/** What is fine on one machine and dangerous in an organisation's tenant; empty outside production. */
export function productionFaults(given: Given): Fault[] {
  if (given['NODE_ENV'] !== 'production') return [];
  const refused = (name: SettingName, message: string): Fault => fault('bad-setting', message, name).fault;
  const baseUrl = given['BASE_URL'];
  return [
    ...FOR_ONE_MACHINE.filter(([name]) => given[name]).map(([name, why]) => refused(name, why)),
    ...NEEDED.filter(([name]) => !given[name]).map(([name, why]) => refused(name, why)),
    ...(baseUrl && !baseUrl.startsWith('https://')
      ? [refused('BASE_URL', `"${baseUrl}" is not usable: expected an https address in production`)]
      : []),
    ...MICROSOFT.filter(([name, host]) => !isHttpsOn(given[name], host)).map(([name, host]) =>
      refused(name, `"${given[name]}" is not usable: expected https://${host} in production`),
    ),
    ...(given['BOT_SERVICE_HOSTS'] === 'smba.trafficmanager.net'
      ? []
      : [
          refused(
            'BOT_SERVICE_HOSTS',
            `"${given['BOT_SERVICE_HOSTS']}" is not usable: expected smba.trafficmanager.net in production`,
          ),
        ]),
  ];
}

function isHttpsOn(address: string | undefined, host: string): boolean {
  if (address === undefined || !URL.canParse(address)) return false;
  const url = new URL(address);
  return url.protocol === 'https:' && url.host === host && url.username === '' && url.password === '';
}
