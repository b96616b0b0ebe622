import type { Clock } from '../../kernel/clock.ts';
import type { ProgrammeId } from '../../kernel/ids.ts';
import { fault, ok, type Result } from '../../kernel/result.ts';
import { systemScope, type Transact } from '../../kernel/unit-of-work.ts';
import type { PairStore } from '../../matching/ports.ts';
import type { ProgrammeStore } from '../../programme/ports.ts';
import { mailingOf, type BookingStore, type SendStore } from './booking.ts';
import { budgetDay, doneAbout, type MailLimits, type Mailing } from './mail-budget.ts';
import { isToBookAgain } from './plan-series.ts';
import type { MeetingStore } from '../ports.ts';

type Stores = {
  programmes: ProgrammeStore;
  pairs: PairStore;
  meetings: MeetingStore;
  bookings: BookingStore;
  sends: SendStore;
};
type Deps = { transact: Transact<Stores>; clock: Clock; limits: MailLimits; organizerMailboxes: string[] };

export type BookingProgress = {
  /** done: everybody who can have a series has one, and nobody has paused or stopped it. */
  state: 'running' | 'paused' | 'stopped' | 'done';
  booked: number;
  /** Booked, chosen, and still to be chosen. */
  total: number;
  /** Pairs for whom no hour was found: they are asked, and not counted in `total`. */
  withoutHour: number;
  /** Pairs whose meetings somebody took out of Outlook: not counted in `total` either. */
  deleted: number;
  /** Booked without a Teams link. */
  withoutLink: number;
  /** Null while nothing is under way. */
  doneAbout: Date | null;
  /** Of this programme's mailboxes, what all programmes have sent from them, and what waits there. */
  mailboxes: MailboxProgress[];
};

export type MailboxProgress = {
  mailbox: string;
  /** In the last 24 hours. */
  recipientsInDay: number;
  recipientsADay: number;
  messagesAMinute: number;
  messagesWaiting: number;
};

/** How far a programme's invitations are. Faults: `no-such-programme`. */
export const showBooking =
  (deps: Deps) =>
  async ({ programmeId }: { programmeId: ProgrammeId }): Promise<Result<BookingProgress>> => {
    const { clock, limits } = deps;
    const now = clock.now();
    const found = await deps.transact({ kind: 'programme', programmeId }, async (stores) => ({
      programme: await stores.programmes.get(programmeId),
      pairs: await stores.pairs.inProgramme(programmeId),
      series: await stores.meetings.seriesInProgramme(programmeId),
      state: (await stores.bookings.get(programmeId))?.state ?? 'running',
    }));
    if (!found.programme) return fault('no-such-programme', 'There is no such programme.');
    const live = new Set(found.pairs.filter((pair) => pair.state === 'live').map((pair) => pair.id));
    const series = found.series.filter((one) => live.has(one.pairId) && !isToBookAgain(one));
    const served = new Set(series.map((one) => one.pairId));
    const unplanned = [...live].filter((id) => !served.has(id)).length;
    // The last one of a pair counts: one that was booked again has an ended one before it.
    const latest = [...new Map(series.map((one) => [one.pairId, one])).values()];
    const inState = (state: string) => latest.filter((one) => one.state === state);
    const booked = inState('booked');
    const open = inState('chosen').length + unplanned;
    const used = series.map((one) => one.organizerMailbox);
    // Who has no hours yet may get any mailbox of the pool.
    const names = [...new Set([...used, ...(unplanned > 0 || used.length === 0 ? deps.organizerMailboxes : [])])];
    const share = mailingOf(0);
    const mailboxes = await deps.transact(systemScope, async ({ sends }) => {
      const waiting = new Map((await sends.waiting()).map(({ mailbox, ...mailing }) => [mailbox, mailing]));
      // Guests' letters go out by the first mailbox, within what it may send.
      const letters = await sends.lettersWaiting();
      return Promise.all(
        names.sort().map(async (mailbox) => {
          const sent = await sends.sent(mailbox, budgetDay(now));
          const extra = Math.ceil(unplanned / names.length);
          const { messages = 0, recipients = 0 }: Partial<Mailing> = waiting.get(mailbox) ?? {};
          const mails = mailbox === deps.organizerMailboxes[0] ? letters : 0;
          return {
            mailbox,
            recipientsInDay: sent.reduce((sum, one) => sum + one.recipients, 0),
            waiting: {
              messages: messages + extra * share.messages + mails,
              recipients: recipients + extra * share.recipients + mails,
            },
          };
        }),
      );
    });
    const isAtWork = found.state === 'running' && open > 0;
    const ends = mailboxes.map((one) => doneAbout(one.waiting, one.recipientsInDay, limits, now).getTime());
    return ok({
      state: found.state === 'running' && !isAtWork ? 'done' : found.state,
      booked: booked.length,
      total: booked.length + open,
      withoutHour: inState('no-common-hour').length,
      deleted: inState('ended').length,
      withoutLink: booked.filter((one) => one.joinUrl === null).length,
      doneAbout: isAtWork ? new Date(Math.max(...ends)) : null,
      mailboxes: mailboxes.map(({ mailbox, recipientsInDay, waiting }) => ({
        mailbox,
        recipientsInDay,
        recipientsADay: limits.recipientsADay,
        messagesAMinute: limits.messagesAMinute,
        messagesWaiting: waiting.messages,
      })),
    });
  };
