import { createHash } from 'node:crypto';
import { Router } from 'express';
import type { Request } from 'express';
import { GraphError, resourceNotFound } from '../graph/errors.ts';
import { GRAPH } from '../graph/front-door.ts';
import type { Person } from '../people/person.ts';
import type { World } from '../world.ts';
import type { Chat } from './chat-store.ts';
import { chatsOf } from './chats.ts';

type Json = Record<string, unknown>;

/** App catalogue and installation below /v1.0: the tenant's catalogue holds one app, Counterpart. */
export function graphInstallRoutes(world: World): Router {
  const { store, install, uninstall } = chatsOf(world);
  const router = Router();
  const app = catalogueApp(world);
  const context = `${GRAPH}/v1.0/$metadata#`;

  router.get('/appCatalogs/teamsApps', (req, res) => {
    const value = matches(req, '', app) ? [app] : [];
    res.json({ '@odata.context': `${context}appCatalogs/teamsApps`, '@odata.count': value.length, value });
  });

  const installs = Router({ mergeParams: true });
  router.use(['/users/:userId/teamwork/installedApps', '/me/teamwork/installedApps'], installs);

  installs.post('/', (req, res) => {
    const person = personOf(req);
    const { 'teamsApp@odata.bind': bind } = req.body as { 'teamsApp@odata.bind': string };
    if (!bind.includes(app.id)) throw new GraphError(404, 'NotFound', 'App id not found in the app catalog.');
    if (world.config.apiAppId !== req.graphCaller.appId) {
      throw new GraphError(403, 'Forbidden', 'The caller may install only the app that is its own.');
    }
    if (person.userType === 'Guest') throw new GraphError(403, 'Forbidden', 'Apps can’t be installed for guest users.');
    const chat = install(person.id);
    if (!chat) throw new GraphError(409, 'Conflict', 'The app is already installed.');
    const location = `${GRAPH}/v1.0/users/${person.id}/teamwork/installedApps/${installationId(chat)}`;
    res.status(201).set('Location', location).end();
  });
  installs.get('/', (req, res) => {
    const chat = store.byPerson(personOf(req).id);
    const value = chat?.installed && matches(req, 'teamsApp/', app) ? [installation(chat, req)] : [];
    res.json({ '@odata.context': `${context}${installationSet(req)}`, '@odata.count': value.length, value });
  });
  installs.get('/:installationId', (req, res) => {
    const chat = installedChat(req);
    res.json({ '@odata.context': `${context}${installationSet(req)}/$entity`, ...installation(chat, req) });
  });
  installs.delete('/:installationId', (req, res) => {
    uninstall(installedChat(req).personId);
    res.status(204).end();
  });
  installs.get('/:installationId/chat', (req, res) => {
    res.json({ '@odata.context': `${context}chats/$entity`, ...graphChat(installedChat(req)) });
  });
  return router;

  function personOf(req: Request): Person {
    const { graphCaller: caller, params } = req;
    const id = (params as { userId?: string }).userId ?? (caller.kind === 'delegated' ? caller.userId : '');
    const person = world.directory.get(id);
    if (!person) throw resourceNotFound(id);
    return person;
  }

  function installedChat(req: Request): Chat {
    const chat = store.byPerson(personOf(req).id);
    if (!chat?.installed || installationId(chat) !== req.params['installationId']) {
      throw new GraphError(404, 'NotFound', 'No app installation with this id was found for the user.');
    }
    return chat;
  }

  function installationSet(req: Request): string {
    return `users('${encodeURIComponent(personOf(req).id)}')/teamwork/installedApps`;
  }

  function installationId(chat: Chat): string {
    return Buffer.from(`${chat.personId}##${app.id}`).toString('base64');
  }

  function installation(chat: Chat, req: Request): Json {
    const expanded = (query(req, '$expand') ?? '').split(',').map((name) => name.trim().replace(/\(.*/, ''));
    return {
      id: installationId(chat),
      ...(expanded.includes('teamsApp') && { teamsApp: app }),
      ...(expanded.includes('teamsAppDefinition') && { teamsAppDefinition: definition(app) }),
      ...(expanded.includes('chat') && { chat: graphChat(chat) }),
    };
  }

  function graphChat(chat: Chat): Json {
    return { id: chat.id, chatType: 'oneOnOne', tenantId: world.config.tenantId };
  }
}

type CatalogueApp = { id: string; externalId: string; displayName: string; distributionMethod: 'organization' };

/** The catalogue gives an app an id of its own; the manifest's id is its `externalId`. */
function catalogueApp({ config }: World): CatalogueApp {
  const hash = createHash('sha256').update(`${config.tenantId} ${config.teamsAppId}`).digest('hex');
  const id = `${hash.slice(0, 8)}-${hash.slice(8, 12)}-4${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
  return { id, externalId: config.teamsAppId, displayName: 'Counterpart', distributionMethod: 'organization' };
}

function definition(app: CatalogueApp): Json {
  return {
    id: Buffer.from(`${app.id}##1.0.0##Published`).toString('base64'),
    teamsAppId: app.id,
    displayName: app.displayName,
    version: '1.0.0',
    publishingState: 'published',
  };
}

/** Applies `$filter=<prefix>property eq 'value' and …`; other filters are refused, not ignored. */
function matches(req: Request, prefix: string, app: CatalogueApp): boolean {
  const filter = query(req, '$filter');
  if (filter === undefined) return true;
  return filter.split(/ and /i).every((clause) => {
    const [, property, value] = /^\s*([\w/]+)\s+eq\s+'([^']*)'\s*$/.exec(clause) ?? [];
    const name = property?.startsWith(prefix) ? property.slice(prefix.length) : '';
    if (name !== 'externalId' && name !== 'id' && name !== 'displayName' && name !== 'distributionMethod') {
      throw new GraphError(400, 'BadRequest', `The filter "${clause.trim()}" is not supported here.`);
    }
    return app[name].toLowerCase() === value!.toLowerCase();
  });
}

function query(req: Request, name: string): string | undefined {
  const value = req.query[name];
  return typeof value === 'string' ? value : undefined;
}
