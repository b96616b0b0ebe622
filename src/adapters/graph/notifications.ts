import { z } from 'zod';
import { fault, ok, type Result } from '../../domain/kernel/result.ts';
import type { Notification } from '../../domain/meetings/subscriptions/subscriptions.ts';

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

/** https://learn.microsoft.com/graph/api/resources/changenotificationcollection */
const collection = z.object({ value: z.array(notification).min(1) });

/** Reads what Graph posts to a notification address. The fault names the first field that is wrong, by its path. */
export function readNotifications(body: unknown): Result<Notification[]> {
  const read = collection.safeParse(body);
  if (read.success) {
    const { value } = body as { value: object[] };
    return ok(read.data.value.map((one, at) => toNotification(one, value[at]!)));
  }
  const { path, message } = read.error.issues[0]!;
  return fault('bad-input', `This is no collection of change notifications: ${message}.`, path.join('.') || 'body');
}

const toNotification = (read: z.output<typeof notification>, sent: object): Notification => ({
  subscriptionId: read.subscriptionId.toLowerCase(),
  // No secret of ours is empty.
  secret: read.clientState ?? '',
  kind: read.lifecycleEvent ?? read.changeType!,
  asSent: JSON.stringify(sent),
});
