import type { Clock } from '../../kernel/clock.ts';
import type { SeriesId } from '../../kernel/ids.ts';
import type { AuditLog, JobQueue } from '../../kernel/jobs.ts';
import { fault, ok, type Result } from '../../kernel/result.ts';
import { systemScope, type Transact } from '../../kernel/unit-of-work.ts';
import type { Pair, PairStore } from '../../matching/ports.ts';
import type { Participant } from '../../people/people.ts';
import type { ParticipantStore } from '../../people/ports.ts';
import type { ProgrammeStore } from '../../programme/ports.ts';
import type { Programme } from '../../programme/programme.ts';
import type { AssistantStore } from '../new-times/assistants.ts';
import type { BookingStore } from './booking.ts';
import { callOffPaused } from '../call-off-paused.ts';
import type { CalendarStore } from '../calendar/calendar-changes.ts';
import type { Occurrence, Series } from '../meetings.ts';
import type { TimeProposalStore } from '../new-times/time-proposals.ts';
import type { PauseStore } from '../pauses.ts';
import type { Calendar, MeetingStore } from '../ports.ts';
import { toSeriesOrder } from './series-order.ts';

export type BookStores = {
  pairs: PairStore;
  programmes: ProgrammeStore;
  participants: ParticipantStore;
  meetings: MeetingStore;
  assistants: AssistantStore;
  bookings: BookingStore;
  calendar: CalendarStore;
  pauses: PauseStore;
  timeProposals: TimeProposalStore;
  jobs: JobQueue;
  audit: AuditLog;
};

export type BookDeps = {
  transact: Transact<BookStores>;
  calendar: Calendar;
  clock: Clock;
  /** Opens the tab in Teams; stands in the invitation. */
  tabLink: string;
};

/** Minutes: a Teams link can come after its event. */
const LOOK_AGAIN_AFTER = [10, 120];

type Plan = {
  series: Series;
  pair: Pair;
  programme: Programme;
  people: Participant[];
  meetings: Occurrence[];
  isStopped: boolean;
};

export type Booked = { outcome: 'booked' | 'not-needed' | 'dropped'; isNew: boolean };

/**
 * Has Outlook make a series whose hours are chosen, once, and move what is to be moved in it; then stores what came of
 * it. Killed anywhere, the next run goes on from what is stored: with `wasTried` the series is looked for by our own id
 * before it is asked for again, with the same transactionId. A pair that ends meanwhile has what was made cancelled. Of
 * a programme whose booking was stopped, only what Outlook has already is seen through. `isNew`: Exchange has been given
 * something to send.
 *
 * Faults: `no-such-series`. Throws `CalendarUnavailable`: come again.
 */
export const bookSeries =
  (deps: BookDeps) =>
  async ({ seriesId, wasTried }: { seriesId: SeriesId; wasTried: boolean }): Promise<Result<Booked>> => {
    const { transact, calendar } = deps;
    const plan = await transact(systemScope, (stores) => readPlan(stores, seriesId));
    if (!plan) return fault('no-such-series', 'There is no such series.');
    const { series, meetings } = plan;
    if (series.state !== 'chosen') return ok({ outcome: 'not-needed', isNew: false });
    // Whoever ended the pair has ordered the end of its series.
    if (plan.pair.state !== 'live') return ok({ outcome: 'not-needed', isNew: false });

    let made = series.eventId === null ? null : { eventId: series.eventId, joinUrl: series.joinUrl };
    if (!made && wasTried) made = await calendar.findSeries(series.organizerMailbox, series.id);
    const isFound = made !== null;
    if (!made && plan.isStopped) {
      await transact(systemScope, (stores) => stores.meetings.markDropped(series.id));
      return ok({ outcome: 'dropped', isNew: false });
    }
    const { programme, people } = plan;
    made ??= await calendar.createSeries(toSeriesOrder(series, meetings, programme, people, deps.tabLink));
    const moved = meetings.filter(isMoved);
    const event = made;
    if (moved.length > 0) {
      await transact(systemScope, (stores) => stores.meetings.markMade(series.id, event.eventId, event.joinUrl));
      for (const one of moved) await move(deps, series, event.eventId, one);
    }
    const isStillLive = await transact(systemScope, (stores) => keep(deps, stores, series, event));
    return ok({ outcome: isStillLive ? 'booked' : 'not-needed', isNew: !isFound || moved.length > 0 });
  };

async function readPlan(stores: BookStores, id: SeriesId): Promise<Plan | null> {
  const series = await stores.meetings.series(id);
  const pair = series && (await stores.pairs.get(series.pairId));
  const programme = pair && (await stores.programmes.get(pair.programmeId));
  if (!programme) return null;
  return {
    series,
    pair,
    programme,
    people: await stores.participants.list([pair.mentorId, pair.menteeId]),
    meetings: await stores.meetings.occurrencesOfSeries([id]),
    isStopped: (await stores.bookings.get(programme.id))?.state === 'stopped',
  };
}

export const isMoved = ({ startsAt, regularStart }: Occurrence): boolean =>
  startsAt.getTime() !== regularStart.getTime();

async function move({ transact, calendar }: BookDeps, series: Series, seriesEventId: string, one: Occurrence) {
  const { organizerMailbox: mailbox, timeZone, programmeId } = series;
  const { id, regularStart, startsAt, endsAt } = one;
  const outcome = await calendar.moveOccurrence({ mailbox, seriesEventId, regularStart, startsAt, endsAt, timeZone });
  if (outcome === 'moved') return;
  await transact(systemScope, async ({ meetings, audit }) => {
    await meetings.returnToRule(id);
    await audit.add({ actor: 'system', action: 'move-refused', programmeId, subject: id, detail: { outcome } });
  });
}

/** False when the pair has ended meanwhile: the event is there and has to go. */
async function keep(
  { clock }: BookDeps,
  stores: BookStores,
  series: Series,
  { eventId, joinUrl }: { eventId: string; joinUrl: string | null },
): Promise<boolean> {
  const { pairs, meetings, assistants, jobs, audit } = stores;
  const { id, pairId, programmeId } = series;
  const pair = await pairs.getForUpdate(pairId);
  if (pair?.state !== 'live') {
    await jobs.enqueue({ name: 'end-series', data: { pairId } });
    return false;
  }
  await meetings.markBooked(id, eventId, joinUrl);
  // Set while it was on its way.
  for (const { until } of await stores.pauses.of(programmeId, [pair.mentorId, pair.menteeId])) {
    await callOffPaused(stores, series, until, clock.now());
  }
  for (const { personId } of await assistants.of(programmeId, [pair.mentorId, pair.menteeId])) {
    await jobs.enqueue({ name: 'invite-assistant', data: { programmeId, personId, formerId: null } });
  }
  if (joinUrl === null) {
    // The organizer has no Teams licence, or Teams gave no link for no stated reason: never in silence.
    await audit.add({ actor: 'system', action: 'series-without-teams-link', programmeId, subject: id });
    for (const minutes of LOOK_AGAIN_AFTER) {
      const notBefore = new Date(clock.now().getTime() + minutes * 60_000);
      await jobs.enqueue({ name: 'mend-link', data: { seriesId: id, ask: false } }, { notBefore });
    }
  }
  return true;
}
