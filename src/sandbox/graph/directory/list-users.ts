import type { Request } from 'express';
import type { Directory } from '../../people/directory.ts';
import type { Person } from '../../people/person.ts';
import { GraphError } from '../errors.ts';
import { GRAPH } from '../front-door.ts';
import { parseExpand } from './expand.ts';
import { parseFilter } from './filter.ts';
import type { Predicate } from './filter.ts';
import { parseSearch } from './search.ts';
import { selectedProperties } from './user-shape.ts';
import type { GraphUser } from './user-shape.ts';

type Query = Record<string, string | undefined>;

const DEFAULT_PAGE = 100;
/** Whatever `$top` says, a page with `$expand` holds no more. */
const MAX_EXPANDED = 100;

/**
 * A page of people in Graph's shape: `$select`, `$expand`, `$filter`, `$search`, `$orderby`, `$count`, `$top`,
 * `$skiptoken`. `source` limits it to some people; without it everybody.
 */
export function listUsers(
  directory: Directory,
  req: Request,
  shape: (person: Person, selected: string[]) => GraphUser,
  source?: Person[],
): object {
  const query = req.query as Query;
  const selected = selectedProperties(query['$select']);
  const expand = parseExpand(directory, query['$expand'], false);
  const found = narrow(directory, req, source);
  const wanted = Number(query['$top'] ?? DEFAULT_PAGE);
  const size = expand === undefined ? wanted : Math.min(wanted, MAX_EXPANDED);
  const from = readSkipToken(query['$skiptoken']);
  const { people, next } =
    found === undefined
      ? directory.page(from, size)
      : { people: found.slice(from, from + size), next: from + size < found.length ? from + size : null };
  return {
    '@odata.context': `${GRAPH}/v1.0/$metadata#users`,
    ...(query['$count'] === 'true' ? { '@odata.count': found?.length ?? directory.size() } : {}),
    ...(next === null ? {} : { '@odata.nextLink': nextLink(req, next) }),
    value: people.map((person) => {
      const user = shape(person, selected);
      expand?.(person, user);
      return user;
    }),
  };
}

/** How many people `$filter` and `$search` leave; needs `ConsistencyLevel: eventual`, as every count. */
export function countUsers(directory: Directory, req: Request): number {
  requireEventual(req, '$count is not currently supported.', 'Request_BadRequest');
  return narrow(directory, req, undefined)?.length ?? directory.size();
}

/** Graph counts, searches and sorts the directory only for callers who accept a moment's delay. */
export function requireEventual(req: Request, message: string, code = 'Request_UnsupportedQuery'): void {
  if (req.get('ConsistencyLevel')?.toLowerCase() !== 'eventual') throw new GraphError(400, code, message);
}

/** The people that the query leaves, in its order; undefined for everybody in the directory's own. */
function narrow(directory: Directory, req: Request, source: Person[] | undefined): Person[] | undefined {
  const query = req.query as Query;
  const tests: Predicate[] = [];
  if (query['$count'] === 'true') requireEventual(req, '$count is not currently supported.', 'Request_BadRequest');
  if (query['$search'] !== undefined) {
    const header = "a special request header: 'ConsistencyLevel: eventual'";
    requireEventual(req, `Request with $search query parameter only works through MSGraph with ${header}`);
    tests.push(parseSearch(query['$search']));
  }
  if (query['$filter'] !== undefined) {
    const { test, advanced } = parseFilter(query['$filter']);
    if (advanced || query['$orderby'] !== undefined) requireEventual(req, 'Unsupported Query.');
    if (advanced && query['$count'] !== 'true' && !req.path.endsWith('$count')) {
      throw new GraphError(400, 'Request_UnsupportedQuery', 'Unsupported Query.');
    }
    tests.push(test);
  }
  const order = query['$orderby'] === undefined ? undefined : parseOrder(query['$orderby']);
  if (tests.length === 0 && order === undefined) return source;
  const everybody = source ?? directory.list(0, directory.size());
  const found = everybody.filter((person) => tests.every((test) => test(person)));
  return order === undefined ? found : found.sort(order);
}

function parseOrder(orderby: string): (one: Person, other: Person) => number {
  const [, property, direction] = /^\s*(displayName|userPrincipalName)(?:\s+(asc|desc))?\s*$/.exec(orderby) ?? [];
  if (property === undefined) {
    throw new GraphError(400, 'Request_UnsupportedQuery', `Sorting by '${orderby}' is not supported.`);
  }
  const sign = direction === 'desc' ? -1 : 1;
  const key = property as 'displayName' | 'userPrincipalName';
  return (one, other) => sign * one[key].localeCompare(other[key], 'en') || (one.id < other.id ? -1 : 1);
}

function nextLink(req: Request, position: number): string {
  const url = new URL(req.originalUrl, GRAPH);
  url.searchParams.delete('$skiptoken');
  const given = [...url.searchParams, ['$skiptoken', writeSkipToken(position)]];
  return `${GRAPH}${url.pathname}?${given.map(([name, value]) => `${name}=${encodeURIComponent(value!)}`).join('&')}`;
}

function writeSkipToken(position: number): string {
  return Buffer.from(JSON.stringify({ users: position })).toString('base64url');
}

function readSkipToken(token: string | undefined): number {
  if (token === undefined) return 0;
  try {
    const { users } = JSON.parse(Buffer.from(token, 'base64url').toString()) as { users?: unknown };
    if (Number.isInteger(users)) return users as number;
  } catch {
    // Not one of ours: refused below.
  }
  throw new GraphError(400, 'Directory_InvalidPageToken', 'The specified page token value is not valid.');
}
