import type { Express, RequestHandler } from 'express';
import type { z } from 'zod';
import type { Endpoint, FaultAnswer } from '../contract/endpoint.ts';
import type { Result } from '../domain/kernel/result.ts';
import { declared, type Doorkeeper, type ReaderAccess } from './access.ts';
import type { ReadTabToken, Reader } from './auth.ts';
import { answerFault, faultStatus, Refusal } from './faults.ts';
import { jsonBody } from './json-body.ts';

/** What every route needs to know who asks and whether they may. */
export type Web = { app: Express; readTabToken: ReadTabToken; doorkeeper: Doorkeeper };

type Handle<P, B, A> = (request: { reader: Reader; params: P; body: B }) => Promise<Result<A, FaultAnswer>>;

/** Longest CSV of invitations, in bytes, with room for its JSON; every other body is far smaller. */
const LARGEST_BODY = '3mb';

/**
 * Binds an endpoint of the contract to a use case. Who asks, and that they may, is known before anything is read;
 * parameters and body are parsed once; the answer leaves through the contract's schema, so that nothing goes out that it does not name.
 */
export function route<P extends z.ZodType, B extends z.ZodType, A extends z.ZodType>(
  web: Web,
  endpoint: Endpoint<P, B, A>,
  access: ReaderAccess,
  handle: Handle<z.output<P>, z.output<B>, z.input<A>>,
): void {
  const signIn: RequestHandler = async (request, response, next) => {
    const reader = await web.readTabToken(request.headers.authorization);
    if (reader === null) {
      response.set('WWW-Authenticate', 'Bearer');
      throw new Refusal(401, {
        code: 'not-signed-in',
        message: 'Your sign-in has run out. Please open the tab again.',
      });
    }
    response.locals['reader'] = reader;
    next();
  };
  const answer: RequestHandler = async (request, response) => {
    const reader = response.locals['reader'] as Reader;
    await web.doorkeeper.admit(access, reader, request.params);
    const params = parsed(endpoint.params, { ...request.query, ...request.params }, 'The address is not right.');
    const body = parsed(endpoint.body, request.body ?? {}, 'Something in the request is not right.');
    const result = await handle({ reader, params, body });
    if (result.ok) response.json(endpoint.answer.parse(result.value));
    else answerFault(response, faultStatus(result.fault), result.fault);
  };
  const method = endpoint.method.toLowerCase() as 'get' | 'post' | 'put' | 'delete';
  web.app[method](endpoint.path, declared(access, signIn), requireJson, jsonBody(LARGEST_BODY), answer);
}

/** A body of another type is refused rather than taken for an empty one. */
const requireJson: RequestHandler = (request, _response, next) => {
  const hasBody = Number(request.headers['content-length'] ?? 0) > 0 || 'transfer-encoding' in request.headers;
  if (hasBody && !request.is('application/json')) {
    throw new Refusal(415, { code: 'bad-request', message: 'The body must be JSON (Content-Type: application/json).' });
  }
  next();
};

function parsed<S extends z.ZodType>(schema: S, value: unknown, message: string): z.output<S> {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const details = read.error.issues.flatMap(issueLines).slice(0, 100);
  throw new Refusal(400, { code: 'bad-input', message, details });
}

/** One line per wrong field, by its path; an unknown field is named too. */
function issueLines(issue: z.core.$ZodIssue): { at: string; message: string }[] {
  const at = issue.path.join('.');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ at: [...issue.path, key].join('.'), message: 'This field is not known here.' }));
  }
  return [{ at: at === '' ? 'body' : at, message: issue.message }];
}
