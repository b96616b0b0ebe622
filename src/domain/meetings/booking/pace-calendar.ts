import type { Clock } from '../../kernel/clock.ts';
import type { NewId } from '../../kernel/ids.ts';
import { systemScope, type Transact } from '../../kernel/unit-of-work.ts';
import type { SendStore } from './booking.ts';
import type { MailLimits, Mailing } from './mail-budget.ts';
import { CalendarUnavailable, type Calendar } from '../ports.ts';
import { beginSend, waitUntil, type Wait } from './spend-budget.ts';

type Deps = {
  transact: Transact<{ sends: SendStore }>;
  clock: Clock;
  newId: NewId;
  limits: MailLimits;
  wait: Wait;
};

/** A longer wait is the job's, not ours. */
const LONGEST_WAIT_MS = 30_000;
const toBoth: Mailing = { messages: 1, recipients: 2 };
/** About a whole series: once more for each meeting that was moved, of which there are seldom more. */
const series: Mailing = { messages: 3, recipients: 6 };
const toOne: Mailing = { messages: 3, recipients: 3 };
/** Each meeting that is ahead is cancelled by itself, at most so many in one order. */
const oneByOne: Mailing = { messages: 6, recipients: 12 };

/**
 * A calendar whose changes spend the mailbox's budget, since Exchange tells people of each: they wait their turn, and
 * throw `CalendarUnavailable` where that would be long. Reading is free.
 */
export function paceCalendar(calendar: Calendar, deps: Deps): Calendar {
  const spend = async <T>(mailbox: string, mailing: Mailing, work: () => Promise<T>): Promise<T> => {
    const { transact, clock, limits } = deps;
    const id = deps.newId();
    const latest = clock.now().getTime() + LONGEST_WAIT_MS;
    const begin = () =>
      transact(systemScope, async ({ sends }) => {
        await sends.lockMailbox(mailbox);
        return beginSend(sends, { id, mailbox, seriesId: null, ...mailing }, limits, clock.now());
      });
    for (let answer = await begin(); answer !== 'begun'; answer = await begin()) {
      const wait = answer.notBefore.getTime() - clock.now().getTime();
      if (answer.notBefore.getTime() > latest) {
        throw new CalendarUnavailable('The mailbox has sent what it may for now.', 'mailbox-budget', wait);
      }
      await waitUntil(answer.notBefore, deps);
    }
    return work().finally(() => transact(systemScope, ({ sends }) => sends.settle(id, clock.now())));
  };
  return {
    ...calendar,
    createSeries: (order) => spend(order.mailbox, toBoth, () => calendar.createSeries(order)),
    askForLink: (mailbox, ...rest) => spend(mailbox, series, () => calendar.askForLink(mailbox, ...rest)),
    cancelSeries: (mailbox, ...rest) => spend(mailbox, series, () => calendar.cancelSeries(mailbox, ...rest)),
    cancelAfter: (mailbox, ...rest) => spend(mailbox, oneByOne, () => calendar.cancelAfter(mailbox, ...rest)),
    cutSeries: (mailbox, ...rest) => spend(mailbox, series, () => calendar.cutSeries(mailbox, ...rest)),
    moveOccurrence: (order) => spend(order.mailbox, toBoth, () => calendar.moveOccurrence(order)),
    cancelOccurrence: (one, comment) => spend(one.mailbox, toBoth, () => calendar.cancelOccurrence(one, comment)),
    removeAttendee: (mailbox, ...rest) => spend(mailbox, toOne, () => calendar.removeAttendee(mailbox, ...rest)),
    addAttendee: (mailbox, ...rest) => spend(mailbox, toOne, () => calendar.addAttendee(mailbox, ...rest)),
  };
}
