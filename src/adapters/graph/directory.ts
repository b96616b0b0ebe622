import { DirectoryUnavailable } from '../../domain/people/ports.ts';
import type { Directory } from '../../domain/people/ports.ts';
import type { DirectoryPage, DirectoryPerson, PersonDetails } from '../../domain/people/people.ts';
import type { Graph } from './client.ts';
import type { GraphCall } from './graph-call.ts';
import { GraphFault } from './graph-fault.ts';
import { parts, path, quoted } from './path.ts';

type GraphUser = {
  id: string;
  displayName?: string | null;
  mail?: string | null;
  userPrincipalName?: string | null;
  jobTitle?: string | null;
  department?: string | null;
  officeLocation?: string | null;
  preferredLanguage?: string | null;
  userType?: string | null;
  employeeType?: string | null;
  onPremisesExtensionAttributes?: Record<string, string | null> | null;
  accountEnabled?: boolean | null;
  manager?: { id: string } | null;
  'manager@delta'?: { id: string; '@removed'?: unknown }[];
  '@removed'?: unknown;
};

type GraphPage = { value: GraphUser[]; '@odata.nextLink'?: string; '@odata.deltaLink'?: string };

const DETAILS = 'id,displayName,mail,userPrincipalName,jobTitle,department,officeLocation,preferredLanguage,userType';
const MANAGER = 'manager($select=id)';
// A filter of the directory takes at most 15 values (Microsoft Graph, 'in' on directory objects).
const MOST_VALUES = 15;

/** Where an organisation may write grades: any of these can be read with User.Read.All. */
export const gradeAttributes = [
  'employeeType',
  ...Array.from({ length: 15 }, (_, at) => `extensionAttribute${at + 1}` as const),
] as const;
export type GradeAttribute = (typeof gradeAttributes)[number];

/** Entra's directory through Graph; without a grade attribute none is asked for and everybody's grade is null. */
export function createDirectory(graph: Graph, options: { gradeAttribute?: GradeAttribute | null } = {}): Directory {
  const gradeAttribute = options.gradeAttribute ?? null;
  const grade = gradeAttribute?.startsWith('extension') ? 'onPremisesExtensionAttributes' : gradeAttribute;
  const details = grade === null ? DETAILS : `${DETAILS},${grade}`;
  const withState = `${details},accountEnabled`;
  const { toDetails, fromPage, fromChange } = readers(gradeAttribute);
  const send = <T>(call: GraphCall): Promise<T> =>
    graph.send<T>(call).catch((error: unknown) => {
      if (error instanceof GraphFault) throw new DirectoryUnavailable(error.message, error.code, error.retryAfterMs);
      throw error;
    });
  /** A page, or `expired` when Graph no longer knows the link: 410, or 400 with resyncRequired. */
  const sendLink = (call: GraphCall): Promise<GraphPage | 'expired'> =>
    graph.send<GraphPage>(call).catch((error: unknown) => {
      if (!(error instanceof GraphFault)) throw error;
      if (error.status === 410 || (error.status === 400 && EXPIRED.test(error.code))) return 'expired';
      throw new DirectoryUnavailable(error.message, error.code, error.retryAfterMs);
    });
  const users = async (operation: string, filter: string, query: string): Promise<GraphUser[]> => {
    const page = await send<GraphPage>({ operation, path: path`/users?$filter=${filter}` + query });
    return page.value;
  };
  const byId = async (ids: string[], operation: string, query: string): Promise<GraphUser[]> => {
    const found = parts([...new Set(ids)], MOST_VALUES).map((some) =>
      users(operation, `id in (${some.map(quoted).join(',')})`, query),
    );
    return (await Promise.all(found)).flat();
  };

  return {
    async bookmark() {
      const page = await send<GraphPage>({
        operation: 'bookmark the directory',
        path: path`/users/delta?$deltatoken=latest&$select=${`${withState},manager`}`,
      });
      const link = page['@odata.deltaLink'];
      if (link === undefined) throw new DirectoryUnavailable('Graph gave no delta link', 'no-delta-link');
      return link;
    },
    async page(nextLink) {
      const first = path`/users?$select=${withState}&$expand=${MANAGER}&$top=${100}`;
      const page = await sendLink({ operation: 'read a page of the directory', path: nextLink ?? first });
      return page === 'expired' ? page : toPage(page, fromPage);
    },
    async changes(link) {
      const page = await sendLink({ operation: 'read changes of the directory', path: link });
      return page === 'expired' ? page : toPage(page, fromChange);
    },
    async withManagers(ids) {
      const query = path`&$select=${withState}&$expand=${MANAGER}`;
      return (await byId(ids, 'look people and managers up', query)).map(fromPage);
    },
    async look(ids) {
      return (await byId(ids, 'look people up', path`&$select=${details}`)).map(toDetails);
    },
    async findByMail(addresses) {
      // Two lists in one filter: half the values each.
      const found = parts([...new Set(addresses)], Math.floor(MOST_VALUES / 2)).map((some) => {
        const list = some.map(quoted).join(',');
        const filter = `mail in (${list}) or userPrincipalName in (${list})`;
        return users('look mail addresses up', filter, path`&$select=${details}`);
      });
      return (await Promise.all(found)).flat().map(toDetails);
    },
    async search(text, limit) {
      const filter = `startswith(displayName,${quoted(text)})`;
      const query = path`&$select=${details}&$top=${limit}`;
      return (await users('search people', filter, query)).map(toDetails);
    },
  };
}

const EXPIRED = /resyncRequired|SyncStateNotFound|ExpiredPageToken|ReplicaUnavailable/i;

function toPage(page: GraphPage, toPerson: (user: GraphUser) => DirectoryPerson): DirectoryPage {
  const left = page.value.filter((user) => user['@removed'] !== undefined);
  const people = page.value.filter((user) => user['@removed'] === undefined);
  return {
    people: people.map(toPerson),
    left: left.map((user) => user.id),
    nextLink: page['@odata.nextLink'] ?? null,
    deltaLink: page['@odata.deltaLink'] ?? null,
  };
}

/** A grade as the directory writes it; nothing in it, or nobody asked for it: null. */
function gradeOf(user: GraphUser, attribute: GradeAttribute | null): string | null {
  if (attribute === null) return null;
  const written = attribute === 'employeeType' ? user.employeeType : user.onPremisesExtensionAttributes?.[attribute];
  return written?.normalize('NFC').trim() || null;
}

function readers(gradeAttribute: GradeAttribute | null) {
  const toDetails = (user: GraphUser): PersonDetails => ({
    id: user.id,
    displayName: user.displayName ?? user.userPrincipalName ?? '',
    mail: user.mail ?? user.userPrincipalName ?? null,
    jobTitle: user.jobTitle ?? null,
    department: user.department ?? null,
    officeLocation: user.officeLocation ?? null,
    preferredLanguage: user.preferredLanguage ?? null,
    grade: gradeOf(user, gradeAttribute),
    isGuest: user.userType === 'Guest',
  });
  const toPerson = (user: GraphUser) => ({ details: toDetails(user), isDisabled: user.accountEnabled === false });
  return {
    toDetails,
    fromPage: (user: GraphUser): DirectoryPerson => ({
      ...toPerson(user),
      managerId: user.manager?.id ?? null,
      managerKnown: true,
    }),
    fromChange: (user: GraphUser): DirectoryPerson => {
      const changes = user['manager@delta'];
      const now = changes?.find((change) => change['@removed'] === undefined);
      return { ...toPerson(user), managerId: now?.id ?? null, managerKnown: changes !== undefined };
    },
  };
}
