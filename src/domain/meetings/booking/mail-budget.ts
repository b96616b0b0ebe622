/**
 * What Exchange lets one mailbox send, by the configuration. Meeting requests, updates and cancellations are messages
 * like others.
 */
export type MailLimits = {
  messagesAMinute: number;
  recipientsADay: number;
  /** Of our calls on one mailbox (Microsoft Graph service limits, Outlook). */
  atOnce: number;
};

/** 30 messages a minute and 10,000 recipients a day unless the tenant says otherwise (Exchange Online, 'Sending limits'). */
export const exchangeLimits: MailLimits = { messagesAMinute: 30, recipientsADay: 10_000, atOnce: 4 };

/** One piece of work that makes Exchange send: an invitation is one message to two people. */
export type Mailing = { messages: number; recipients: number };

/** A mailing of the last day; `settledAt` null: it is on its way, so it may be counted at any moment from now. */
export type Sent = Mailing & { settledAt: Date | null };

const SECOND_MS = 1000;
/** Exchange counts when a message leaves, which is a little after we have asked: two seconds more than its minute. */
const MINUTE_MS = 62 * SECOND_MS;
const DAY_MS = 24 * 3600 * SECOND_MS + 2 * SECOND_MS;
/** Of a minute's messages, how many may leave at once: a small programme has no need to wait. */
const AT_ONCE = 1 / 3;
/** Of an even distance between two messages, for the others: enough to catch up after a pause. */
const CLOSEST = 0.75;

/**
 * The first moment, `now` or later, at which `mailing` may begin without any minute or day of this mailbox holding more
 * than it may. `sent` holds at least all of the last day. Null: as many are on their way as may be, so ask again.
 */
export function earliestStart(sent: Sent[], mailing: Mailing, limits: MailLimits, now: Date): Date | null {
  const underWay = sent.filter((one) => one.settledAt === null);
  if (underWay.length >= limits.atOnce) return null;
  const settled = sent.flatMap((one) => (one.settledAt === null ? [] : [{ ...one, at: one.settledAt.getTime() }]));
  settled.sort((a, b) => a.at - b.at);
  const messages = (one: Mailing): number => one.messages;
  const recipients = (one: Mailing): number => one.recipients;
  const byMinute = whenBelow(settled, underWay, messages, limits.messagesAMinute - mailing.messages, MINUTE_MS, now);
  const byDay = whenBelow(settled, underWay, recipients, limits.recipientsADay - mailing.recipients, DAY_MS, now);
  if (byMinute === null || byDay === null) return null;
  return new Date(Math.max(byMinute, byDay, evenly(settled, underWay, limits, now)));
}

function evenly(
  settled: (Mailing & { at: number })[],
  underWay: Mailing[],
  { messagesAMinute }: MailLimits,
  now: Date,
): number {
  const inMinute = settled.filter((one) => one.at > now.getTime() - MINUTE_MS);
  const messages = [...inMinute, ...underWay].reduce((sum, one) => sum + one.messages, 0);
  const last = inMinute.at(-1);
  if (!last || messages < messagesAMinute * AT_ONCE) return now.getTime();
  return Math.max(now.getTime(), last.at + ((60 * SECOND_MS) / messagesAMinute) * CLOSEST * last.messages);
}

/** When no more than `most` stands in the window; null while what is on its way is too much by itself. */
function whenBelow(
  settled: (Mailing & { at: number })[],
  underWay: Mailing[],
  amount: (one: Mailing) => number,
  most: number,
  windowMs: number,
  now: Date,
): number | null {
  const inWindow = settled.filter((one) => one.at > now.getTime() - windowMs);
  let standing = [...inWindow, ...underWay].reduce((sum, one) => sum + amount(one), 0);
  if (standing <= most) return now.getTime();
  for (const one of inWindow) {
    standing -= amount(one);
    if (standing <= most) return one.at + windowMs;
  }
  return null;
}

/** Since when what was sent counts into the day. */
export const budgetDay = (now: Date): Date => new Date(now.getTime() - DAY_MS);

/**
 * About when a mailbox is through with `waiting`, at full pace from `now` on: as many a minute as it may send, and when
 * a day's recipients are used up, on the next.
 */
export function doneAbout(waiting: Mailing, recipientsInDay: number, limits: MailLimits, now: Date): Date {
  const { recipientsADay, messagesAMinute } = limits;
  const beyondToday = waiting.recipients - Math.max(0, recipientsADay - recipientsInDay);
  const days = Math.max(0, Math.ceil(beyondToday / recipientsADay));
  const onLastDay = days === 0 ? 1 : (beyondToday - (days - 1) * recipientsADay) / waiting.recipients;
  const minutes = (waiting.messages * onLastDay) / messagesAMinute;
  return new Date(now.getTime() + days * DAY_MS + minutes * 60 * SECOND_MS);
}
