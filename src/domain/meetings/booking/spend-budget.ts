import type { Clock } from '../../kernel/clock.ts';
import type { Send, SendStore } from './booking.ts';
import { budgetDay, earliestStart, type MailLimits } from './mail-budget.ts';

/** While as many calls are under way as may be. */
const LOOK_AGAIN_MS = 500;

/** Waits for so many milliseconds of real time. */
export type Wait = (ms: number) => Promise<void>;

/**
 * Writes down, in the transaction at hand, which has the mailbox's lock, that a mailing begins now; when the mailbox may not send it yet, answers when
 * to ask again. What is begun must be settled, or forgotten.
 */
export async function beginSend(
  sends: SendStore,
  send: Omit<Send, 'begunAt'>,
  limits: MailLimits,
  now: Date,
): Promise<{ notBefore: Date } | 'begun'> {
  // Else what killed workers were at would stand in the way for good, as long as no series is sent.
  await sends.settleDead(send.mailbox, now);
  const sent = await sends.sent(send.mailbox, budgetDay(now));
  const notBefore = earliestStart(sent, send, limits, now) ?? new Date(now.getTime() + LOOK_AGAIN_MS);
  if (notBefore > now) return { notBefore };
  await sends.begin({ ...send, begunAt: now });
  return 'begun';
}

/** Waits by the clock of the house, which a demo may move on. */
export async function waitUntil(moment: Date, { clock, wait }: { clock: Clock; wait: Wait }): Promise<void> {
  for (;;) {
    const left = moment.getTime() - clock.now().getTime();
    if (left <= 0) return;
    await wait(Math.min(left, 1000));
  }
}
