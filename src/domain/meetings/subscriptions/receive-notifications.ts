import type { Clock } from '../../kernel/clock.ts';
import type { JobQueue } from '../../kernel/jobs.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { systemScope, type Transact } from '../../kernel/unit-of-work.ts';
import { hurryReading, hurrySubscriptions } from './hurry.ts';
import type { Notification, SubscriptionStore } from './subscriptions.ts';

type Deps = {
  transact: Transact<{ subscriptions: SubscriptionStore; jobs: JobQueue }>;
  clock: Clock;
  digest: (text: string) => string;
};

export type Received = {
  /** Those that carry the secret of a subscription of ours. */
  own: number;
  /** Those of them that had not come before. */
  fresh: number;
};

/**
 * Keeps notifications and orders what they ask for, in one transaction: the mailbox is read soon, a subscription that
 * is to be renewed or was removed is looked after. A notification only says where to look: what is true is asked from
 * Outlook, so an invented, lost or repeated one does no harm.
 */
export const receiveNotifications =
  ({ transact, clock, digest }: Deps) =>
  async (notifications: Notification[]): Promise<Result<Received>> => {
    const now = clock.now();
    const digests = notifications.map(({ subscriptionId, secret, kind, asSent }) => ({
      subscriptionId,
      kind,
      secretDigest: digest(secret),
      digest: digest(asSent),
    }));
    return transact(systemScope, async ({ subscriptions, jobs }) => {
      const { own, fresh } = await subscriptions.receive(digests, now);
      const mailboxes = new Set(fresh.map(({ mailbox }) => mailbox));
      for (const mailbox of [...mailboxes].sort()) {
        const kinds = new Set(fresh.filter((one) => one.mailbox === mailbox).map(({ kind }) => kind));
        if (kinds.has('subscriptionRemoved')) await subscriptions.setState(mailbox, 'removed');
        else if (kinds.has('reauthorizationRequired')) await subscriptions.setState(mailbox, 'due');
        await hurryReading(jobs, mailbox, now);
      }
      const kept = ['subscriptionRemoved', 'reauthorizationRequired'];
      if (fresh.some(({ kind }) => kept.includes(kind))) await hurrySubscriptions(jobs, now);
      return ok({ own, fresh: fresh.length });
    });
  };
