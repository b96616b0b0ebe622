import type { Clock } from '../../kernel/clock.ts';
import type { NewId, OccurrenceId, SeriesId } from '../../kernel/ids.ts';
import type { AuditLog, JobQueue, Outbox } from '../../kernel/jobs.ts';
import type { Pair, PairStore } from '../../matching/ports.ts';
import type { AlertStore } from '../../pairs/ports.ts';
import { raiseAlert } from '../../pairs/raise-alert.ts';
import type { Participant } from '../../people/people.ts';
import type { ParticipantStore } from '../../people/ports.ts';
import type { ProgrammeStore } from '../../programme/ports.ts';
import type { CalendarStore, Reply, SeenSeries } from './calendar-changes.ts';
import { closeOpenOf } from '../new-times/close-proposal.ts';
import { tellOfCancellations } from './count-cancellations.ts';
import type { Occurrence, Series } from '../meetings.ts';
import type { Mending } from './mend-calendar.ts';
import type { MeetingStore } from '../ports.ts';
import { proposeTimesWithin } from '../new-times/propose-times.ts';
import { reconcileSeries, type CalendarFact } from './reconcile-series.ts';
import { hasLeftWindow } from './series-window.ts';
import type { TimeProposalStore } from '../new-times/time-proposals.ts';

export type ChangeStores = {
  programmes: ProgrammeStore;
  participants: ParticipantStore;
  pairs: PairStore;
  meetings: MeetingStore;
  calendar: CalendarStore;
  timeProposals: TimeProposalStore;
  alerts: AlertStore;
  outbox: Outbox;
  jobs: JobQueue;
  audit: AuditLog;
};

/** A series as it was read; `readFrom`: nothing in it is older. */
export type SeenAt = { seriesId: SeriesId; seen: SeenSeries | null; readFrom: Date; alsoInvited: string[] };

type Deps = { clock: Clock; newId: NewId };
/** meetings.md: moved within 24 hours is cancelled. */
const LATE_MS = 24 * 60 * 60_000;
type Case = {
  stores: ChangeStores;
  series: Series;
  pair: Pair;
  meetings: Occurrence[];
  people: Participant[];
  deps: Deps;
};

/**
 * Takes what Outlook says of a series into the database, with everything that follows from it, in one transaction.
 * Answers what is to be put right in Outlook afterwards. Doing it twice changes nothing more.
 */
export async function recordChanges(
  stores: ChangeStores,
  { seriesId, seen, readFrom, alsoInvited }: SeenAt,
  deps: Deps,
): Promise<Mending[]> {
  const series = await stores.calendar.seriesForUpdate(seriesId);
  const pair = series && (await stores.pairs.get(series.pairId));
  if (!series || series.state !== 'booked' || !pair) return [];
  // A pair that has ended has a job that takes its meetings out.
  if (pair.state !== 'live') return [];
  const meetings = await stores.meetings.occurrencesOfSeries([series.id]);
  const people = await stores.participants.list([pair.mentorId, pair.menteeId]);
  const replies = await stores.calendar.replies(meetings.map(({ id }) => id));
  const moving = await movingNow(stores, pair);
  // From the first comparison on: what is of ours now may be a former address at the next.
  await stores.calendar.addInvited(series, [...people.flatMap(({ mail }) => mail ?? []), ...alsoInvited]);
  const everInvited = await stores.calendar.invited(series.id);
  const known = { occurrences: meetings, replies, people, alsoInvited, everInvited, moving };
  const facts = [];
  for (const fact of reconcileSeries(known, seen, deps.clock.now())) {
    if (fact.kind !== 'moved' || !(await wasMovedSince(stores, fact.occurrenceId, readFrom))) facts.push(fact);
  }
  const it: Case = { stores, series, pair, meetings, people, deps };
  await countLateMoves(it);
  await recordTimes(it, facts);
  await recordReplies(it, facts, replies);
  const mendings: Mending[] = [];
  for (const fact of facts) mendings.push(...(await mendingOf(it, fact)));
  return mendings;
}

/** A meeting that was moved on the day before, at somebody's wish, was cancelled by them as far as the partner goes. */
async function countLateMoves({ stores, series, pair, deps }: Case): Promise<void> {
  const late = await stores.calendar.lateMoves(series.id, [pair.mentorId, pair.menteeId], LATE_MS);
  const { programmeId } = series;
  for (const one of late) await stores.calendar.addCancellation({ ...one, programmeId });
  if (late.length > 0) await tellOfCancellations(stores, pair, deps);
}

/** Meetings that both have agreed to move: Outlook is told at this moment. */
async function movingNow({ timeProposals }: ChangeStores, pair: Pair): Promise<Set<OccurrenceId>> {
  const underWay = await timeProposals.underWay([pair.id]);
  return new Set(
    underWay.flatMap(({ state, occurrenceId }) => (state === 'agreed' && occurrenceId ? occurrenceId : [])),
  );
}

/** Whether we have moved it after Outlook was asked: what Outlook said then is no news. */
async function wasMovedSince({ timeProposals }: ChangeStores, id: OccurrenceId, since: Date): Promise<boolean> {
  const proposals = await timeProposals.ofOccurrence(id);
  return proposals.some(({ state, closedAt }) => state === 'arranged' && closedAt !== null && closedAt >= since);
}

async function recordTimes(it: Case, facts: CalendarFact[]): Promise<void> {
  const { stores, series, pair, meetings, deps } = it;
  const { calendar, audit, jobs } = stores;
  const written = (action: string, subject: string) =>
    audit.add({ actor: 'system', action, programmeId: series.programmeId, subject });
  const lost = facts.flatMap((fact) => (fact.kind === 'series-gone' ? fact.occurrenceIds : []));
  const cancelled = facts.flatMap((fact) => (fact.kind === 'cancelled' ? fact.occurrenceId : []));
  if (cancelled.length > 0) await calendar.cancelOccurrences(cancelled);
  if (facts.some(({ kind }) => kind === 'series-gone')) {
    await calendar.loseOccurrences(lost);
    await stores.meetings.markEnded(series.id);
    await written('series-deleted-in-outlook', series.id);
    await tellOfDeletion(it);
  } else for (const id of cancelled) await written('meeting-cancelled-in-outlook', id);

  const moved = facts.flatMap((fact) => (fact.kind === 'moved' ? fact : []));
  for (const fact of facts) {
    if (fact.kind !== 'moved' && fact.kind !== 'known') continue;
    const { eventId, regularStart, startsAt, endsAt } = fact;
    await calendar.setTimes(fact.occurrenceId, { eventId, regularStart, startsAt, endsAt });
  }
  await closeOpenOf(
    stores,
    pair.id,
    [...lost, ...cancelled, ...moved.map((fact) => fact.occurrenceId)],
    deps.clock.now(),
  );
  if (moved.length === 0) return;
  const programme = await stores.programmes.get(series.programmeId);
  if (!programme) return;
  const now = await stores.meetings.occurrencesOfSeries([series.id]);
  for (const { occurrenceId } of moved) {
    await written('meeting-moved-in-outlook', occurrenceId);
    const meeting = now.find(({ id }) => id === occurrenceId)!;
    const before = meetings.find(({ id }) => id === occurrenceId);
    const outside = { timeZone: series.timeZone, endsOn: programme.endsOn };
    if (!hasLeftWindow(meeting, now, outside) || before?.state !== 'planned') continue;
    await proposeTimesWithin(stores, { occurrenceId, because: 'left-its-window', by: 'system' }, deps);
  }
  await jobs.enqueue({ name: 'watch-diaries', data: { mailbox: series.organizerMailbox, pairId: pair.id } });
}

async function tellOfDeletion({ stores, series, pair, deps }: Case): Promise<void> {
  const programme = await stores.programmes.get(series.programmeId);
  if (!programme) return;
  const before = (await stores.alerts.inProgramme(programme.id)).some(
    ({ state, matter }) => state === 'open' && matter.kind === 'series-deleted' && matter.pairId === pair.id,
  );
  if (before) return;
  const concerned = [pair.mentorId, pair.menteeId];
  await raiseAlert(stores, programme, concerned, deps, { kind: 'series-deleted', pairId: pair.id });
}

async function recordReplies(it: Case, facts: CalendarFact[], before: Reply[]): Promise<void> {
  const { stores, series, pair, meetings, deps } = it;
  const { calendar } = stores;
  const replies = facts.flatMap((fact) => (fact.kind === 'replied' ? fact.reply : []));
  if (replies.length === 0) return;
  const wasMoved = new Set(facts.flatMap((fact) => (fact.kind === 'moved' ? fact.occurrenceId : [])));
  for (const reply of replies) {
    const { occurrenceId, personId } = reply;
    const last = before.find((one) => one.occurrenceId === occurrenceId && one.personId === personId)?.reply;
    await calendar.saveReply({ ...reply, programmeId: series.programmeId });
    if (reply.reply === 'declined' && last !== 'declined') {
      const at = reply.repliedAt ?? deps.clock.now();
      await calendar.addCancellation({
        occurrenceId,
        personId,
        because: 'declined',
        at,
        programmeId: series.programmeId,
      });
    } else if (last === 'declined' && (reply.reply === 'accepted' || reply.reply === 'tentative')) {
      // They have thought better of it; a meeting that was moved meanwhile was declined all the same.
      if (!wasMoved.has(occurrenceId)) await calendar.removeDeclined(occurrenceId, personId);
    }
  }
  await tellOfCancellations(stores, pair, deps);
  const startOf = new Map(meetings.map(({ id, startsAt }) => [id, startsAt.getTime()]));
  const inOrder = replies.toSorted((a, b) => startOf.get(a.occurrenceId)! - startOf.get(b.occurrenceId)!);
  for (const { occurrenceId, personId, proposedStart: wished } of inOrder.filter((one) => one.proposedStart !== null)) {
    if (wished) {
      await proposeTimesWithin(stores, { occurrenceId, because: 'counter-proposal', by: personId, wished }, deps);
    }
  }
  // Whoever declines a whole series is asked about the next meeting, not about all of them at once.
  const [declined] = inOrder.filter((one) => one.reply === 'declined' && one.proposedStart === null);
  if (!declined) return;
  const { occurrenceId, personId } = declined;
  await proposeTimesWithin(stores, { occurrenceId, because: 'declined', by: personId }, deps);
}

async function mendingOf({ stores, series, pair, people, deps }: Case, fact: CalendarFact): Promise<Mending[]> {
  const { organizerMailbox: mailbox, eventId: seriesEventId, programmeId } = series;
  if (seriesEventId === null) return [];
  const uninvite = ({ mail, eventIds, isOnAll }: Extract<CalendarFact, { isOnAll: boolean }>): Mending[] => [
    { kind: 'uninvite', mailbox, seriesEventId: isOnAll ? seriesEventId : null, eventIds, mail },
  ];
  switch (fact.kind) {
    case 'stands-again':
      return [{ kind: 'cancel', occurrence: { mailbox, seriesEventId, regularStart: fact.regularStart } }];
    case 'not-on-it': {
      const person = people.find(({ id }) => id === fact.personId);
      if (!person?.mail) return [];
      const attendee = { mail: person.mail, name: person.displayName, kind: 'required' as const };
      return [{ kind: 'invite', mailbox, eventId: seriesEventId, attendee }];
    }
    case 'uninvited': {
      const { mail, name } = fact;
      const seen = { id: deps.newId(), seriesId: series.id, programmeId, mail, name, seenAt: deps.clock.now() };
      const added = await stores.calendar.addUninvited(seen);
      for (const to of added ? [pair.mentorId, pair.menteeId] : []) {
        const about = { kind: 'forwarded-invitation', uninvitedId: seen.id, pairId: pair.id } as const;
        await stores.outbox.add({ key: `forwarded:${seen.id}:${to}`, to, programmeId, about });
      }
      return uninvite(fact);
    }
    case 'formerly-invited':
      return uninvite(fact);
    default:
      return [];
  }
}
