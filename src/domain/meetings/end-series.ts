import type { Clock } from '../kernel/clock.ts';
import type { PairId } from '../kernel/ids.ts';
import type { Outbox } from '../kernel/jobs.ts';
import { fault, ok, type Result } from '../kernel/result.ts';
import { systemScope, type Transact } from '../kernel/unit-of-work.ts';
import type { PairStore } from '../matching/ports.ts';
import type { SendStore } from './booking/booking.ts';
import { closeAllOf } from './new-times/close-proposal.ts';
import type { CalendarReader, CalendarStore, SeenSeries } from './calendar/calendar-changes.ts';
import type { Occurrence, Series } from './meetings.ts';
import { CalendarUnavailable, type Calendar, type MeetingStore } from './ports.ts';
import type { TimeProposalStore } from './new-times/time-proposals.ts';

type Deps = {
  transact: Transact<{
    pairs: PairStore;
    meetings: MeetingStore;
    sends: SendStore;
    calendar: CalendarStore;
    timeProposals: TimeProposalStore;
    outbox: Outbox;
  }>;
  calendar: Calendar;
  calendarReader: CalendarReader;
  clock: Clock;
};

const COMMENT =
  'These meetings are not needed any more, so the hour is yours again. Thank you for having made the time.';
/** More than so many are ended together: each that is cancelled by itself is a mail to both. */
const MOST_ONE_BY_ONE = 2;
/** Of those that are cancelled one by one, as many as a mailbox's budget counts for one order. */
const MOST_IN_ONE_ORDER = 6;
/** About as long as it takes to send one. */
const SENDING_MS = 5_000;

/**
 * Takes the meetings to come of a pair that has ended out of both diaries and keeps the past ones. What Outlook says of
 * the past is stored first, since it may forget it. Safe to repeat, and right whenever the booking was interrupted: what
 * Outlook may have made is looked for, once nobody is at it any more. Faults: `no-such-pair`. Throws `CalendarUnavailable`.
 */
export const endSeries =
  (deps: Deps) =>
  async ({ pairId }: { pairId: PairId }): Promise<Result<'ended' | 'still-live' | 'nothing-booked'>> => {
    const { transact, calendar, calendarReader, clock } = deps;
    const { pair, series, isBeingSent } = await transact(systemScope, async ({ pairs, meetings, sends }) => {
      const found = await meetings.seriesOfPair(pairId);
      return {
        pair: await pairs.get(pairId),
        series: found,
        isBeingSent: found !== undefined && (await sends.isUnderWay(found.id)),
      };
    });
    if (!pair) return fault('no-such-pair', 'There is no such pair.');
    if (pair.state === 'live') return ok('still-live');
    await transact(systemScope, (stores) => closeAllOf(stores, pairId, clock.now()));
    if (!series || series.state === 'no-common-hour') return ok('nothing-booked');
    // What is not in Outlook yet may be there a moment later, and a worker that is killed now tells nobody.
    if (isBeingSent)
      throw new CalendarUnavailable('The series is being sent at this moment.', 'being-sent', SENDING_MS);
    const { organizerMailbox: mailbox } = series;
    const eventId = series.eventId ?? (await calendar.findSeries(mailbox, series.id))?.eventId;
    const seen = eventId === undefined ? null : await calendarReader.series(mailbox, eventId);
    const now = clock.now();
    const meetings = await transact(systemScope, (stores) => keepThePast(stores, series, seen, now));
    if (seen) await takeOut(calendar, mailbox, seen, meetings, now);
    await transact(systemScope, async (stores) => {
      const ahead = meetings.filter(({ state, startsAt }) => state === 'planned' && startsAt > now);
      await stores.calendar.cancelOccurrences(ahead.map(({ id }) => id));
      await stores.meetings.markEnded(series.id);
    });
    return ok('ended');
  };

/** Where the meetings that are over were held, and where those to come would be. */
async function keepThePast(
  stores: { meetings: MeetingStore; calendar: CalendarStore },
  series: Series,
  seen: SeenSeries | null,
  now: Date,
): Promise<Occurrence[]> {
  await stores.calendar.seriesForUpdate(series.id);
  const meetings = await stores.meetings.occurrencesOfSeries([series.id]);
  // Nothing to come: a run before this one has been at it, and Outlook may have put the past back to the rule.
  if (!seen?.occurrences.some(({ startsAt }) => startsAt > now)) return meetings;
  for (const one of meetings) {
    const found = seen.occurrences.find((other) => other.originalStart.getTime() === one.regularStart.getTime());
    if (!found || one.state === 'cancelled') continue;
    const { eventId, startsAt, endsAt } = found;
    await stores.calendar.setTimes(one.id, { eventId, regularStart: one.regularStart, startsAt, endsAt });
  }
  return stores.meetings.occurrencesOfSeries([series.id]);
}

/**
 * Cancelling a series takes its past out of both diaries too, and a shorter range puts moved meetings back to the rule:
 * so the whole goes only before the first meeting, one or two are cancelled by themselves, and more are cut off, unless
 * the cut would take one that was held before its turn, or put one back that was moved out of the past or called off.
 */
async function takeOut(
  calendar: Calendar,
  mailbox: string,
  { eventId, occurrences }: SeenSeries,
  meetings: Occurrence[],
  now: Date,
): Promise<void> {
  const ahead = occurrences.filter(({ startsAt }) => startsAt > now);
  const past = occurrences.filter(({ startsAt }) => startsAt <= now);
  if (ahead.length === 0) return;
  if (past.length === 0) return calendar.cancelSeries(mailbox, eventId, COMMENT);
  const lastHeld = new Date(Math.max(...past.map(({ originalStart }) => originalStart.getTime())));
  const turns = turnsUpTo(meetings, lastHeld);
  const isCutClean =
    turns === past.length && lastHeld <= now && ahead.every(({ originalStart }) => originalStart > lastHeld);
  if (ahead.length > MOST_ONE_BY_ONE && isCutClean) {
    await calendar.cutSeries(mailbox, eventId, turns);
    return;
  }
  const inOrder = ahead.toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
  for (let at = 0, after = now; at < inOrder.length; at += MOST_IN_ONE_ORDER) {
    const some = inOrder.slice(at, at + MOST_IN_ONE_ORDER);
    const last = Math.max(...some.map(({ endsAt }) => endsAt.getTime()));
    await calendar.cancelAfter(mailbox, eventId, after, new Date(last + 1000), COMMENT);
    after = some.at(-1)!.startsAt;
  }
}

/** How many meetings the rule puts up to a moment, those that were cancelled included: Outlook counts them too. */
const turnsUpTo = (meetings: Occurrence[], moment: Date): number =>
  meetings.filter(({ regularStart }) => regularStart <= moment).length;
