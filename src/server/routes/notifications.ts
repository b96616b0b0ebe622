import express, { type Express, type RequestHandler } from 'express';
import { readNotifications } from '../../adapters/graph/notifications.ts';
import type { Result } from '../../domain/kernel/result.ts';
import type { Received } from '../../domain/meetings/subscriptions/receive-notifications.ts';
import type { Notification } from '../../domain/meetings/subscriptions/subscriptions.ts';
import { declared } from '../access.ts';
import { answerFault } from '../faults.ts';
import { gathered } from '../gathered.ts';
import type { Log } from '../log.ts';

export const NOTIFICATION_PATH = '/api/graph/notifications';

type Deps = { receive: (notifications: Notification[]) => Promise<Result<Received>>; log: Log };

/** Graph's own tokens are a sentence and an id; this leaves room and is no place to keep things. */
const LONGEST_TOKEN = 1000;
const LARGEST_COLLECTION = '1mb';
const MOST_AT_ONCE = 2000;

/**
 * Where Graph says that something changed. It is kept before the answer, a burst of posts in few transactions, and the
 * reading that follows is a job. Without an answer in ten seconds Graph sends again, so a failure here loses nothing.
 */
export function addNotificationRoute(app: Express, { receive, log }: Deps): void {
  const keep = gathered<Notification>(async (notifications) => {
    const received = await receive(notifications);
    if (received.ok) log.info({ received: notifications.length, ...received.value }, 'notifications');
  }, MOST_AT_ONCE);
  app.post(
    NOTIFICATION_PATH,
    declared('graph-webhook', answerHandshake),
    express.json({ limit: LARGEST_COLLECTION }),
    async (request, response) => {
      const read = readNotifications(request.body);
      if (!read.ok) return answerFault(response, 400, read.fault);
      await keep(read.value);
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
