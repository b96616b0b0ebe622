import type { Clock } from '../kernel/clock.ts';
import type { NewId, PairId } from '../kernel/ids.ts';
import type { AuditLog, Outbox } from '../kernel/jobs.ts';
import { fault, ok, type Result } from '../kernel/result.ts';
import { systemScope, type Transact } from '../kernel/unit-of-work.ts';
import type { Pair, PairStore } from '../matching/ports.ts';
import type { Participant } from '../people/people.ts';
import type { ParticipantStore } from '../people/ports.ts';
import type { ProgrammeStore } from '../programme/ports.ts';
import type { Programme } from '../programme/programme.ts';
import { endSeries } from './end-series.ts';
import { findSeries } from './find-series.ts';
import type { Diary, Series } from './meetings.ts';
import type { Calendar, MeetingStore } from './ports.ts';
import { toSeriesOrder } from './series-order.ts';
import { createZoneClock, DAY_MS, midnightOf, wallTimeAt } from './zone-clock.ts';

type Stores = {
  pairs: PairStore;
  programmes: ProgrammeStore;
  participants: ParticipantStore;
  meetings: MeetingStore;
  outbox: Outbox;
  audit: AuditLog;
};

type Deps = {
  transact: Transact<Stores>;
  calendar: Calendar;
  clock: Clock;
  newId: NewId;
  /** Opens the tab in Teams; stands in the invitation. */
  tabLink: string;
};

type Plan = { pair: Pair; programme: Programme; people: Participant[]; series: Series | undefined };

/**
 * Books the series of a pair, once: (a) the hour is chosen and ordered in one transaction, (b) Outlook makes the event,
 * (c) its id is stored. Killed anywhere, the next run goes on from what is stored: an ordered series is looked for in
 * Outlook by our own id before it is asked for again, with the same transactionId. A pair that ends meanwhile has what
 * was made cancelled. No common hour is told to both.
 *
 * Faults: `no-such-pair`. Throws `CalendarUnavailable`: the job comes again.
 */
export const bookSeries =
  (deps: Deps) =>
  async ({ pairId }: { pairId: PairId }): Promise<Result<'booked' | 'no-common-hour' | 'not-needed'>> => {
    const plan = await deps.transact(systemScope, (stores) => readPlan(stores, pairId));
    if (!plan) return fault('no-such-pair', 'There is no such pair.');
    if (plan.pair.state !== 'live') return giveUp(deps, pairId);
    const series = plan.series ?? (await chooseHour(deps, plan));
    if (!series) return ok('not-needed');
    if (series.state === 'ended') return ok('not-needed');
    if (series.state !== 'chosen') return ok(series.state === 'booked' ? 'booked' : 'no-common-hour');
    const isStillLive = await makeEvent(deps, plan, series);
    return isStillLive ? ok('booked') : giveUp(deps, pairId);
  };

async function giveUp(deps: Deps, pairId: PairId): Promise<Result<'not-needed'>> {
  await endSeries(deps)({ pairId });
  return ok('not-needed');
}

async function readPlan({ pairs, programmes, participants, meetings }: Stores, id: PairId): Promise<Plan | null> {
  const pair = await pairs.get(id);
  const programme = pair && (await programmes.get(pair.programmeId));
  if (!programme) return null;
  const people = await participants.list([pair.mentorId, pair.menteeId]);
  return { pair, programme, people, series: await meetings.seriesOfPair(id) };
}

/** (a) Undefined when the pair has ended meanwhile. */
async function chooseHour(deps: Deps, plan: Plan): Promise<Series | undefined> {
  const { programme } = plan;
  const notBefore = firstMoment(programme, deps.clock.now());
  // Asked outside the transaction, which would otherwise be held open by a slow network.
  const diaries = await readDiaries(deps, plan, notBefore);
  return deps.transact(systemScope, async (stores) => {
    const { pairs, meetings } = stores;
    const pair = await pairs.getForUpdate(plan.pair.id);
    if (pair?.state !== 'live') return undefined;
    await meetings.lockPeople([pair.mentorId, pair.menteeId]);
    const before = await meetings.seriesOfPair(pair.id);
    if (before) return before;
    const taken = [
      ...(await meetings.hoursOfPerson(pair.mentorId, notBefore)),
      ...(await meetings.hoursOfPerson(pair.menteeId, notBefore)),
    ];
    const { timeZone, endsOn, gapWeeks: everyWeeks, sessions: count, sessionMinutes: minutes } = programme;
    const found = findSeries({ diaries, taken, timeZone, notBefore, endsOn, everyWeeks, count, minutes });
    const series: Series = {
      id: deps.newId(),
      pairId: pair.id,
      programmeId: programme.id,
      organizerMailbox: programme.organizerMailbox,
      timeZone,
      everyWeeks,
      sessionMinutes: minutes,
      state: found.ok ? 'chosen' : 'no-common-hour',
      transactionId: deps.newId(),
      eventId: null,
      joinUrl: null,
      explanation: found.ok ? found.value.explanation : found.fault.message,
      createdAt: deps.clock.now(),
    };
    const chosen = found.ok ? found.value.meetings : [];
    await meetings.addSeries(
      series,
      chosen.map((one) => ({
        ...one,
        id: deps.newId(),
        seriesId: series.id,
        regularStart: one.startsAt,
        eventId: null,
        state: 'planned' as const,
        feedbackAskedAt: null,
      })),
    );
    if (!found.ok) await tellBoth(stores, pair);
    return series;
  });
}

/** Not before the programme begins, and never today: an invitation for this afternoon helps nobody. */
function firstMoment({ startsOn, timeZone }: Programme, now: Date): Date {
  const tomorrow = Math.floor(wallTimeAt(now, timeZone) / DAY_MS) * DAY_MS + DAY_MS;
  const first = Math.max(tomorrow, midnightOf(startsOn));
  return new Date(createZoneClock(timeZone, now, new Date(first + 2 * DAY_MS))(first));
}

async function readDiaries({ calendar }: Deps, plan: Plan, from: Date): Promise<[Diary, Diary]> {
  const { pair, programme, people } = plan;
  const mailOf = (id: string): string | null => people.find((person) => person.id === id)?.mail ?? null;
  const mails = [mailOf(pair.mentorId), mailOf(pair.menteeId)] as const;
  const to = new Date(midnightOf(programme.endsOn) + 2 * DAY_MS);
  const known = mails.filter((mail) => mail !== null);
  const found =
    from < to ? await calendar.diaries(programme.organizerMailbox, known, from, to) : new Map<string, Diary>();
  const diaryOf = (mail: string | null): Diary => (mail === null ? undefined : found.get(mail)) ?? unknownDiary;
  return [diaryOf(mails[0]), diaryOf(mails[1])];
}

const unknownDiary: Diary = { known: false, busy: [], timeZone: null, worksFrom: null, worksTo: null, workDays: [] };

async function tellBoth({ outbox }: Stores, { id: pairId, programmeId, mentorId, menteeId }: Pair): Promise<void> {
  for (const to of [mentorId, menteeId]) {
    await outbox.add({
      key: `no-common-hour:${pairId}:${to}`,
      to,
      programmeId,
      about: { kind: 'no-common-hour', pairId },
    });
  }
}

/** (b) and (c). False when the pair has ended meanwhile: the event is there and has to go. */
async function makeEvent(
  deps: Deps,
  { programme, people, series: seenBefore }: Plan,
  series: Series,
): Promise<boolean> {
  const { transact, calendar } = deps;
  const meetings = await transact(systemScope, (stores) => stores.meetings.occurrencesOfSeries([series.id]));
  // Ordered by a run before this one, which may have been killed after Outlook made it.
  const found = seenBefore ? await calendar.findSeries(series.organizerMailbox, series.id) : null;
  const order = toSeriesOrder(series, meetings, programme, people, deps.tabLink);
  const { eventId, joinUrl } = found ?? (await calendar.createSeries(order));
  return transact(systemScope, async (stores) => {
    const pair = await stores.pairs.getForUpdate(series.pairId);
    if (pair?.state !== 'live') return false;
    await stores.meetings.markBooked(series.id, eventId, joinUrl);
    if (joinUrl === null) {
      // The organizer has no Teams licence, or Teams gave no link for no stated reason: never in silence.
      const { programmeId, id: subject } = series;
      await stores.audit.add({ actor: 'system', action: 'series-without-teams-link', programmeId, subject });
    }
    return true;
  });
}
