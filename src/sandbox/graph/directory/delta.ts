import type { Request } from 'express';
import type { DirectoryChange } from '../../people/directory.ts';
import type { Person } from '../../people/person.ts';
import type { World } from '../../world.ts';
import { GraphError } from '../errors.ts';
import { GRAPH } from '../front-door.ts';
import { selectedProperties, shapeUser } from './user-shape.ts';
import type { GraphUser } from './user-shape.ts';

/** What a delta link or next link stands for; Graph keeps the query in it too. */
type DeltaToken = {
  select: string | null;
  /** When it was issued, milliseconds of the sandbox's clock. */
  at: number;
  /** The round tells what changed after this number; null reads everybody. */
  since: number | null;
  /** The next round begins after this number. */
  until: number;
  /** Where the next page begins: a position in the directory, or the last changed person's id. */
  after: number | string;
};

const PAGE = 200;
const MAX_PAGE = 999;
const LIFETIME_MS = 7 * 24 * 3_600_000;
const URL_BASE = `${GRAPH}/v1.0/users/delta`;

/**
 * A page of `users/delta`: everybody in the first round, afterwards who changed; a changed manager shows as
 * `manager@delta` (the former one with `@removed`) when `$select` names it, a leaver as `@removed`.
 */
export function deltaUsers(world: World, req: Request): object {
  const query = req.query as Record<string, string | undefined>;
  for (const name of ['$filter', '$expand']) {
    if (query[name] !== undefined)
      throw new GraphError(400, 'Request_UnsupportedQuery', `${name} is not played on delta.`);
  }
  const select = query['$select'] ?? null;
  const now = world.clock.now().getTime();
  const until = world.directory.sequence();
  const context = { '@odata.context': `${GRAPH}/v1.0/$metadata#users` };
  const given = query['$skiptoken'] ?? query['$deltatoken'];
  if (given === 'latest') {
    selectedProperties(select ?? undefined);
    return { ...context, ...deltaLink({ select, at: now, since: until, until, after: '' }), value: [] };
  }

  const started = given ? readToken(given, now) : { select, at: now, since: null, until, after: 0 };
  const isNewRound = query['$skiptoken'] === undefined;
  const round: DeltaToken = { ...started, at: now, until: isNewRound ? until : started.until };
  const page = round.since === null ? fullPage(world, req, round) : changedPage(world, req, round);
  const link =
    page.after === null
      ? deltaLink({ ...round, since: round.until, after: '' })
      : { '@odata.nextLink': `${URL_BASE}?$skiptoken=${writeToken({ ...round, after: page.after })}` };
  return { ...context, ...link, value: page.value };
}

type Page = { value: GraphUser[]; after: number | string | null };

function fullPage({ directory }: World, req: Request, round: DeltaToken): Page {
  const { people, next } = directory.page(round.after as number, pageSize(req));
  const selected = selectedProperties(round.select ?? undefined);
  const value = people.map((person) => changedUser(person, selected, person.managerId === null ? undefined : null));
  return { value, after: next };
}

function changedPage({ directory }: World, req: Request, round: DeltaToken): Page {
  const waiting = directory.changesSince(round.since!).people.filter(({ id }) => id > (round.after as string));
  const size = pageSize(req);
  const selected = selectedProperties(round.select ?? undefined);
  const value = waiting.slice(0, size).map(({ id, managerBefore }: DirectoryChange) => {
    const person = directory.get(id);
    // Deleted users can be restored for a month: Graph says 'changed' until then.
    if (person === undefined) return { id, '@removed': { reason: 'changed' } };
    return changedUser(person, selected, managerBefore);
  });
  return { value, after: waiting.length > size ? waiting[size - 1]!.id : null };
}

/** `before` is the former manager, null for none, undefined when the manager is the same. */
function changedUser(person: Person, selected: string[], before: string | null | undefined): GraphUser {
  const user = { ...shapeUser(person, selected), id: person.id };
  if (!selected.includes('manager') || before === undefined || before === person.managerId) return user;
  const type = { '@odata.type': '#microsoft.graph.user' };
  const managers: object[] = [];
  if (before !== null) managers.push({ ...type, id: before, '@removed': { reason: 'deleted' } });
  if (person.managerId !== null) managers.push({ ...type, id: person.managerId });
  return { ...user, 'manager@delta': managers };
}

function pageSize(req: Request): number {
  const preferred = /odata\.maxpagesize=(\d+)/.exec(req.get('Prefer') ?? '')?.[1];
  return Math.min(Math.max(Number(preferred ?? PAGE), 1), MAX_PAGE);
}

function deltaLink(token: DeltaToken): object {
  return { '@odata.deltaLink': `${URL_BASE}?$deltatoken=${writeToken(token)}` };
}

function writeToken(token: DeltaToken): string {
  return Buffer.from(JSON.stringify(token)).toString('base64url');
}

function readToken(text: string, now: number): DeltaToken {
  let token: DeltaToken;
  try {
    token = JSON.parse(Buffer.from(text, 'base64url').toString()) as DeltaToken;
  } catch {
    throw new GraphError(400, 'Directory_InvalidPageToken', 'The specified page token value is not valid.');
  }
  if (now - token.at <= LIFETIME_MS) return token;
  const select = token.select === null ? '' : `&$select=${encodeURIComponent(token.select)}`;
  const message = 'The sync state is too old: start again with the request in the Location header.';
  throw new GraphError(410, 'syncStateNotFound', message, { Location: `${URL_BASE}?$deltatoken=${select}` });
}
