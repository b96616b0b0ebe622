/**
 * Outlook's promise to tell us of changes in one programme mailbox. `asked`: it was asked for, and nobody knows yet
 * whether it was made. `due`: Microsoft 365 wants it to be renewed at once. `removed`: Microsoft 365 has ended it.
 * `refused`: it may not be made here; it is asked for again each hour.
 */
export type Subscription = {
  mailbox: string;
  /** Where notifications are sent. */
  address: string;
  state: 'asked' | 'live' | 'due' | 'removed' | 'refused';
  /** Microsoft's own id; null until it was made. */
  id: string | null;
  /** Digest of the secret that each notification carries; the secret itself is kept by Microsoft alone. */
  secretDigest: string;
  /** When its present life began, by being made or renewed. */
  since: Date;
  expiresAt: Date | null;
  /** Why it was refused. */
  fault: string | null;
};

export type NotificationKind =
  'created' | 'updated' | 'deleted' | 'missed' | 'subscriptionRemoved' | 'reauthorizationRequired';

/** Somebody says that something changed; only whoever knows the secret of a subscription is believed. */
export type Notification = {
  subscriptionId: string;
  secret: string;
  kind: NotificationKind;
  /** All that was sent, so that the same is known when it comes again. */
  asSent: string;
};

/** A subscription that Microsoft 365 has; `mailbox` as it was named when it was made. */
export type Standing = { id: string; mailbox: string; address: string };

/** Subscriptions as Microsoft 365 has them. Throws `CalendarUnavailable`. */
export type ChangeSubscriptions = {
  /** Answers why when it may not be made. It may then have been made all the same, if the answer was lost. */
  create(order: {
    mailbox: string;
    address: string;
    secret: string;
    until: Date;
  }): Promise<{ id: string; expiresAt: Date } | { refused: string }>;
  /** Makes it live on, and authorises it again. */
  renew(id: string, until: Date): Promise<{ expiresAt: Date } | 'gone'>;
  /** Ends it; already gone is fine. */
  end(id: string): Promise<void>;
  /** All that we have, whoever of us made them. */
  standing(): Promise<Standing[]>;
};

export type SubscriptionStore = {
  all(): Promise<Subscription[]>;
  /** Takes the place of what was known for this mailbox. */
  save(subscription: Subscription): Promise<void>;
  remove(mailbox: string): Promise<void>;
  /** What Microsoft 365 has told of one that stands. */
  setState(mailbox: string, state: 'due' | 'removed'): Promise<void>;
  /**
   * Keeps the notifications whose secret and id are those of a subscription, each once. Answers how many those are, and
   * of what came for the first time which mailboxes it concerns and of what kind it is.
   */
  receive(
    notifications: { subscriptionId: string; secretDigest: string; kind: NotificationKind; digest: string }[],
    at: Date,
  ): Promise<{ own: number; fresh: { mailbox: string; kind: NotificationKind }[] }>;
  /** Forgets notifications that came before. */
  forgetReceived(before: Date): Promise<void>;
};

const DAY_MS = 24 * 60 * 60_000;
/** Graph's longest for events is seven days; an hour is left for clocks that differ. */
const LIFE_MS = 7 * DAY_MS - 60 * 60_000;

/** Until when a subscription is asked for. */
export const longestLife = (now: Date): Date => new Date(now.getTime() + LIFE_MS);

/**
 * What has to be done about a mailbox's subscription now, given those that stand: word of its end may have been lost.
 * A life is renewed when half of it is over.
 */
export function nextStep(
  known: Subscription | undefined,
  standing: Standing[],
  address: string,
  now: Date,
): 'rest' | 'renew' | 'create' {
  if (!known || known.address !== address || known.id === null || known.expiresAt === null) return 'create';
  if (!standing.some(({ id }) => id === known.id)) return 'create';
  if (known.state === 'removed' || known.expiresAt <= now) return 'create';
  if (known.state === 'due') return 'renew';
  const halfLife = (known.since.getTime() + known.expiresAt.getTime()) / 2;
  return now.getTime() >= halfLife ? 'renew' : 'rest';
}
