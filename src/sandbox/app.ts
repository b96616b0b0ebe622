import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import express from 'express';
import type { ErrorRequestHandler, Express } from 'express';
import { graphCalendarRoutes } from './calendar/routes.ts';
import { graphInstallRoutes } from './connector/graph-installs.ts';
import { connectorOpenIdRoutes } from './connector/openid.ts';
import { connectorRoutes } from './connector/routes.ts';
import { calendarControlRoutes } from './control/calendar.ts';
import { chatControlRoutes } from './control/chats.ts';
import { mailControlRoutes } from './control/mail.ts';
import { controlRoutes } from './control/routes.ts';
import { subscriptionControlRoutes } from './control/subscriptions.ts';
import { authorizeRoutes } from './entra/authorize.ts';
import { openidRoutes } from './entra/openid.ts';
import { tokenRoutes } from './entra/token-endpoint.ts';
import { batchRoutes } from './graph/batch.ts';
import { directoryRoutes } from './graph/directory/routes.ts';
import { GraphError, graphErrorHandler } from './graph/errors.ts';
import { graphFrontDoor } from './graph/front-door.ts';
import { graphMailRoutes } from './mail/routes.ts';
import { subscriptionRoutes } from './subscriptions/routes.ts';
import type { World } from './world.ts';

const hostPage = fileURLToPath(new URL('../../dist/sandbox-host', import.meta.url));

/** Puts all parts of the pretend tenant on one server. */
export function createApp(world: World): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');

  app.use('/v1.0', graphFrontDoor(world));
  app.use(
    '/v1.0',
    batchRoutes(world),
    directoryRoutes(world),
    graphCalendarRoutes(world),
    graphMailRoutes(world),
    graphInstallRoutes(world),
    subscriptionRoutes(world),
  );
  app.use('/v1.0', (req) => {
    throw new GraphError(501, 'NotImplemented', `The sandbox doesn't play ${req.graphOperation.name} yet.`);
  });
  app.use('/v1.0', graphErrorHandler(world.clock));

  app.use(
    '/connector',
    world.faults.middleware(({ status, retryAfter }, _req, res) => {
      const code = status === 429 ? 'RateLimited' : 'ServiceUnavailable';
      res
        .status(status)
        .set('Retry-After', String(retryAfter))
        .json({ error: { code, message: code } });
    }),
    connectorRoutes(world),
  );

  app.use(
    '/_sandbox',
    controlRoutes(world, [
      chatControlRoutes(world),
      calendarControlRoutes(world),
      mailControlRoutes(world),
      subscriptionControlRoutes(world),
    ]),
  );
  app.use('/botframework/v1', connectorOpenIdRoutes(world));
  app.use(openidRoutes(world), authorizeRoutes(world), tokenRoutes(world));

  app.use(express.static(hostPage));
  app.get('/', (_req, res) => {
    const known = existsSync(hostPage);
    res
      .status(503)
      .type('text')
      .send(known ? 'The host page has no index.' : 'The host page is not built: npm run build');
  });
  app.use(lastResort);
  return app;
}

// Express would show the stack.
const lastResort: ErrorRequestHandler = (error: { status?: number; message: string }, _req, res, next) => {
  if (res.headersSent) return next(error);
  const status = error.status ?? 500;
  if (status >= 500) console.error(error);
  res.status(status).json({ error: status >= 500 ? 'The sandbox failed; see its own log.' : error.message });
};
