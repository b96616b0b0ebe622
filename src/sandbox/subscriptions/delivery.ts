import { seededRandom } from '../random.ts';
import type { World } from '../world.ts';
import { createEndpointHealth } from './endpoint-health.ts';
import { routeTo } from './notification-address.ts';
import type { NotificationFaultSwitches } from './notification-faults.ts';
import type { SubscriptionStore, Waiting } from './subscription-store.ts';
import { isLifecycle, notificationJson, type Subscription } from './subscription.ts';

const MOST_IN_A_POST = 50;
const RETRY_FOR_MS = 4 * 3_600_000;
const FIRST_RETRY_MS = 1_000;
const SLOW_WAIT_MS = 10_000;
const DUPLICATE_AFTER_MS = 1_000;
const ANSWER_WITHIN_MS = 10_000;

export type Delivery = {
  /** Something may have become due. */
  wake(): void;
  /** Posts that were answered with 2xx, and notifications in them, since this sandbox was started. */
  counts(): { posts: number; notifications: number; dropped: number };
};

type Addressed = Waiting & { subscription: Subscription };

/**
 * Sends notifications to their addresses, several in a post, in the order of the changes. What is not taken with 2xx is
 * tried again with growing pauses for four hours by the sandbox's clock. What waits is on disk.
 */
export function startDelivery(world: World, store: SubscriptionStore, faults: NotificationFaultSwitches): Delivery {
  const { clock, config } = world;
  const random = seededRandom(`notifications ${config.seed}`);
  const health = createEndpointHealth();
  const stop = new AbortController();
  const counts = { posts: 0, notifications: 0, dropped: 0 };
  let woken = Promise.withResolvers<void>();
  const now = (): number => clock.now().getTime();

  /** Decides over each that is due; those to be sent now are answered. */
  const admit = (one: Addressed): boolean => {
    const { row, attempts, since, subscription } = one;
    if (isLifecycle(one.kind)) return true;
    const drop = (): false => {
      counts.dropped += 1;
      store.drop(row);
      return false;
    };
    if (subscription.state === 'removed' || subscription.expiresAt <= now()) return drop();
    if (now() >= since + RETRY_FOR_MS) return drop();
    if (subscription.state === 'held') {
      store.hold(row, since + RETRY_FOR_MS);
      return false;
    }
    if (attempts > 0) return true;
    const { dropRate, duplicateRate } = faults.read();
    const state = health.state(subscription.notificationUrl, now());
    if (state === 'drop') return drop();
    if (state === 'slow' && now() < since + SLOW_WAIT_MS) {
      store.hold(row, since + SLOW_WAIT_MS);
      return false;
    }
    if (random.next() < dropRate) return drop();
    if (random.next() < duplicateRate) store.repeat(row, now() + DUPLICATE_AFTER_MS);
    return true;
  };

  const post = async (address: string, notifications: Addressed[]): Promise<void> => {
    const begun = performance.now();
    const taken = await send(address, notifications);
    if (stop.signal.aborted) return;
    health.answered(address, now(), performance.now() - begun > faults.read().slowAfterMs);
    if (taken) {
      counts.posts += 1;
      counts.notifications += notifications.length;
    }
    store.inTransaction(() => {
      for (const { row, attempts, since, subscription } of notifications) {
        if (!taken && now() < since + RETRY_FOR_MS) store.later(row, now() + FIRST_RETRY_MS * 2 ** attempts);
        else {
          store.drop(row);
          if (subscription.state === 'removed') store.forget(subscription.id);
        }
      }
    });
  };

  const send = async (address: string, notifications: Addressed[]): Promise<boolean> => {
    const route = routeTo(config, address);
    if (route === undefined) return false;
    const value = notifications.map((one) => notificationJson(one, one.subscription, config));
    try {
      const response = await fetch(route, {
        method: 'POST',
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body: JSON.stringify({ value }),
        redirect: 'manual',
        signal: AbortSignal.any([AbortSignal.timeout(ANSWER_WITHIN_MS), stop.signal]),
      });
      await response.arrayBuffer();
      return response.ok;
    } catch {
      return false; // away, or too slow: tried again later
    }
  };

  const sendDue = async (): Promise<void> => {
    const waiting = store.due(MOST_IN_A_POST).map((one) => ({ ...one, subscription: store.get(one.subscriptionId)! }));
    const posts = new Map<string, Addressed[]>();
    store.inTransaction(() => {
      for (const one of waiting.filter(admit)) {
        const { notificationUrl, lifecycleNotificationUrl } = one.subscription;
        const address = isLifecycle(one.kind) ? (lifecycleNotificationUrl ?? notificationUrl) : notificationUrl;
        // The two kinds are collections of different forms.
        const key = `${isLifecycle(one.kind) ? 'lifecycle' : 'change'} ${address}`;
        posts.set(key, [...(posts.get(key) ?? []), one]);
      }
    });
    await Promise.all([...posts].map(([key, notifications]) => post(key.slice(key.indexOf(' ') + 1), notifications)));
  };

  const run = async (): Promise<void> => {
    while (!stop.signal.aborted) {
      const next = store.nextDue();
      if (next !== undefined && next <= now()) {
        await sendDue();
        continue;
      }
      const moved = next === undefined ? new Promise<void>(() => undefined) : clock.changed(next - now());
      await Promise.race([woken.promise, moved]);
      woken = Promise.withResolvers<void>();
    }
  };
  const wake = (): void => woken.resolve();
  const running = run().catch((error: unknown) => console.error(error));

  world.closing.push(async () => {
    stop.abort();
    wake();
    await running;
  });
  return { wake, counts: () => ({ ...counts }) };
}
