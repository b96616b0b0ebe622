import { randomUUID } from 'node:crypto';
import type { ErrorRequestHandler, Request, Response } from 'express';
import type { SandboxClock } from '../clock.ts';

/** Thrown by any route under /v1.0; becomes Graph's error body with this status, code and message. */
export class GraphError extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Record<string, string>;

  constructor(status: number, code: string, message: string, headers: Record<string, string> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

/** The directory's answer for an unknown id or address. */
export function resourceNotFound(id: string): GraphError {
  const message = `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`;
  return new GraphError(404, 'Request_ResourceNotFound', message);
}

/** Graph's refusal of a call over a limit. */
export function tooManyRequests(retryAfter: number): GraphError {
  const message = 'Too many requests. Please retry after the number of seconds in the Retry-After header.';
  return new GraphError(429, 'TooManyRequests', message, { 'Retry-After': String(retryAfter) });
}

/** Outlook's refusal of one call too many at the same time in one mailbox, as seen on live tenants. */
export function mailboxConcurrency(): GraphError {
  return new GraphError(429, 'ApplicationThrottled', 'Application is over its MailboxConcurrency limit.', {
    'Retry-After': '1',
    'RateLimit-Exceeded': 'MailboxConcurrency',
  });
}

/** Graph's refusal while it is down. */
export function serviceUnavailable(retryAfter: number): GraphError {
  return new GraphError(503, 'serviceNotAvailable', 'The service is temporarily unavailable.', {
    'Retry-After': String(retryAfter),
  });
}

/** Gives each request its ids, as Graph does, before anything can fail. */
export function identifyRequest(req: Request, res: Response): void {
  const requestId = randomUUID();
  res.set('request-id', requestId);
  res.set('client-request-id', req.get('client-request-id') ?? requestId);
}

/** Graph's error body for this answer. `date` has no zone and is UTC. */
export function errorBody(res: Response, now: Date, code: string, message: string): object {
  return {
    error: {
      code,
      message,
      innerError: {
        date: now.toISOString().slice(0, 19),
        'request-id': res.get('request-id'),
        'client-request-id': res.get('client-request-id'),
      },
    },
  };
}

/** Last in line under /v1.0: writes a thrown GraphError; anything else is the sandbox's own fault and is logged. */
export function graphErrorHandler(clock: SandboxClock): ErrorRequestHandler {
  return (error: unknown, _req, res, next) => {
    if (res.headersSent) return next(error);
    const known = error instanceof GraphError;
    if (!known) console.error(error);
    const { status, code, message, headers } = known
      ? error
      : new GraphError(500, 'generalException', 'The sandbox failed; see its own log.');
    res
      .status(status)
      .set(headers)
      .json(errorBody(res, clock.now(), code, message));
  };
}
