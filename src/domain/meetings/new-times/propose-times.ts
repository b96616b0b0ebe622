import type { Clock } from '../../kernel/clock.ts';
import type { NewId, OccurrenceId, PairId, PersonId, TimeProposalId } from '../../kernel/ids.ts';
import type { JobQueue } from '../../kernel/jobs.ts';
import { fault, ok, type Result } from '../../kernel/result.ts';
import { systemScope, type Transact } from '../../kernel/unit-of-work.ts';
import type { PairStore } from '../../matching/ports.ts';
import type { MeetingStore } from '../ports.ts';
import type { ProposalCause, TimeProposal, TimeProposalStore } from './time-proposals.ts';

export type ProposeStores = {
  pairs: PairStore;
  meetings: MeetingStore;
  timeProposals: TimeProposalStore;
  jobs: JobQueue;
};
type Deps = { clock: Clock; newId: NewId };

export type ProposeInput =
  | {
      occurrenceId: OccurrenceId;
      because: Exclude<ProposalCause, 'no-known-hour'>;
      by: PersonId | 'system';
      /** The hour that somebody named in Outlook (`proposedNewTime`). */
      wished?: Date;
    }
  /** For a pair whose series has no hour. */
  | { pairId: PairId; because: 'no-known-hour'; by: 'system' };

export type Proposed = { proposalId: TimeProposalId; outcome: 'raised' | 'under-way' | 'told-already' };

/**
 * Orders that new hours are sought and put to both people. Safe to repeat: while a proposal is under way for the same
 * meeting there is no second one (`under-way`), and of a cause that led to nothing there is no more as long as the
 * meeting stays where it was (`told-already`), unless somebody asks by hand.
 *
 * Faults: `no-such-meeting`, `pair-ended`, `meeting-over`.
 */
export const proposeTimes =
  (deps: Deps & { transact: Transact<ProposeStores> }) =>
  (input: ProposeInput): Promise<Result<Proposed>> =>
    deps.transact(systemScope, (stores) => proposeTimesWithin(stores, input, deps));

/** The same in a transaction that has more to do; its scope must see the pair. */
export async function proposeTimesWithin(
  stores: ProposeStores,
  input: ProposeInput,
  { clock, newId }: Deps,
): Promise<Result<Proposed>> {
  const now = clock.now();
  const meeting = 'occurrenceId' in input ? await stores.meetings.occurrence(input.occurrenceId) : null;
  if (meeting === undefined) return fault('no-such-meeting', 'There is no such meeting.');
  const pair = await stores.pairs.get('pairId' in input ? input.pairId : (meeting?.pairId ?? ''));
  if (!pair) return fault('no-such-meeting', 'There is no such meeting.');
  if (pair.state !== 'live') return fault('pair-ended', 'These meetings have ended.');
  if (meeting && meeting.endsAt <= now) return fault('meeting-over', 'This meeting is over.');
  if (meeting?.state === 'cancelled') return fault('meeting-over', 'This meeting is called off.');

  const before = meeting
    ? await stores.timeProposals.ofOccurrence(meeting.id)
    : await stores.timeProposals.ofSeries(pair.id);
  const told = before.find(
    (one) =>
      one.state === 'no-hour' &&
      one.because === input.because &&
      one.movedFrom?.getTime() === meeting?.startsAt.getTime(),
  );
  if (told && input.because !== 'asked') return ok({ proposalId: told.id, outcome: 'told-already' });

  const proposal: TimeProposal = {
    id: newId(),
    programmeId: pair.programmeId,
    pairId: pair.id,
    occurrenceId: meeting?.id ?? null,
    because: input.because,
    raisedBy: input.by,
    raisedAt: now,
    movedFrom: meeting?.startsAt ?? null,
    wished: ('wished' in input ? input.wished : null) ?? null,
    state: 'looking',
    round: 1,
    hours: [],
    refused: [],
    agreedStart: null,
    askedAt: null,
    closedAt: null,
  };
  if (!(await stores.timeProposals.add(proposal))) {
    const [underWay] = (await stores.timeProposals.underWay([pair.id])).filter(
      (one) => one.occurrenceId === proposal.occurrenceId,
    );
    // It may have ended between the two looks; then whoever wants it asks again.
    return ok({ proposalId: underWay?.id ?? proposal.id, outcome: 'under-way' });
  }
  await stores.jobs.enqueue({ name: 'find-times', data: { proposalId: proposal.id } });
  return ok({ proposalId: proposal.id, outcome: 'raised' });
}
