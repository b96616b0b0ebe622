import { hash, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { fault, ok, type Result } from '../../domain/kernel/result.ts';

/** A subscription that we made; `clientState` is the secret that Graph sends back with each of its notifications. */
export type Subscription = { id: string; clientState: string };

/**
 * Something changed, or something happened to the subscription itself. What else Graph sends (resourceData, expiry) is
 * dropped: a notification only says where to look.
 */
const notification = z
  .object({
    subscriptionId: z.guid(),
    clientState: z.string().nullish(),
    changeType: z.enum(['created', 'updated', 'deleted']).optional(),
    resource: z.string().min(1).optional(),
    lifecycleEvent: z.enum(['missed', 'subscriptionRemoved', 'reauthorizationRequired']).nullish(),
  })
  .superRefine(({ changeType, resource, lifecycleEvent }, context) => {
    if (lifecycleEvent != null) return;
    const message = 'expected this field, or lifecycleEvent';
    if (changeType === undefined) context.addIssue({ code: 'custom', path: ['changeType'], message });
    if (resource === undefined) context.addIssue({ code: 'custom', path: ['resource'], message });
  });
export type Notification = z.output<typeof notification>;

/** https://learn.microsoft.com/graph/api/resources/changenotificationcollection */
const collection = z.object({ value: z.array(notification).min(1) });

/** Reads what Graph posts to a notification address. The fault names the first field that is wrong, by its path. */
export function readNotifications(body: unknown): Result<Notification[]> {
  const read = collection.safeParse(body);
  if (read.success) return ok(read.data.value);
  const { path, message } = read.error.issues[0]!;
  return fault('bad-input', `This is no collection of change notifications: ${message}.`, path.join('.') || 'body');
}

/** Only those that carry the secret of the subscription that they name: anybody can post to the address. */
export function fromOwnSubscriptions(notifications: Notification[], subscriptions: Subscription[]): Notification[] {
  const secrets = new Map(subscriptions.map(({ id, clientState }) => [id.toLowerCase(), clientState]));
  return notifications.filter(({ subscriptionId, clientState }) => {
    const secret = secrets.get(subscriptionId.toLowerCase());
    return secret !== undefined && clientState != null && sameText(clientState, secret);
  });
}

/** Takes equally long however much of the secret was guessed. */
function sameText(given: string, secret: string): boolean {
  const digest = (text: string): Buffer => hash('sha256', text, 'buffer');
  return timingSafeEqual(digest(given), digest(secret));
}
