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
  accountEnabled?: boolean | null;
  manager?: { id: string } | null;
  'manager@delta'?: { id: string; '@removed'?: unknown }[];
  '@removed'?: unknown;
};

type GraphPage = { value: GraphUser[]; '@odata.nextLink'?: string; '@odata.deltaLink'?: string };

const DETAILS = 'id,displayName,mail,userPrincipalName,jobTitle,department,officeLocation,preferredLanguage,userType';
const WITH_STATE = `${DETAILS},accountEnabled`;
const MANAGER = 'manager($select=id)';
// A filter of the directory takes at most 15 values (Microsoft Graph, 'in' on directory objects).
const MOST_VALUES = 15;

/** Entra's directory through Graph. */
export function createDirectory(graph: Graph): Directory {
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
        path: path`/users/delta?$deltatoken=latest&$select=${`${WITH_STATE},manager`}`,
      });
      const link = page['@odata.deltaLink'];
      if (link === undefined) throw new DirectoryUnavailable('Graph gave no delta link', 'no-delta-link');
      return link;
    },
    async page(nextLink) {
      const first = path`/users?$select=${WITH_STATE}&$expand=${MANAGER}&$top=${100}`;
      const page = await sendLink({ operation: 'read a page of the directory', path: nextLink ?? first });
      return page === 'expired' ? page : toPage(page, fromPage);
    },
    async changes(link) {
      const page = await sendLink({ operation: 'read changes of the directory', path: link });
      return page === 'expired' ? page : toPage(page, fromChange);
    },
    async withManagers(ids) {
      const query = path`&$select=${WITH_STATE}&$expand=${MANAGER}`;
      return (await byId(ids, 'look people and managers up', query)).map(fromPage);
    },
    async look(ids) {
      return (await byId(ids, 'look people up', path`&$select=${DETAILS}`)).map(toDetails);
    },
    async findByMail(addresses) {
      // Two lists in one filter: half the values each.
      const found = parts([...new Set(addresses)], Math.floor(MOST_VALUES / 2)).map((some) => {
        const list = some.map(quoted).join(',');
        const filter = `mail in (${list}) or userPrincipalName in (${list})`;
        return users('look mail addresses up', filter, path`&$select=${DETAILS}`);
      });
      return (await Promise.all(found)).flat().map(toDetails);
    },
    async search(text, limit) {
      const filter = `startswith(displayName,${quoted(text)})`;
      const query = path`&$select=${DETAILS}&$top=${limit}`;
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

function fromPage(user: GraphUser): DirectoryPerson {
  return { ...toPerson(user), managerId: user.manager?.id ?? null, managerKnown: true };
}

function fromChange(user: GraphUser): DirectoryPerson {
  const changes = user['manager@delta'];
  const now = changes?.find((change) => change['@removed'] === undefined);
  return { ...toPerson(user), managerId: now?.id ?? null, managerKnown: changes !== undefined };
}

function toPerson(user: GraphUser) {
  return { details: toDetails(user), isDisabled: user.accountEnabled === false };
}

function toDetails(user: GraphUser): PersonDetails {
  return {
    id: user.id,
    displayName: user.displayName ?? user.userPrincipalName ?? '',
    mail: user.mail ?? user.userPrincipalName ?? null,
    jobTitle: user.jobTitle ?? null,
    department: user.department ?? null,
    officeLocation: user.officeLocation ?? null,
    preferredLanguage: user.preferredLanguage ?? null,
    isGuest: user.userType === 'Guest',
  };
}
