import type { AppOptions, IPlugin } from '@microsoft/teams.apps';
import { isServiceAddress, type ServiceHosts } from './service-hosts.ts';

/** Something tried to talk to an address that is not a connector's: a fault of ours, or an attack. */
export class ForeignAddress extends Error {
  readonly code = 'foreign-address';
}

type ClientOptions = Exclude<NonNullable<AppOptions<IPlugin>['client']>, (() => unknown) | { request: unknown }>;

const TIMEOUT_MS = 10_000;

/**
 * How the SDK talks to the connector: the address is judged before a token is fetched for it, and a redirect is an
 * error, since it would carry the token along.
 */
export function connectorClient(services: ServiceHosts): ClientOptions {
  return {
    timeout: TIMEOUT_MS,
    middlewares: [
      {
        invoke: async (context, next) => {
          if (!isServiceAddress(context.config.url, services)) throw new ForeignAddress('not a connector of ours');
          context.config.maxRedirects = 0;
          return next();
        },
      },
    ],
  };
}
