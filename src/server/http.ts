import express, { type Express, type RequestHandler } from 'express';
import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createErrorHandler, notFound, Refusal } from './faults.ts';
import type { Log } from './log.ts';
import { securityHeaders } from './security-headers.ts';

type Options = { baseUrl: string; hostOrigin: string | null; entraOrigin: string; log: Log };

/** The web part's express application: what comes before every route, the routes that `add` declares, what comes after. */
export function createWebApp(options: Options, add: (app: Express) => void): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', 'simple');
  app.use(trace(options.log), securityHeaders(options), noStore, refuseOtherOrigins(options.baseUrl));
  add(app);
  app.use(notFound, createErrorHandler(options.log));
  return app;
}

/** Gives each request an id, and logs its end by the path's template, never the path: paths hold ids. */
function trace(log: Log): RequestHandler {
  return (request, response, next) => {
    const requestId = randomUUID();
    const begun = performance.now();
    response.locals['requestId'] = requestId;
    response.set('X-Request-Id', requestId);
    response.on('close', () => {
      const template = (request.route as { path?: unknown } | undefined)?.path;
      log.info(
        {
          requestId,
          method: request.method,
          route: typeof template === 'string' ? template : 'none',
          status: response.statusCode,
          finished: response.writableFinished,
          ms: Math.round(performance.now() - begun),
        },
        'request',
      );
    });
    next();
  };
}

/** Nothing is kept by browsers or proxies, unless a route of static files says otherwise. */
const noStore: RequestHandler = (_request, response, next) => {
  response.set('Cache-Control', 'no-store');
  next();
};

/** A page elsewhere may not call us, not even with a stolen token: no CORS, and cookies are never looked at. */
function refuseOtherOrigins(baseUrl: string): RequestHandler {
  const own = new URL(baseUrl).origin;
  return (request, _response, next) => {
    const { origin } = request.headers;
    if (origin !== undefined && origin !== own) {
      throw new Refusal(403, { code: 'other-origin', message: 'Pages of other origins can’t call this address.' });
    }
    next();
  };
}

export type RunningServer = {
  /** The port that was given, or found when that was 0. */
  port: number;
  /** Takes no new requests and waits for those under way, at most `drainMs`; then cuts them off. */
  stop(drainMs: number): Promise<void>;
};

/**
 * So many may wait to be taken in, as far as the system allows it. With Node's own 511, a burst of notifications on
 * connections of their own had some turned away by the system, which come again after one, three or seven seconds.
 */
const BACKLOG = 4096;

/** Listens, and fails with the system's error (EADDRINUSE …) when it can't. */
export async function listen(app: Express, port: number, host: string): Promise<RunningServer> {
  const server: Server = createServer({ requestTimeout: 30_000, headersTimeout: 10_000 }, app);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, host, BACKLOG, () => resolve());
  });
  return {
    port: (server.address() as AddressInfo).port,
    stop: (drainMs) =>
      new Promise((resolve) => {
        const cut = setTimeout(() => server.closeAllConnections(), drainMs);
        server.close(() => {
          clearTimeout(cut);
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
}
