import type { SandboxConfig } from '../config.ts';

export type ChangeType = 'created' | 'updated' | 'deleted';
export type LifecycleEvent = 'missed' | 'subscriptionRemoved' | 'reauthorizationRequired';

/** A subscription to the events of one mailbox. */
export type Subscription = {
  id: string;
  appId: string;
  /** As the app wrote it, for example `/users/mentoring@contoso.example/events`. */
  resource: string;
  /** Address in lower case. */
  mailbox: string;
  changeTypes: ChangeType[];
  notificationUrl: string;
  lifecycleNotificationUrl: string | null;
  clientState: string | null;
  latestSupportedTlsVersion: string | null;
  /** Epoch milliseconds. */
  createdAt: number;
  expiresAt: number;
  /** `held`: the app has to authorise it again; until then its notifications wait. `removed`: only to be told so. */
  state: 'live' | 'held' | 'removed';
};

/** As Graph shows it. The secret is shown to nobody who only reads. */
export function subscriptionJson(subscription: Subscription, { secret }: { secret: boolean }): Record<string, unknown> {
  const { id, appId, resource, changeTypes, notificationUrl, lifecycleNotificationUrl } = subscription;
  return {
    id,
    resource,
    applicationId: appId,
    changeType: changeTypes.join(','),
    clientState: secret ? subscription.clientState : null,
    notificationUrl,
    notificationQueryOptions: null,
    lifecycleNotificationUrl,
    expirationDateTime: new Date(subscription.expiresAt).toISOString(),
    creatorId: appId,
    latestSupportedTlsVersion: subscription.latestSupportedTlsVersion,
    includeResourceData: null,
    encryptionCertificate: null,
    encryptionCertificateId: null,
    notificationUrlAppId: null,
  };
}

/** One notification of a change, or of what happened to the subscription itself (`eventId` is null then). */
export type Notification = { number: number; kind: ChangeType | LifecycleEvent; eventId: string | null };

export const isLifecycle = (kind: Notification['kind']): kind is LifecycleEvent =>
  kind === 'missed' || kind === 'subscriptionRemoved' || kind === 'reauthorizationRequired';

/** One entry of a posted collection, in the form that its kind has. */
export function notificationJson(
  { number, kind, eventId }: Notification,
  subscription: Subscription,
  { tenantId }: SandboxConfig,
): Record<string, unknown> {
  const about = {
    subscriptionId: subscription.id,
    subscriptionExpirationDateTime: new Date(subscription.expiresAt).toISOString(),
    clientState: subscription.clientState,
    tenantId,
  };
  if (isLifecycle(kind)) return { ...about, lifecycleEvent: kind };
  const resource = `Users/${subscription.mailbox}/Events/${eventId}`;
  return {
    ...about,
    id: Buffer.from(`notification ${number}`).toString('base64url'),
    changeType: kind,
    resource,
    resourceData: {
      '@odata.type': '#Microsoft.Graph.Event',
      '@odata.id': resource,
      '@odata.etag': `W/"${Buffer.from(String(number)).toString('base64')}"`,
      id: eventId,
    },
  };
}
