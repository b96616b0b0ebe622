import { Router, json } from 'express';
import type { NextFunction, Request, Response } from 'express';
import { bearerToken, verifyEntraToken } from '../entra/verify.ts';
import type { World } from '../world.ts';
import { callerOf } from './caller.ts';
import type { GraphCaller } from './caller.ts';
import type { Operation } from './contract-operations.ts';
import { GraphError, errorBody, identifyRequest, serviceUnavailable, tooManyRequests } from './errors.ts';
import { limitGraph } from './limits.ts';
import { assertPermitted } from './permissions.ts';

export const GRAPH = 'https://graph.microsoft.com';

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

async function authenticate(world: World, req: Request): Promise<GraphCaller> {
  const token = bearerToken(req.get('authorization'));
  if (token === undefined) throw unauthenticated('Access token is empty.');
  const claims = await verifyEntraToken(world, token, GRAPH).catch((error: { code?: string }) => {
    throw unauthenticated(error.code === 'ERR_JWT_EXPIRED' ? expired : 'Access token validation failure.');
  });
  return callerOf(claims);
}

const expired = 'Lifetime validation failed, the token is expired.';

function unauthenticated(message: string): GraphError {
  return new GraphError(401, 'InvalidAuthenticationToken', message, { 'WWW-Authenticate': 'Bearer' });
}
