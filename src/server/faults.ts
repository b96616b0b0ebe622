import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import type { FaultAnswer } from '../contract/endpoint.ts';
import { KeysUnavailable } from '../adapters/openid/signing-keys.ts';
import { isDatabaseAway } from '../adapters/postgres/database-away.ts';
import { CalendarUnavailable } from '../domain/meetings/ports.ts';
import { DirectoryUnavailable } from '../domain/people/ports.ts';
import { describeError, type Log } from './log.ts';

/** A request that ends here with this answer; thrown by the steps before a handler. */
export class Refusal extends Error {
  readonly status: number;
  readonly answer: FaultAnswer;
  constructor(status: number, answer: FaultAnswer) {
    super(answer.code);
    this.status = status;
    this.answer = answer;
  }
}

/** A list that is wrong in every line says so long before its end. */
const mostDetails = 500;

/** Sends a fault with the reference that a person can quote; nothing technical goes out. */
export function answerFault(response: Response, status: number, answer: FaultAnswer): void {
  const details = answer.details && { details: answer.details.slice(0, mostDetails) };
  response.status(status).json({ ...answer, ...details, reference: response.locals['requestId'] as string });
}

/** A fault of a use case: about something missing, about the input where it names a field, else about how things are. */
export function faultStatus(fault: FaultAnswer): number {
  if (fault.code.startsWith('no-such-')) return 404;
  return fault.at !== undefined || fault.details !== undefined ? 422 : 409;
}

export const notFound: RequestHandler = (request, response) => {
  const layers = request.app.router.stack as unknown as { route?: unknown; match(path: string): boolean }[];
  const known = layers.some((layer) => layer.route !== undefined && layer.match(request.path));
  if (known) answerFault(response, 405, { code: 'wrong-method', message: 'This address does not take that method.' });
  else answerFault(response, 404, { code: 'not-found', message: 'There is nothing at this address.' });
};

/** What body-parser and the router say of bad requests, in our words. */
type BadRequest = [status: number, message: string];
const BAD_REQUESTS: Record<string, BadRequest> = {
  'entity.parse.failed': [400, 'The body is not valid JSON.'],
  'entity.too.large': [413, 'The body is too large.'],
  'encoding.unsupported': [415, 'The body has an encoding that is not supported.'],
  'charset.unsupported': [415, 'The body has a character set that is not supported.'],
  'request.aborted': [400, 'The request was broken off.'],
  'request.size.invalid': [400, 'The body has another length than it said.'],
};

const NOT_AN_ADDRESS: BadRequest = [400, 'The address is not valid.'];

/** A service of Microsoft's could not be reached; worth trying again. */
const isUnavailable = (error: unknown): boolean =>
  error instanceof DirectoryUnavailable || error instanceof CalendarUnavailable || error instanceof KeysUnavailable;

/** The end of every failed request: known refusals as they are, all else logged and answered by a reference alone. */
export function createErrorHandler(log: Log): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) return next(error);
    if (error instanceof Refusal) return answerFault(response, error.status, error.answer);
    const { type } = error as { type?: string };
    const bad = BAD_REQUESTS[type ?? ''] ?? (error instanceof URIError ? NOT_AN_ADDRESS : undefined);
    if (bad) return answerFault(response, bad[0], { code: 'bad-request', message: bad[1] });
    log.error({ requestId: response.locals['requestId'] as string, error: describeError(error) }, 'unexpected');
    if (isUnavailable(error)) {
      const message = 'Microsoft 365 can’t be reached at the moment. Nothing was lost; please try again shortly.';
      return answerFault(response, 503, { code: 'unavailable', message });
    }
    if (isDatabaseAway(error)) {
      const message =
        'Counterpart can’t reach its records at the moment. Nothing was half-saved; please try again shortly.';
      return answerFault(response, 503, { code: 'unavailable', message });
    }
    const message = 'Something went wrong on our side. Nothing you entered was half-saved; please try again.';
    answerFault(response, 500, { code: 'unexpected', message });
  };
}
