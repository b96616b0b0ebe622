import type { TimeProposalId } from '../../kernel/ids.ts';
import type { Pair, PairStore } from '../../matching/ports.ts';
import type { Participant } from '../../people/people.ts';
import type { ParticipantStore } from '../../people/ports.ts';
import type { ProgrammeStore } from '../../programme/ports.ts';
import type { Programme } from '../../programme/programme.ts';
import type { Occurrence, Series } from '../meetings.ts';
import { positionsLeft, settledMeetings } from '../pair-meetings.ts';
import type { MeetingStore } from '../ports.ts';
import type { TimeProposal, TimeProposalStore } from './time-proposals.ts';

export type PlanStores = {
  pairs: PairStore;
  programmes: ProgrammeStore;
  participants: ParticipantStore;
  meetings: MeetingStore;
  timeProposals: TimeProposalStore;
};

/** A proposal with everything that decides about it. */
export type ProposalPlan = {
  proposal: TimeProposal;
  pair: Pair;
  programme: Programme;
  people: Participant[];
  series: Series | undefined;
  /** Which of the pair's meetings a new series would have, counted from 1: those that no series of before has settled. */
  positions: number[];
  /** The meeting to be moved; null for a whole series. */
  meeting: Occurrence | null;
  neighbours: { before: Date | null; after: Date | null };
};

/** `lock`: the two people, the pair's row, then the proposal's: in this order everywhere, so that nobody waits in a circle. */
export async function readPlan(
  stores: PlanStores,
  id: TimeProposalId,
  { lock }: { lock: boolean },
): Promise<ProposalPlan | null> {
  const seen = await stores.timeProposals.get(id);
  if (!seen) return null;
  const seenPair = await stores.pairs.get(seen.pairId);
  if (lock && seenPair) await stores.meetings.lockPeople([seenPair.mentorId, seenPair.menteeId]);
  const pair = await (lock ? stores.pairs.getForUpdate(seen.pairId) : seenPair);
  const proposal = lock ? await stores.timeProposals.getForUpdate(id) : seen;
  const programme = await stores.programmes.get(seen.programmeId);
  if (!proposal || !pair || !programme) return null;
  const series = await stores.meetings.seriesOfPair(pair.id);
  const all = series ? await stores.meetings.occurrencesOfSeries([series.id]) : [];
  const meeting = all.find((one) => one.id === proposal.occurrenceId) ?? null;
  const planned = meeting ? all.filter((one) => one.state === 'planned') : [];
  const position = meeting?.position ?? 0;
  return {
    proposal,
    pair,
    programme,
    people: await stores.participants.list([pair.mentorId, pair.menteeId]),
    series,
    positions: positionsLeft(programme.sessions, await settledMeetings(stores.meetings, pair.id)),
    meeting,
    neighbours: {
      before: planned.findLast((one) => one.position < position)?.startsAt ?? null,
      after: planned.find((one) => one.position > position)?.startsAt ?? null,
    },
  };
}

/** Whether there is nothing left to find an hour for. */
export function isOver({ proposal, pair, series, meeting }: ProposalPlan, now: Date): boolean {
  if (pair.state !== 'live') return true;
  const isStanding = series?.state === 'chosen' || series?.state === 'booked';
  if (proposal.occurrenceId === null) return isStanding;
  return meeting?.state !== 'planned' || meeting.endsAt <= now || !isStanding;
}
