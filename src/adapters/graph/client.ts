import { AuthenticationHandler, TelemetryHandler } from '@microsoft/microsoft-graph-client';
import type { Middleware } from '@microsoft/microsoft-graph-client';
import { createAttempts, retryAfterMs } from './attempts.ts';
import type { AttemptOptions } from './attempts.ts';
import type { CallContext, GraphCall } from './graph-call.ts';
import { GraphFault } from './graph-fault.ts';
import { GRAPH, createTransport, graphUrl } from './transport.ts';

export type Graph = {
  /** Sends a call patiently and answers its parsed body, undefined when it is empty. Throws a `GraphFault`. */
  send<T>(call: GraphCall): Promise<T>;
};

export type GraphOptions = {
  /** `https://graph.microsoft.com`, or a sandbox on this machine. */
  baseUrl: string;
  /** Gives a token for a scope; not again one that Graph has refused. */
  tokens: (scope: string, refused?: string) => Promise<string>;
  /** Told of every request that leaves, repetitions included. */
  onRequest?: AttemptOptions['onRequest'];
  /** Replaced in tests. */
  wait?: AttemptOptions['wait'];
  random?: AttemptOptions['random'];
};

/**
 * Microsoft's own client middlewares between two of ours: `attempts` in front (patience, lanes, a new token after 401)
 * and `transport` at the end (the network, and the guard of where a token may go). Its request builder is left out: it
 * reorders queries and encodes nothing, and its retry calls before a long `Retry-After` is over.
 */
export function createGraphClient(options: GraphOptions): Graph {
  let refused: string | undefined;
  const chain = link(
    createAttempts({
      wait: options.wait ?? ((ms) => new Promise((resolve) => setTimeout(resolve, ms))),
      random: options.random ?? Math.random,
      onRequest: options.onRequest ?? (() => undefined),
      onRefusedToken: (token) => (refused = token),
    }),
    new AuthenticationHandler({
      getAccessToken: () => options.tokens(`${GRAPH}/.default`, refused).catch(withoutToken),
    }),
    new TelemetryHandler(),
    createTransport(options.baseUrl),
  );
  return {
    async send<T>(call: GraphCall) {
      const context = toContext(call);
      await chain.execute(context);
      return readAnswer(call.operation, context.response!) as Promise<T>;
    },
  };
}

function withoutToken(error: unknown): never {
  throw new GraphFault('get a token', null, (error as { code?: string }).code ?? 'token-unavailable');
}

function link(...chain: [Middleware, ...Middleware[]]): Middleware {
  chain.forEach((middleware, at) => {
    const next = chain[at + 1];
    if (next) middleware.setNext?.(next);
  });
  return chain[0];
}

function toContext(call: GraphCall): CallContext {
  const address = call.path.startsWith('/') ? `${GRAPH}/v1.0${call.path}` : call.path;
  const headers = { Accept: 'application/json', ...call.headers };
  return {
    call,
    // Checked here too, so that nothing foreign even asks for a token.
    request: graphUrl(address, call.operation).href,
    options:
      call.body === undefined
        ? { method: call.method ?? 'GET', headers }
        : {
            method: call.method ?? 'POST',
            headers: { ...headers, 'Content-Type': 'application/json' },
            body: JSON.stringify(call.body),
          },
  };
}

async function readAnswer(operation: string, response: Response): Promise<unknown> {
  const text = await response.text();
  if (!response.ok) {
    throw new GraphFault(operation, response.status, errorCode(text) ?? 'unexpected', retryAfterMs(response));
  }
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new GraphFault(operation, response.status, 'not-json');
  }
}

function errorCode(text: string): string | undefined {
  try {
    return (JSON.parse(text) as { error?: { code?: string } }).error?.code;
  } catch {
    return undefined;
  }
}
