import { Router } from 'express';
import { isLifecycle, type LifecycleEvent } from '../subscriptions/subscription.ts';
import { subscriptionsOf } from '../subscriptions/subscriptions.ts';
import type { World } from '../world.ts';
import { ControlError, text } from './input.ts';

/** Subscriptions below /_sandbox: what stands, what goes wrong with notifications, and what Microsoft 365 does to them. */
export function subscriptionControlRoutes(world: World): Router {
  const { store, faults, delivery, standing, happen } = subscriptionsOf(world);
  const router = Router();

  router.get('/subscriptions', (_req, res) => {
    const subscriptions = store
      .all()
      .filter(({ id }) => standing(id))
      .map(({ id, mailbox, state, notificationUrl, createdAt, expiresAt }) => ({
        id,
        mailbox,
        state,
        notificationUrl,
        createdAt: new Date(createdAt).toISOString(),
        expiresAt: new Date(expiresAt).toISOString(),
      }));
    res.json({ subscriptions, sent: delivery.counts() });
  });

  /** `{event: 'missed' | 'subscriptionRemoved' | 'reauthorizationRequired', id?}`; without an id, to every one. */
  router.post('/subscriptions/lifecycle', (req, res) => {
    const event = text(req.body, 'event') as LifecycleEvent;
    if (!isLifecycle(event)) {
      throw new ControlError('event: expected missed, subscriptionRemoved or reauthorizationRequired');
    }
    const { id } = req.body as { id?: unknown };
    const concerned = store.all().filter((one) => standing(one.id) && (id === undefined || one.id === id));
    if (concerned.length === 0) throw new ControlError('id: there is no such subscription', 404);
    for (const subscription of concerned) happen(subscription, event);
    res.json({ told: concerned.length });
  });

  router.get('/subscriptions/faults', (_req, res) => {
    res.json(faults.read());
  });
  router.post('/subscriptions/faults', (req, res) => {
    try {
      res.json(faults.set((req.body ?? {}) as Record<string, unknown>));
    } catch (error) {
      throw new ControlError((error as Error).message);
    }
  });
  return router;
}
