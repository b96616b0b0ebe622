import { Router, json } from 'express';
import type { ErrorRequestHandler, RequestHandler } from 'express';
import { signTabToken } from '../entra/tab-token.ts';
import type { Person, Role } from '../people/person.ts';
import type { World } from '../world.ts';
import { clockRoutes } from './clock.ts';
import { ControlError, knownPerson, text } from './input.ts';
import { organisationRoutes } from './organisation.ts';
import { featuredPeople, present } from './people.ts';

/** The host page's own API below /_sandbox, `others` being the parts' routes. Nothing of Microsoft 365 looks like this. */
export function controlRoutes(world: World, others: Router[]): Router {
  const router = Router();
  router.use(onlyFrom(world.address), json(), (_req, res, next) => {
    res.set('Cache-Control', 'no-store');
    next();
  });
  router.use(clockRoutes(world.clock), organisationRoutes(world));

  router.get('/state', (_req, res) => {
    const { config, clock, directory } = world;
    res.json({
      now: clock.now().toISOString(),
      offsetMs: clock.offsetMs(),
      tenantId: config.tenantId,
      teamsAppId: config.teamsAppId,
      botAppId: config.botAppId,
      productUrl: config.productUrl,
      organisation: 'Contoso',
      peopleCount: directory.size(),
      featured: featuredPeople(world).map(present),
    });
  });
  router.get('/people', (req, res) => {
    const limit = Math.min(Number(req.query['limit'] ?? 20) || 20, 200);
    const query = typeof req.query['query'] === 'string' ? req.query['query'] : '';
    res.json({ people: world.directory.search(query, limit).map(present) });
  });
  router.post('/token', async (req, res) => {
    res.json({ token: await signTabToken(world, knownPerson(world, req.body, 'personId')) });
  });
  router.post('/roles', (req, res) => {
    const person: Person = knownPerson(world, req.body, 'personId');
    const role = text(req.body, 'role');
    if (role !== 'Coordinator' && role !== 'Sponsor') throw new ControlError('role: expected Coordinator or Sponsor');
    const granted = (req.body as { granted?: unknown }).granted;
    if (typeof granted !== 'boolean') throw new ControlError('granted: expected true or false');
    world.directory.grant(person.id, role satisfies Role, granted);
    res.json(present(world.directory.get(person.id)!));
  });
  router.get('/contract', (_req, res) => {
    res.json(world.contract.counts());
  });
  router.get('/faults', (_req, res) => {
    res.json(world.faults.plan());
  });
  router.post('/faults', (req, res) => {
    try {
      res.json(world.faults.change((req.body ?? {}) as Record<string, unknown>));
    } catch (error) {
      throw new ControlError((error as Error).message);
    }
  });
  router.use(...others);
  router.use((req) => {
    throw new ControlError(`${req.method} /_sandbox${req.path} does not exist`, 404);
  });
  router.use(answerErrors);
  return router;
}

/** A page of another origin, or a name that someone made point here, must not drive the sandbox. */
function onlyFrom(address: string): RequestHandler {
  const { host } = new URL(address);
  const own = [address, address.replace('127.0.0.1', 'localhost')];
  return (req, _res, next) => {
    const { origin } = req.headers;
    const named = req.headers.host;
    if (named !== host && named !== host.replace('127.0.0.1', 'localhost')) {
      throw new ControlError('Host: the sandbox is driven at its own address only', 403);
    }
    if (origin !== undefined && !own.includes(origin)) throw new ControlError('Origin: not the host page', 403);
    next();
  };
}

const answerErrors: ErrorRequestHandler = (error: Error & { status?: number }, _req, res, next) => {
  if (res.headersSent) return next(error);
  const status = error instanceof ControlError ? error.status : (error.status ?? 500);
  if (status >= 500) console.error(error);
  res.status(status).json({ error: error.message });
};
