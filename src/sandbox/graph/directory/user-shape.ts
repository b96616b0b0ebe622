import { DOMAIN } from '../../people/invent.ts';
import type { Person } from '../../people/person.ts';
import { contractDocument } from '../contract-operations.ts';
import { GraphError } from '../errors.ts';

export type GraphUser = Record<string, unknown>;

type Schema = { type?: string | string[]; anyOf?: { type?: string }[]; $ref?: string };
const schemas = (
  contractDocument as unknown as { components: { schemas: Record<string, { properties: Record<string, Schema> }> } }
).components.schemas;
const properties = schemas['microsoft.graph.user']!.properties;
const NAVIGATION = ['manager', 'directReports', 'photo'];
/** What Graph gives without `$select`. */
const DEFAULT = [
  'businessPhones',
  'displayName',
  'givenName',
  'jobTitle',
  'mail',
  'mobilePhone',
  'officeLocation',
  'preferredLanguage',
  'surname',
  'userPrincipalName',
  'id',
];

/** What the pretend tenant knows of a person, by Graph's names. An empty text is null there. */
const VALUES: Record<string, (person: Person) => unknown> = {
  id: ({ id }) => id,
  displayName: ({ displayName }) => displayName,
  givenName: ({ givenName }) => givenName || null,
  surname: ({ surname }) => surname || null,
  mail: ({ mail }) => mail,
  mailNickname: ({ userPrincipalName }) => userPrincipalName.split('@')[0],
  userPrincipalName: ({ userPrincipalName }) => userPrincipalName,
  jobTitle: ({ jobTitle }) => jobTitle || null,
  department: ({ department }) => department || null,
  officeLocation: ({ officeLocation }) => officeLocation || null,
  city: ({ officeLocation }) => officeLocation || null,
  preferredLanguage: ({ preferredLanguage }) => preferredLanguage || null,
  companyName: ({ mail }) => (mail.endsWith(`@${DOMAIN}`) ? 'Contoso' : null),
  userType: ({ userType }) => userType,
  accountEnabled: ({ accountEnabled }) => accountEnabled,
  employeeType: ({ grade }) => grade || null,
  onPremisesExtensionAttributes: ({ grade }) => ({ extensionAttribute1: grade || null }),
  createdDateTime: () => '2020-01-06T09:00:00Z',
  proxyAddresses: ({ mail }) => [`SMTP:${mail}`],
  externalUserState: ({ userType }) => (userType === 'Guest' ? 'Accepted' : null),
};

/** Reads `$select`; without it Graph's default properties. Throws a 400 that names what a user doesn't have. */
export function selectedProperties(select: unknown): string[] {
  if (typeof select !== 'string') return DEFAULT;
  const names = select.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !Object.hasOwn(properties, name) && !NAVIGATION.includes(name));
  if (unknown === undefined) return names;
  const what = `Could not find a property named '${unknown}' on type 'microsoft.graph.user'.`;
  throw new GraphError(400, 'BadRequest', `Parsing OData Select and Expand failed: ${what}`);
}

/** The person with the selected properties; `id` only when it is among them, as in Graph. */
export function shapeUser(person: Person, selected: string[]): GraphUser {
  const user: GraphUser = {};
  for (const name of selected) {
    if (NAVIGATION.includes(name)) continue;
    const value = VALUES[name]?.(person) ?? emptyValue(properties[name]!);
    if (value !== undefined) user[name] = value;
  }
  return user;
}

/** The same as a member of a relation, where Graph also names the type. */
export function shapeDirectoryObject(person: Person, selected: string[]): GraphUser {
  return { '@odata.type': '#microsoft.graph.user', ...shapeUser(person, selected) };
}

/** A property that nobody has filled in: null where Graph allows it, else an empty list or nothing. */
function emptyValue({ type, anyOf }: Schema): unknown {
  if (type === 'array') return [];
  const nullable = type === 'null' || (Array.isArray(type) && type.includes('null'));
  return nullable || anyOf?.some((one) => one.type === 'null') ? null : undefined;
}
