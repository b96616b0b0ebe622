import type { Context, Middleware } from '@microsoft/microsoft-graph-client';
import type { CallContext } from './graph-call.ts';
import { GraphFault } from './graph-fault.ts';
import { createLane } from './lanes.ts';
import type { Lane } from './lanes.ts';

const MOST_ATTEMPTS = 6;
/** A longer pause is not waited for: the job that called is tried again later. */
const LONGEST_PAUSE_MS = 60_000;
const SPREAD_MS = 1000;
const PLACES = 4;
const PASSING = [429, 502, 503, 504];

export type AttemptOptions = {
  wait: (ms: number) => Promise<void>;
  random: () => number;
  onRequest: (request: { operation: string; attempt: number }) => void;
  onRefusedToken: (token: string) => void;
};

/**
 * The first middleware: sends a call until it is answered. Graph's 429, 502, 503 and 504 hold back the whole lane for
 * as long as `Retry-After` says (no call of the lane leaves before it), then calls start again spread over a second.
 * After a lost answer only a repeatable call is sent again. After 401 a new token is tried once.
 */
export function createAttempts({ wait, random, onRequest, onRefusedToken }: AttemptOptions): Middleware {
  const lanes = new Map<string, Lane>();
  const laneOf = (name: string): Lane => {
    const known = lanes.get(name);
    if (known) return known;
    const lane = createLane(PLACES, () => wait(random() * SPREAD_MS));
    lanes.set(name, lane);
    return lane;
  };
  let next: Middleware;

  const attempt = async (context: CallContext, number: number): Promise<Outcome> => {
    onRequest({ operation: context.call.operation, attempt: number });
    // A copy: the middlewares behind add their headers to it.
    const copy: Context = { ...context, options: { ...context.options, headers: { ...context.options.headers } } };
    try {
      await next.execute(copy);
    } catch (error) {
      if (isNetworkFailure(error)) return { isSure: neverArrived(error) };
      throw error;
    }
    if (copy.response!.status === 401) onRefusedToken(bearer(copy));
    return { response: copy.response! };
  };

  return {
    setNext: (middleware) => (next = middleware),
    async execute(given) {
      const context = given as CallContext;
      const { operation, repeatable, lane: name } = context.call;
      const lane = laneOf(name ?? 'directory');
      const mayRepeat = repeatable ?? context.options.method === 'GET';
      let newTokenTried = false;
      for (let number = 1; ; number += 1) {
        const outcome = await lane.run(() => attempt(context, number));
        const mayTryAgain = number < MOST_ATTEMPTS && (mayRepeat || isUndone(outcome));
        if (!('response' in outcome)) {
          if (!mayTryAgain) throw new GraphFault(operation, null, outcome.isSure ? 'unreachable' : 'answer-lost');
          await wait((0.5 + random()) * 250 * 2 ** number);
          continue;
        }
        const { response } = outcome;
        if (response.status === 401 && !newTokenTried) {
          newTokenTried = true;
          continue;
        }
        if (!PASSING.includes(response.status)) {
          context.response = response;
          return;
        }
        // Held also for the others of the lane, whether or not this call tries again.
        const asked = retryAfterMs(response);
        const tooLong = asked !== null && asked > LONGEST_PAUSE_MS;
        const refusal = tooLong ? new GraphFault(operation, response.status, 'told-to-wait', asked) : undefined;
        lane.hold(wait(asked ?? 500 * 2 ** number), refusal);
        if (refusal) throw refusal;
        if (!mayTryAgain) {
          context.response = response;
          return;
        }
      }
    },
  };
}

/** An answer, or none: `isSure` when the request certainly did not arrive. */
type Outcome = { response: Response } | { isSure: boolean };

/** Nothing was done, so even a write may be sent again. A gateway's 502 and 504 do not tell. */
const isUndone = (outcome: Outcome): boolean =>
  'response' in outcome ? outcome.response.status === 429 || outcome.response.status === 503 : outcome.isSure;

/** `Retry-After` in milliseconds; a date is measured against the answer's own. */
export function retryAfterMs(response: Response): number | null {
  const value = response.headers.get('retry-after');
  if (value === null) return null;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const span = Date.parse(value) - Date.parse(response.headers.get('date') ?? '');
  return Number.isNaN(span) ? null : Math.max(0, span);
}

const bearer = (context: Context): string =>
  ((context.options?.headers as Record<string, string>)['Authorization'] ?? '').slice('Bearer '.length);

// What fetch throws: a TypeError for the socket, a DOMException for the time limit.
const isNetworkFailure = (error: unknown): error is Error =>
  ['TypeError', 'TimeoutError'].includes((error as { name?: string }).name ?? '');

// fetch wraps the socket's own error; these say that no byte of the request was taken.
const neverArrived = (error: Error): boolean => {
  const code = (error.cause as { code?: string } | undefined)?.code ?? '';
  return ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'].includes(code);
};
