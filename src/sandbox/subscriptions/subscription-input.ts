import { findMailbox } from '../calendar/mailbox.ts';
import type { GraphCaller } from '../graph/caller.ts';
import { GraphError } from '../graph/errors.ts';
import type { World } from '../world.ts';
import type { ChangeType } from './subscription.ts';

// Figures and their sources: ../contract/limits.json.
const LONGEST_MINUTES = 10_080;
const SHORTEST_MINUTES = 45;
const MINUTE = 60_000;

/** A request's body; the contract has checked its form. */
export type SubscriptionBody = {
  changeType: string;
  notificationUrl: string;
  lifecycleNotificationUrl?: string | null;
  resource: string;
  expirationDateTime: string;
  clientState?: string | null;
  latestSupportedTlsVersion?: string | null;
};

/**
 * The mailbox whose events are subscribed to. An application may do so where its mailbox scope reaches; it has no other
 * permission. Throws 400 for a resource that the sandbox doesn't play, 403 as Outlook does outside the scope.
 */
export function subscribedMailbox(world: World, caller: GraphCaller, resource: string): string {
  const named = /^\/?users\/([^/]+)\/(?:events|calendar\/events)\/?$/i.exec(resource)?.[1];
  if (named === undefined) {
    throw new GraphError(400, 'InvalidRequest', `The sandbox has no notifications for the resource '${resource}'.`);
  }
  const mailbox = findMailbox(world, decodeURIComponent(named));
  if (mailbox === undefined) throw new GraphError(404, 'ResourceNotFound', 'The object was not found.');
  const scope = world.config.organizerMailboxes.map((address) => address.toLowerCase());
  const mayRead =
    caller.kind === 'delegated'
      ? caller.userId === mailbox.id
      : caller.appId === world.config.apiAppId && scope.includes(mailbox.address);
  if (!mayRead) throw accessDenied();
  return mailbox.address;
}

export const accessDenied = (): GraphError =>
  new GraphError(
    403,
    'ExtensionError',
    'Operation: Create; Exception: [Status Code: Forbidden; Reason: Access is denied. Check credentials and try again.]',
  );

/** When it will expire, epoch milliseconds: at most seven days from now; what is shorter than 45 minutes is raised. */
export function expiryOf(given: string, now: number): number {
  const wanted = Date.parse(given);
  if (wanted <= now) throw invalid('The expirationDateTime must be in the future.');
  if (wanted > now + LONGEST_MINUTES * MINUTE) {
    throw invalid(`Subscription expiration can only be ${LONGEST_MINUTES} minutes in the future.`);
  }
  return Math.max(wanted, now + SHORTEST_MINUTES * MINUTE);
}

export const changeTypesOf = (given: string): ChangeType[] =>
  [...new Set(given.split(',').map((kind) => kind.trim()))] as ChangeType[];

const invalid = (message: string): GraphError => new GraphError(400, 'InvalidRequest', message);
