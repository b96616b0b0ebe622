import { Router, json } from 'express';
import type { NextFunction, Request, Response } from 'express';
import type { JWTPayload } from 'jose';
import { bearerToken, verifyEntraToken } from '../entra/verify.ts';
import type { World } from '../world.ts';
import type { Operation } from './contract-operations.ts';
import { GraphError, errorBody, identifyRequest } from './errors.ts';
import { limitGraph } from './limits.ts';
import { assertPermitted } from './permissions.ts';

export const GRAPH = 'https://graph.microsoft.com';

/** Who calls Graph, from the verified token. */
export type GraphCaller =
  | { kind: 'application'; appId: string; roles: string[] }
  | { kind: 'delegated'; appId: string; userId: string; scopes: string[] };

declare module 'express-serve-static-core' {
  interface Request {
    /** Set by Graph's front door for every request below /v1.0. */
    graphCaller: GraphCaller;
    /** The contract's operation that this request addresses, for example `GET /users/{user-id}/events`. */
    graphOperation: Operation;
  }
}

/**
 * Everything a Graph request passes before a route sees it: ids, token, contract, permission or mailbox scope,
 * invented faults, limits. Behind it `req.body` is parsed and `req.graphCaller` is set; every answer is checked on its
 * way out.
 */
export function graphFrontDoor(world: World): Router {
  const router = Router({ caseSensitive: false });
  router.use((req, res, next) => {
    identifyRequest(req, res);
    world.contract.watchAnswer(req, res, (code, message) => errorBody(res, world.clock.now(), code, message));
    next();
  });
  router.use(
    json({ limit: '4mb', strict: false }),
    (error: Error, req: Request, _res: Response, next: NextFunction) => {
      next(world.contract.violation(`request ${req.method} ${req.path}`, [`body: ${error.message}`]));
    },
  );
  router.use(async (req, _res, next) => {
    req.graphCaller = await authenticate(world, req);
    req.graphOperation = world.contract.checkRequest(req);
    assertPermitted(world, req.graphCaller, req.graphOperation, req.path);
    next();
  });
  router.use(
    world.faults.middleware(({ status, retryAfter }) => {
      throw status === 429 ? tooManyRequests(retryAfter) : serviceUnavailable(retryAfter);
    }),
  );
  router.use(limitGraph(world));
  return router;
}

/** Graph's refusal of a call over a limit. */
export function tooManyRequests(retryAfter: number): GraphError {
  const message = 'Too many requests. Please retry after the number of seconds in the Retry-After header.';
  return new GraphError(429, 'TooManyRequests', message, { 'Retry-After': String(retryAfter) });
}

function serviceUnavailable(retryAfter: number): GraphError {
  return new GraphError(503, 'serviceNotAvailable', 'The service is temporarily unavailable.', {
    'Retry-After': String(retryAfter),
  });
}

async function authenticate(world: World, req: Request): Promise<GraphCaller> {
  const token = bearerToken(req.get('authorization'));
  if (token === undefined) throw unauthenticated('Access token is empty.');
  const claims = await verifyEntraToken(world, token, GRAPH).catch((error: { code?: string }) => {
    throw unauthenticated(error.code === 'ERR_JWT_EXPIRED' ? expired : 'Access token validation failure.');
  });
  return caller(claims);
}

const expired = 'Lifetime validation failed, the token is expired.';

function caller(claims: JWTPayload): GraphCaller {
  const appId = claims['appid'] as string;
  if (typeof claims['scp'] === 'string') {
    return { kind: 'delegated', appId, userId: claims['oid'] as string, scopes: claims['scp'].split(' ') };
  }
  return { kind: 'application', appId, roles: (claims['roles'] as string[] | undefined) ?? [] };
}

function unauthenticated(message: string): GraphError {
  return new GraphError(401, 'InvalidAuthenticationToken', message, { 'WWW-Authenticate': 'Bearer' });
}
