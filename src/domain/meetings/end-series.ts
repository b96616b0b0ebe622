import type { Clock } from '../kernel/clock.ts';
import type { PairId } from '../kernel/ids.ts';
import { fault, ok, type Result } from '../kernel/result.ts';
import { systemScope, type Transact } from '../kernel/unit-of-work.ts';
import type { PairStore } from '../matching/ports.ts';
import type { Occurrence, Series } from './meetings.ts';
import type { Calendar, MeetingStore } from './ports.ts';

type Deps = {
  transact: Transact<{ pairs: PairStore; meetings: MeetingStore }>;
  calendar: Calendar;
  clock: Clock;
};

const COMMENT =
  'These meetings are not needed any more, so the hour is yours again. Thank you for having made the time.';
/** A meeting may have been moved past the planned end. */
const MARGIN_MS = 60 * 24 * 60 * 60_000;

/**
 * Cancels the future meetings of a pair that has ended and keeps the past ones. Safe to repeat, and right whenever the
 * booking was interrupted: what Outlook may have made is looked for. Faults: `no-such-pair`. Throws
 * `CalendarUnavailable`.
 */
export const endSeries =
  (deps: Deps) =>
  async ({ pairId }: { pairId: PairId }): Promise<Result<'ended' | 'still-live' | 'nothing-booked'>> => {
    const { transact, calendar } = deps;
    const { pair, series, meetings } = await transact(systemScope, async (stores) => {
      const found = await stores.meetings.seriesOfPair(pairId);
      return {
        pair: await stores.pairs.get(pairId),
        series: found,
        meetings: found ? await stores.meetings.occurrencesOfSeries([found.id]) : [],
      };
    });
    if (!pair) return fault('no-such-pair', 'There is no such pair.');
    if (pair.state === 'live') return ok('still-live');
    if (!series || series.state === 'no-common-hour') return ok('nothing-booked');
    const eventId = series.eventId ?? (await calendar.findSeries(series.organizerMailbox, series.id))?.eventId;
    if (eventId !== undefined) await cancelFuture(deps, series, eventId, meetings);
    await transact(systemScope, (stores) => stores.meetings.markEnded(series.id));
    return ok('ended');
  };

async function cancelFuture({ calendar, clock }: Deps, series: Series, eventId: string, meetings: Occurrence[]) {
  const now = clock.now();
  const first = meetings[0];
  const last = meetings.at(-1);
  if (!first || !last) return;
  // Cancelling a whole series takes its past meetings out of both diaries.
  if (now < first.startsAt) await calendar.cancelSeries(series.organizerMailbox, eventId, COMMENT);
  else {
    const until = new Date(last.endsAt.getTime() + MARGIN_MS);
    if (now < until) await calendar.cancelAfter(series.organizerMailbox, eventId, now, until, COMMENT);
  }
}
