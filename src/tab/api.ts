import type { z } from 'zod';
import { faultAnswer, type Endpoint, type FaultAnswer } from '../contract/endpoint.ts';

/** A request that did not succeed: what the server said about it, or what we can say without it. */
export class ApiFault extends Error {
  override readonly name = 'ApiFault';
  readonly status: number;
  readonly fault: FaultAnswer;

  /** `status` is 0 when no answer came. */
  constructor(status: number, fault: FaultAnswer) {
    super(fault.message);
    this.status = status;
    this.fault = fault;
  }
}

type AnyEndpoint = Endpoint<z.ZodType, z.ZodType, z.ZodType>;
export type Params<E extends AnyEndpoint> = z.input<E['params']>;
export type Body<E extends AnyEndpoint> = z.input<E['body']>;
export type Answer<E extends AnyEndpoint> = z.output<E['answer']>;
export type Request<E extends AnyEndpoint> = { params: Params<E>; body?: Body<E> };
export type Call = <E extends AnyEndpoint>(endpoint: E, request: Request<E>) => Promise<Answer<E>>;

type PlainParams = Record<string, string | number | boolean | undefined>;

/** Replaces `:name` in the path by the parameters; those that are left become the query. */
export function address(path: string, params: PlainParams): string {
  const query = new URLSearchParams();
  const names = new Set([...path.matchAll(/:(\w+)/g)].map((found) => found[1]));
  for (const [name, value] of Object.entries(params)) {
    if (!names.has(name) && value !== undefined) query.set(name, String(value));
  }
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])));
  return query.size > 0 ? `${filled}?${query.toString()}` : filled;
}

/**
 * Makes the one function through which the tab talks to the server. A token goes with every request; when the server
 * refuses it, a fresh one is asked for, once. Fields that this tab does not know are ignored. Throws `ApiFault`.
 */
export function createCall(deps: { token: (fresh: boolean) => Promise<string>; fetch: typeof fetch }): Call {
  const send = async (endpoint: AnyEndpoint, request: Request<AnyEndpoint>, fresh: boolean): Promise<Response> => {
    const headers: Record<string, string> = { Authorization: `Bearer ${await deps.token(fresh)}` };
    const init: RequestInit = { method: endpoint.method, headers, credentials: 'omit', cache: 'no-store' };
    if (endpoint.method !== 'GET') {
      headers['Content-Type'] = 'application/json';
      init.body = JSON.stringify(request.body ?? {});
    }
    return deps.fetch(address(endpoint.path, request.params as PlainParams), init);
  };

  return async (endpoint, request) => {
    let response: Response;
    try {
      response = await send(endpoint, request, false);
      if (response.status === 401) response = await send(endpoint, request, true);
    } catch (error) {
      throw new ApiFault(0, { code: 'unreachable', message: error instanceof Error ? error.message : 'No answer' });
    }
    const said = await readJson(response);
    if (!response.ok) throw new ApiFault(response.status, toFault(said, response.status));
    const parsed = endpoint.answer.safeParse(said ?? {});
    if (parsed.success) return parsed.data as Answer<typeof endpoint>;
    const at = parsed.error.issues[0]?.path.join('.');
    throw new ApiFault(response.status, { code: 'unexpected-answer', message: 'The answer could not be read', at });
  };
}

async function readJson(response: Response): Promise<unknown> {
  const text = await response.text();
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function toFault(said: unknown, status: number): FaultAnswer {
  const parsed = faultAnswer.safeParse(said);
  return parsed.success ? parsed.data : { code: `status-${status}`, message: `The server answered ${status}` };
}
