import {
  QueryClient,
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import type { z } from 'zod';
import type { Endpoint } from '../contract/endpoint.ts';
import { ApiFault, createCall, type Answer, type Body, type Params, type Request } from './api.ts';
import { getToken } from './host.ts';

type AnyEndpoint = Endpoint<z.ZodType, z.ZodType, z.ZodType>;

const call = createCall({ token: getToken, fetch: (input, init) => window.fetch(input, init) });

/** How often a page looks again while something is on the move, in milliseconds. */
export const LIVE = 2500;

/** Only what never reached the server, or what it could not serve just now, is worth a second try. */
const worthRetrying = (failures: number, error: Error): boolean =>
  failures < 2 && error instanceof ApiFault && (error.status === 0 || error.status === 503 || error.status === 429);

export const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: { retry: worthRetrying, staleTime: 1000, refetchOnWindowFocus: true },
      mutations: { retry: false },
    },
  });

/**
 * What the server answers to a question; some are asked with a body. `live` says whether what came back is still moving:
 * then it is asked again, `every` so many milliseconds.
 */
export function useAnswer<E extends AnyEndpoint>(
  endpoint: E,
  params: Params<E>,
  options: { live?: (answer: Answer<E>) => boolean; every?: number; enabled?: boolean; body?: Body<E> } = {},
): UseQueryResult<Answer<E>, ApiFault> {
  return useQuery<Answer<E>, ApiFault>({
    queryKey: [endpoint.path, params, options.body],
    queryFn: () => call(endpoint, { params, body: options.body }),
    enabled: options.enabled ?? true,
    refetchInterval: ({ state }) =>
      state.data !== undefined && options.live?.(state.data) ? (options.every ?? LIVE) : false,
  });
}

type Then<E extends AnyEndpoint> = { onSuccess?: (answer: Answer<E>) => void; onError?: (error: ApiFault) => void };
type WithoutMutate<Result> = Result extends unknown ? Omit<Result, 'mutate'> : never;
type Action<E extends AnyEndpoint> = WithoutMutate<UseMutationResult<Answer<E>, ApiFault, Request<E>>> & {
  mutate: (request: Request<E>, then?: Then<E>) => void;
};

/**
 * Something the reader does. Afterwards everything on the page is read again, so that it shows what is now true; what was
 * asked for may be gone from it by then, and whoever asked is told all the same.
 */
export function useAction<E extends AnyEndpoint>(endpoint: E): Action<E> {
  const client = useQueryClient();
  const action = useMutation<Answer<E>, ApiFault, Request<E>>({
    mutationFn: (request) => call(endpoint, request),
    onSettled: () => client.invalidateQueries(),
  });
  return {
    ...action,
    mutate: (request, then) =>
      void action.mutateAsync(request).then(then?.onSuccess, (error: ApiFault) => then?.onError?.(error)),
  };
}

/** Reads everything on the page again: something is known to have changed without the reader. */
export function useRefresh(): () => void {
  const client = useQueryClient();
  return () => void client.invalidateQueries();
}
