import fc from 'fast-check';
import {
  doneAbout,
  earliestStart,
  exchangeLimits,
  type Sent,
} from '../../../../src/domain/meetings/booking/mail-budget.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const start = Date.UTC(2027, 0, 11, 9);

/** Sends as fast as the budget lets it, each mailing settled so many milliseconds after it began. */
function sendAll(mailings: { messages: number; takes: number }[], limits = exchangeLimits) {
  const sent: (Sent & { messages: number; endsAt: number })[] = [];
  let now = start;
  for (const { messages, takes } of mailings) {
    for (;;) {
      const seen = sent.map((one) => ({ ...one, settledAt: one.endsAt <= now ? new Date(one.endsAt) : null }));
      const at = earliestStart(seen, { messages, recipients: 2 * messages }, limits, new Date(now));
      if (at?.getTime() === now) break;
      now = at?.getTime() ?? now + 100;
    }
    sent.push({ messages, recipients: 2 * messages, settledAt: null, endsAt: now + takes });
  }
  return { sent, until: now };
}

const most = (sent: { endsAt: number }[], amount: (one: never) => number, windowMs: number): number =>
  Math.max(
    ...sent.map((one) =>
      sent
        .filter((other) => other.endsAt >= one.endsAt && other.endsAt < one.endsAt + windowMs)
        .reduce((sum, other) => sum + amount(other as never), 0),
    ),
  );

test('no minute and no day ever holds more than Exchange allows, however long a call takes', () => {
  const mailing = fc.record({ messages: fc.integer({ min: 1, max: 3 }), takes: fc.integer({ min: 10, max: 90_000 }) });
  fc.assert(
    fc.property(fc.array(mailing, { minLength: 1, maxLength: 80 }), (mailings) => {
      const limits = { messagesAMinute: 12, recipientsADay: 100, atOnce: 4 };
      const { sent } = sendAll(mailings, limits);
      expect(most(sent, (one: Sent) => one.messages, MINUTE)).toBeLessThanOrEqual(12);
      expect(most(sent, (one: Sent) => one.recipients, DAY)).toBeLessThanOrEqual(100);
    }),
    { numRuns: 60, seed: 20261122 },
  );
});

test('600 invitations take little longer than the limit itself needs', () => {
  const { until } = sendAll(Array.from({ length: 600 }, () => ({ messages: 1, takes: 400 })));
  const needed = (600 / exchangeLimits.messagesAMinute) * MINUTE;
  expect(needed / (until - start)).toBeGreaterThanOrEqual(0.95);
});

test('a few leave at once; many are spread over the minute', () => {
  const few = sendAll(Array.from({ length: 8 }, () => ({ messages: 1, takes: 0 })));
  expect(few.until).toBe(start);
  const { sent } = sendAll(Array.from({ length: 30 }, () => ({ messages: 1, takes: 0 })));
  expect(sent[29]!.endsAt - sent[9]!.endsAt).toBe(20 * 1500);
});

test('says about when it is done: by the minute, and by the day when the day is used up', () => {
  const now = new Date(start);
  const inMinutes = (messages: number, recipientsInDay: number) =>
    (doneAbout({ messages, recipients: 2 * messages }, recipientsInDay, exchangeLimits, now).getTime() - start) /
    MINUTE;
  expect(inMinutes(300, 0)).toBe(10);
  expect(inMinutes(3000, 5000)).toBeGreaterThan(24 * 60);
  expect(inMinutes(3000, 5000)).toBeLessThan(25 * 60);
});
