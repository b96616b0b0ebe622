import type { Clock } from '../../kernel/clock.ts';
import type { NewId, PairId, PersonId, ProgrammeId } from '../../kernel/ids.ts';
import type { JobQueue } from '../../kernel/jobs.ts';
import { fault, ok, type Result } from '../../kernel/result.ts';
import { systemScope, type Transact } from '../../kernel/unit-of-work.ts';
import type { Pair, PairStore } from '../../matching/ports.ts';
import type { Participant } from '../../people/people.ts';
import type { ParticipantStore } from '../../people/ports.ts';
import type { ProgrammeStore } from '../../programme/ports.ts';
import type { Programme } from '../../programme/programme.ts';
import type { BookingStore } from './booking.ts';
import { earliestMoment } from '../earliest-moment.ts';
import { unknownDiary, type Diary, type Occurrence, type Series } from '../meetings.ts';
import { shareMailboxes } from './organizer-mailboxes.ts';
import { meets, pausedHours, type PauseStore } from '../pauses.ts';
import { positionsLeft, settledMeetings } from '../pair-meetings.ts';
import type { PersonHours, Placement, PlacementQuestion } from '../search/placement.ts';
import type { Calendar, MeetingStore } from '../ports.ts';
import { proposeTimesWithin, type ProposeStores } from '../new-times/propose-times.ts';
import { createZoneClock, DAY_MS, midnightOf, wallTimeAt } from '../zone-clock.ts';

type Stores = ProposeStores & {
  programmes: ProgrammeStore;
  participants: ParticipantStore;
  meetings: MeetingStore;
  pairs: PairStore;
  bookings: BookingStore;
  pauses: PauseStore;
  jobs: JobQueue;
};

/** The search at work elsewhere. Throws when it ended without an answer: the job comes again. */
export type SeriesPlacer = { place(question: PlacementQuestion): Promise<Placement[]> };

type Deps = {
  transact: Transact<Stores>;
  calendar: Pick<Calendar, 'diaries'>;
  placer: SeriesPlacer;
  clock: Clock;
  newId: NewId;
  organizerMailboxes: string[];
};

/** So many pairs are stored in one transaction: each person of theirs is a lock. */
const PAIRS_AT_ONCE = 50;

export type SeriesPlan = { chosen: number; withoutHour: number; left: number };

/**
 * Chooses the hours of all pairs of a programme that have none, together, and orders them to be sent: one reading of
 * everybody's diary, one search, then the decisions and their orders in transactions of some pairs each. A pair whose
 * people were promised elsewhere meanwhile, or whom another run has served, is left out; it is looked at again (`left`).
 * Of a pair whose series is to be booked again only what went with it is.
 * Killed anywhere, the next run serves whoever has nothing stored.
 *
 * Faults: `no-such-programme`. Throws `CalendarUnavailable`: the job comes again.
 */
export const planSeries =
  (deps: Deps) =>
  async ({ programmeId }: { programmeId: ProgrammeId }): Promise<Result<SeriesPlan>> => {
    const waiting = await deps.transact(systemScope, (stores) => readWaiting(stores, programmeId, deps.clock.now()));
    if (!waiting) return fault('no-such-programme', 'There is no such programme.');
    const plan: SeriesPlan = { chosen: 0, withoutHour: 0, left: 0 };
    for (const [count, pairs] of Map.groupBy(waiting.pairs, (pair) => waiting.positionsOf(pair).length)) {
      if (count === 0) continue;
      const placements = await place(deps, waiting, pairs, count);
      const placed = pairs.map((pair, at) => ({
        pair,
        positions: waiting.positionsOf(pair),
        placement: placements[at]!,
      }));
      for (let at = 0; at < placed.length; at += PAIRS_AT_ONCE) {
        const some = placed.slice(at, at + PAIRS_AT_ONCE);
        const done = await deps.transact(systemScope, (stores) => store(deps, stores, waiting, some));
        plan.chosen += done.chosen;
        plan.withoutHour += done.withoutHour;
        plan.left += done.left;
      }
    }
    return ok(plan);
  };

type Waiting = {
  programme: Programme;
  pairs: Pair[];
  /** Which of a pair's meetings are to be booked: all, unless a series of before has settled some. */
  positionsOf: (pair: Pair) => number[];
  /** Days on which a meeting was called off by itself, for both people: it is not to come back by another name. */
  calledOff: { personId: PersonId; from: Date; to: Date }[];
  people: Participant[];
  notBefore: Date;
};
type Placed = { pair: Pair; positions: number[]; placement: Placement };

async function readPairs(stores: Stores, programmeId: ProgrammeId): Promise<Pair[]> {
  if ((await stores.bookings.get(programmeId))?.state === 'stopped') return [];
  // In the order in which they were made: the last one of a pair counts.
  const series = new Map((await stores.meetings.seriesInProgramme(programmeId)).map((one) => [one.pairId, one]));
  const served = new Set([...series.values()].flatMap((one) => (isToBookAgain(one) ? [] : one.pairId)));
  const pairs = await stores.pairs.inProgramme(programmeId);
  return pairs.filter((pair) => pair.state === 'live' && !served.has(pair.id));
}

/** Somebody took it out of Outlook, and a coordinator wants what is left of it back. */
export const isToBookAgain = ({ state, bookAgainAt }: Series): boolean => state === 'ended' && bookAgainAt != null;

async function readWaiting(stores: Stores, programmeId: ProgrammeId, now: Date): Promise<Waiting | null> {
  const programme = await stores.programmes.get(programmeId);
  if (!programme) return null;
  const pairs = await readPairs(stores, programmeId);
  const people = await stores.participants.list(idsOf(pairs));
  const all = Array.from({ length: programme.sessions }, (_, at) => at + 1);
  const left = new Map<PairId, number[]>();
  const calledOff: Waiting['calledOff'] = [];
  const past = (await stores.meetings.seriesInProgramme(programmeId)).filter(({ state }) => state === 'ended');
  for (const pair of pairs.filter(({ id }) => past.some(({ pairId }) => pairId === id))) {
    const settled = await settledMeetings(stores.meetings, pair.id);
    left.set(pair.id, positionsLeft(programme.sessions, settled));
    const days = settled.filter(({ state }) => state === 'cancelled').map((one) => dayOf(one, programme.timeZone));
    for (const personId of idsOf([pair])) calledOff.push(...days.map((day) => ({ personId, ...day })));
  }
  const positionsOf = ({ id }: Pair): number[] => left.get(id) ?? all;
  return { programme, pairs, positionsOf, calledOff, people, notBefore: earliestMoment(programme, now) };
}

function dayOf({ startsAt }: Occurrence, timeZone: string): { from: Date; to: Date } {
  const midnight = Math.floor(wallTimeAt(startsAt, timeZone) / DAY_MS) * DAY_MS;
  const around = [-2, 2].map((days) => new Date(startsAt.getTime() + days * DAY_MS)) as [Date, Date];
  const toInstant = createZoneClock(timeZone, ...around);
  return { from: new Date(toInstant(midnight)), to: new Date(toInstant(midnight + DAY_MS)) };
}

const idsOf = (pairs: Pair[]): PersonId[] => [...new Set(pairs.flatMap((pair) => [pair.mentorId, pair.menteeId]))];

/** Asked outside of any transaction, which would otherwise be held open by a slow network and a long search. */
async function place(deps: Deps, waiting: Waiting, pairs: Pair[], count: number): Promise<Placement[]> {
  const { programme, notBefore } = waiting;
  const ids = idsOf(pairs);
  const people = waiting.people.filter(({ id }) => ids.includes(id));
  const to = new Date(midnightOf(programme.endsOn) + 2 * DAY_MS);
  const mails = people.flatMap(({ mail }) => (mail === null ? [] : [mail]));
  const isAsked = notBefore < to && mails.length > 0;
  const diaries = isAsked
    ? await deps.calendar.diaries(programme.organizerMailbox, mails, notBefore, to)
    : new Map<string, Diary>();
  const taken = await deps.transact(systemScope, async (stores) => [
    ...(await stores.meetings.hoursOfPeople(ids, notBefore)),
    ...(await pausedHours(stores, programme, ids)),
    ...waiting.calledOff,
  ]);
  const takenBy = Map.groupBy(taken, (hour) => hour.personId);
  const mailOf = new Map(people.map((person) => [person.id, person.mail]));
  const hoursOf = (id: PersonId): PersonHours => ({
    id,
    diary: diaries.get(mailOf.get(id) ?? '') ?? unknownDiary,
    taken: (takenBy.get(id) ?? []).map(({ from, to: until }) => ({ from, to: until })),
  });
  return deps.placer.place({
    timeZone: programme.timeZone,
    notBefore,
    endsOn: programme.endsOn,
    count,
    minutes: programme.sessionMinutes,
    preferredWeeks: programme.gapWeeks,
    people: ids.map(hoursOf),
    pairs: pairs.map(({ id, mentorId, menteeId }) => ({ id, mentorId, menteeId })),
  });
}

async function store(deps: Deps, stores: Stores, { programme, notBefore }: Waiting, some: Placed[]) {
  const done: SeriesPlan = { chosen: 0, withoutHour: 0, left: 0 };
  // Held against a stop: what it drops is then all that there is.
  const booking = await stores.bookings.hold(programme.id);
  if (booking?.state === 'stopped') return done;
  const ids = idsOf(some.map(({ pair }) => pair));
  await stores.meetings.lockPeople(ids);
  const waiting = new Set((await readPairs(stores, programme.id)).map((pair) => pair.id));
  const promised = await hoursPromised(stores, programme, ids, notBefore);
  const mailboxOf = await shareMailboxes(stores.meetings, deps.organizerMailboxes, [...waiting]);
  for (const { pair, positions, placement } of some) {
    if (!waiting.has(pair.id) || (await stores.pairs.getForUpdate(pair.id))?.state !== 'live') continue;
    const meetings = placement.found.ok ? placement.found.value.meetings : [];
    const isTaken = [pair.mentorId, pair.menteeId].some((id) =>
      meetings.some((one) => meets(one, promised.get(id) ?? [])),
    );
    if (isTaken) {
      done.left += 1;
      continue;
    }
    await addSeries(deps, stores, programme, { pair, positions, placement }, mailboxOf(pair.id));
    if (placement.found.ok) done.chosen += 1;
    else done.withoutHour += 1;
  }
  if (done.chosen > 0) await stores.jobs.enqueue({ name: 'send-series', data: {} });
  if (done.left > 0) await stores.jobs.enqueue({ name: 'plan-series', data: { programmeId: programme.id } });
  return done;
}

/**
 * Hours that nobody may be given again: chosen by us in any programme, agreed to and on their way to Outlook, or in a
 * pause that was set meanwhile.
 */
async function hoursPromised(stores: Stores, programme: Programme, ids: PersonId[], from: Date) {
  const promised = [
    ...(await stores.meetings.hoursOfPeople(ids, from)),
    ...(await pausedHours(stores, programme, ids)),
  ];
  for (const personId of ids) {
    const agreed = await stores.timeProposals.hoursAgreedTo(personId);
    promised.push(...agreed.map(({ from: start, to }) => ({ personId, from: start, to })));
  }
  return Map.groupBy(promised, (hour) => hour.personId);
}

async function addSeries(
  deps: Deps,
  stores: Stores,
  programme: Programme,
  { pair: { id: pairId }, positions, placement: { found } }: Placed,
  organizerMailbox: string,
): Promise<void> {
  const series: Series = {
    id: deps.newId(),
    pairId,
    programmeId: programme.id,
    organizerMailbox,
    timeZone: programme.timeZone,
    everyWeeks: found.ok ? found.value.everyWeeks : programme.gapWeeks,
    sessionMinutes: programme.sessionMinutes,
    state: found.ok ? 'chosen' : 'no-common-hour',
    transactionId: deps.newId(),
    eventId: null,
    joinUrl: null,
    explanation: found.ok ? found.value.explanation : found.fault.message,
    createdAt: deps.clock.now(),
  };
  const occurrences = (found.ok ? found.value.meetings : []).map(
    ({ position, regularStart, startsAt, endsAt, diary }): Occurrence => ({
      id: deps.newId(),
      seriesId: series.id,
      position: positions[position - 1]!,
      regularStart,
      startsAt,
      endsAt,
      diary,
      eventId: null,
      state: 'planned',
      feedbackAskedAt: null,
    }),
  );
  await stores.meetings.addSeries(series, occurrences);
  // Where no hour is known to be free, the two are asked.
  if (!found.ok) await proposeTimesWithin(stores, { pairId, because: 'no-known-hour', by: 'system' }, deps);
}
