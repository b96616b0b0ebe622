import { Router, type Request, type Response } from 'express';
import { calendarOf } from '../calendar/calendar.ts';
import { mailboxOf } from '../calendar/graph-request.ts';
import { SendingLimit } from '../calendar/sending.ts';
import { GraphError } from '../graph/errors.ts';
import type { World } from '../world.ts';
import { openLetterStore } from './letter-store.ts';

const ADDRESS = /^[^\s@]+@[^\s@]+$/;

type Recipient = { emailAddress?: { address?: string } };
type Message = {
  subject?: string | null;
  body?: { contentType?: string; content?: string | null };
  toRecipients?: Recipient[];
  ccRecipients?: Recipient[];
  bccRecipients?: Recipient[];
};

/** `sendMail` below /v1.0, behind the front door; it spends the same budget as the mailbox's meeting requests. */
export function graphMailRoutes(world: World): Router {
  const { sending } = calendarOf(world);
  const store = openLetterStore(world.db);
  const router = Router();
  router.post(['/me/sendMail', '/users/:mailbox/sendMail'], (req, res) => {
    const mailbox = mailboxOf(world, req);
    const { message } = req.body as { message: Message };
    const recipients = [message.toRecipients, message.ccRecipients, message.bccRecipients]
      .flatMap((list) => list ?? [])
      .flatMap(({ emailAddress }) => emailAddress?.address?.toLowerCase() ?? []);
    if (recipients.length === 0 || !recipients.every((address) => ADDRESS.test(address))) {
      throw new GraphError(400, 'ErrorInvalidRecipients', 'At least one recipient is not valid.');
    }
    const at = world.clock.now().getTime();
    sending.spend(mailbox.address, recipients.length, at);
    const { subject, body: content } = message;
    const html = content?.contentType?.toLowerCase() === 'html' ? content.content : asHtml(content?.content ?? '');
    store.add({ sender: mailbox.address, recipients, at, subject: subject ?? '', html: html ?? '' });
    res.status(202).end();
  });
  router.use((error: unknown, _req: Request, _res: Response, next: (error: unknown) => void) => {
    if (error instanceof SendingLimit) sending.refused(error.mailbox);
    next(error);
  });
  return router;
}

const asHtml = (text: string): string => `<pre>${text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`)}</pre>`;
