import type { Middleware } from '@microsoft/microsoft-graph-client';
import type { CallContext } from './graph-call.ts';
import { GraphFault } from './graph-fault.ts';

export const GRAPH = 'https://graph.microsoft.com';

const TIMEOUT_MS = 60_000;

/**
 * The last middleware, and the only one that reaches the network. A request addressed to anything but Microsoft Graph
 * is never sent, and no redirect is followed: a token goes to one host. When `baseUrl` is another address (a sandbox
 * on this machine) the request is routed there, while every link keeps Graph's own name.
 */
export function createTransport(baseUrl: string): Middleware {
  const base = new URL(baseUrl);
  if (base.origin !== GRAPH && base.hostname !== '127.0.0.1' && base.hostname !== 'localhost') {
    throw new Error('GRAPH_BASE_URL: expected Microsoft Graph, or an address on this machine');
  }
  return {
    async execute(context) {
      const { call, options } = context as CallContext;
      const url = graphUrl(context.request as string, call.operation);
      const response = await fetch(base.origin + url.pathname + url.search, {
        ...(options as RequestInit),
        redirect: 'manual',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      // Read here, so that an answer cut off half-way is a lost answer like any other.
      const text = await response.text();
      context.response = new Response(text === '' ? null : text, {
        status: response.status,
        headers: response.headers,
      });
    },
  };
}

/** Parses an address and refuses all that are not Graph v1.0 over https, without port or credentials. */
export function graphUrl(address: string, operation: string): URL {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url?.origin !== GRAPH || url.username !== '' || !url.pathname.startsWith('/v1.0/')) {
    throw new GraphFault(operation, null, 'foreign-address');
  }
  return url;
}
