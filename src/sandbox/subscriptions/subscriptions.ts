import { calendarOf } from '../calendar/calendar.ts';
import type { World } from '../world.ts';
import { startDelivery, type Delivery } from './delivery.ts';
import { openNotificationFaults, type NotificationFaultSwitches } from './notification-faults.ts';
import { openSubscriptionStore, type SubscriptionStore } from './subscription-store.ts';
import type { LifecycleEvent, Subscription } from './subscription.ts';

/** What every part that deals with subscriptions works with. */
export type Subscriptions = {
  store: SubscriptionStore;
  faults: NotificationFaultSwitches;
  delivery: Delivery;
  /** One that the app can still read and renew. */
  standing: (id: string) => Subscription | undefined;
  /** Does to a subscription what Microsoft 365 may do, and tells the app of it. */
  happen: (subscription: Subscription, event: LifecycleEvent) => void;
};

const known = new WeakMap<World, Subscriptions>();

/** The one set of subscriptions of a world: the Graph routes and the host page's routes share it. */
export function subscriptionsOf(world: World): Subscriptions {
  let subscriptions = known.get(world);
  if (subscriptions === undefined) known.set(world, (subscriptions = open(world)));
  return subscriptions;
}

function open(world: World): Subscriptions {
  calendarOf(world);
  const now = (): number => world.clock.now().getTime();
  const faults = openNotificationFaults(world.db);
  const store = openSubscriptionStore(world.db, {
    now,
    due: () => {
      // After the calendar's transaction, which can't be asked for while it runs.
      setImmediate(() => delivery.wake());
      return now() + faults.read().delayMs;
    },
  });
  const delivery = startDelivery(world, store, faults);
  return {
    store,
    faults,
    delivery,
    standing(id) {
      const subscription = store.get(id.toLowerCase());
      return subscription && subscription.state !== 'removed' && subscription.expiresAt > now()
        ? subscription
        : undefined;
    },
    happen(subscription, event) {
      store.inTransaction(() => {
        if (event !== 'reauthorizationRequired') store.dropChanges(subscription.id);
        if (event === 'reauthorizationRequired') store.save({ ...subscription, state: 'held' });
        if (event === 'subscriptionRemoved') store.save({ ...subscription, state: 'removed' });
        store.add(subscription, event, now());
      });
      delivery.wake();
    },
  };
}
