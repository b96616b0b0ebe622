import express, { type Express, type RequestHandler } from 'express';
import { fromOwnSubscriptions, readNotifications, type Subscription } from '../../adapters/graph/subscriptions.ts';
import { declared } from '../access.ts';
import { answerFault } from '../faults.ts';
import type { Log } from '../log.ts';

type Deps = {
  /** Those that we made and that still run. */
  subscriptions: Subscription[];
  log: Log;
};

/** Graph's own tokens are a sentence and an id; this leaves room and is no place to keep things. */
const LONGEST_TOKEN = 1000;
const LARGEST_COLLECTION = '1mb';

/**
 * Where Graph says that something changed. A notification is only a hint that may be lost, late, repeated or invented:
 * what is true is asked from Graph. So nothing in it is stored or believed, and receiving it twice changes nothing.
 */
export function addNotificationRoute(app: Express, { subscriptions, log }: Deps): void {
  app.post(
    '/api/graph/notifications',
    declared('graph-webhook', answerHandshake),
    express.json({ limit: LARGEST_COLLECTION }),
    (request, response) => {
      const read = readNotifications(request.body);
      if (!read.ok) return answerFault(response, 400, read.fault);
      const own = fromOwnSubscriptions(read.value, subscriptions);
      log.info({ received: read.value.length, own: own.length }, 'notifications');
      response.status(202).end();
    },
  );
}

/**
 * Graph asks whether we want its notifications and expects the token back as plain text, so that no browser takes it for
 * a page: https://learn.microsoft.com/graph/change-notifications-delivery-webhooks
 */
const answerHandshake: RequestHandler = (request, response, next) => {
  const token = request.query['validationToken'];
  if (token === undefined) return next();
  if (typeof token !== 'string' || token === '' || token.length > LONGEST_TOKEN) {
    const message = `Expected one token of at most ${LONGEST_TOKEN} characters.`;
    return answerFault(response, 400, { code: 'bad-input', message, at: 'validationToken' });
  }
  response.type('text/plain').set('X-Content-Type-Options', 'nosniff').send(token);
};
