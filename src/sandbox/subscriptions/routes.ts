import { randomUUID } from 'node:crypto';
import { Router, type Request, type RequestHandler } from 'express';
import { GraphError, tooManyRequests } from '../graph/errors.ts';
import { GRAPH } from '../graph/front-door.ts';
import type { Rate } from '../throttle.ts';
import type { World } from '../world.ts';
import { shakeHands } from './notification-address.ts';
import {
  accessDenied,
  changeTypesOf,
  expiryOf,
  subscribedMailbox,
  type SubscriptionBody,
} from './subscription-input.ts';
import { subscriptionJson, type Subscription } from './subscription.ts';
import { subscriptionsOf } from './subscriptions.ts';

// ../contract/limits.json
const WRITES: Rate = { limit: 500, windowMs: 20_000 };
const LISTS: Rate = { limit: 25, windowMs: 20_000 };
const REAUTHORIZATIONS: Rate = { limit: 1_000, windowMs: 20_000 };
const MOST_PER_MAILBOX = 1_000;

/** `/v1.0/subscriptions`, behind the front door, which has checked token and contract. */
export function subscriptionRoutes(world: World): Router {
  const { store, faults, delivery, standing } = subscriptionsOf(world);
  const context = `${GRAPH}/v1.0/$metadata#subscriptions`;
  const router = Router();
  const now = (): number => world.clock.now().getTime();
  const limited =
    (kind: string, rate: Rate): RequestHandler =>
    (req, _res, next) => {
      const seconds = world.throttle.take(`subscriptions ${kind} ${req.graphCaller.appId}`, rate);
      if (seconds > 0) throw tooManyRequests(seconds);
      next();
    };
  const write = limited('write', WRITES);
  const own = (appId: string): Subscription[] => store.all().filter((one) => one.appId === appId && standing(one.id));

  router.post('/subscriptions', write, async (req, res) => {
    const body = req.body as SubscriptionBody;
    const mailbox = subscribedMailbox(world, req.graphCaller, body.resource);
    if (faults.read().refused) throw accessDenied();
    const expiresAt = expiryOf(body.expirationDateTime, now());
    const inMailbox = store.all().filter((one) => one.mailbox === mailbox && standing(one.id));
    if (inMailbox.length >= MOST_PER_MAILBOX) throw accessDenied();
    const lifecycleUrl = body.lifecycleNotificationUrl ?? null;
    await shakeHands(world.config, body.notificationUrl);
    if (lifecycleUrl !== null && lifecycleUrl !== body.notificationUrl) await shakeHands(world.config, lifecycleUrl);
    const subscription: Subscription = {
      id: randomUUID(),
      appId: req.graphCaller.appId,
      resource: body.resource,
      mailbox,
      changeTypes: changeTypesOf(body.changeType),
      notificationUrl: body.notificationUrl,
      lifecycleNotificationUrl: lifecycleUrl,
      clientState: body.clientState ?? null,
      latestSupportedTlsVersion: body.latestSupportedTlsVersion ?? null,
      createdAt: now(),
      expiresAt,
      state: 'live',
    };
    store.save(subscription);
    const shown = subscriptionJson(subscription, { secret: true });
    res.status(201).json({ '@odata.context': `${context}/$entity`, ...shown });
  });

  router.get('/subscriptions', limited('list', LISTS), (req, res) => {
    const value = own(req.graphCaller.appId).map((one) => subscriptionJson(one, { secret: false }));
    res.json({ '@odata.context': context, value });
  });

  router.get('/subscriptions/:id', write, (req, res) => {
    const shown = subscriptionJson(addressed(req), { secret: false });
    res.json({ '@odata.context': `${context}/$entity`, ...shown });
  });

  // A renewal also authorises the subscription again.
  router.patch('/subscriptions/:id', write, async (req, res) => {
    const found = addressed(req);
    const body = req.body as { expirationDateTime?: string; notificationUrl?: string };
    const expiresAt = body.expirationDateTime ? expiryOf(body.expirationDateTime, now()) : found.expiresAt;
    if (body.notificationUrl !== undefined) await shakeHands(world.config, body.notificationUrl);
    const notificationUrl = body.notificationUrl ?? found.notificationUrl;
    const renewed: Subscription = { ...found, expiresAt, notificationUrl, state: 'live' };
    revive(renewed);
    const shown = subscriptionJson(renewed, { secret: false });
    res.json({ '@odata.context': `${context}/$entity`, ...shown });
  });

  router.post('/subscriptions/:id/reauthorize', limited('reauthorize', REAUTHORIZATIONS), (req, res) => {
    revive({ ...addressed(req), state: 'live' });
    res.status(204).end();
  });

  router.delete('/subscriptions/:id', write, (req, res) => {
    store.forget(addressed(req).id);
    res.status(204).end();
  });
  return router;

  /** A subscription of the calling app; an expired one is gone. */
  function addressed(req: Request): Subscription {
    const found = standing((req.params as { id: string }).id);
    if (found?.appId === req.graphCaller.appId) return found;
    throw new GraphError(404, 'ResourceNotFound', 'The object was not found.');
  }

  function revive(subscription: Subscription): void {
    store.save(subscription);
    store.release(subscription.id);
    delivery.wake();
  }
}
