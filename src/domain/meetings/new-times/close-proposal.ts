import type { Clock } from '../../kernel/clock.ts';
import type { NewId, OccurrenceId, PairId } from '../../kernel/ids.ts';
import type { JobQueue, Outbox } from '../../kernel/jobs.ts';
import type { PairStore } from '../../matching/ports.ts';
import type { Matter } from '../../pairs/alerts.ts';
import type { AlertStore } from '../../pairs/ports.ts';
import { raiseAlert } from '../../pairs/raise-alert.ts';
import type { ProposalPlan } from './proposal-plan.ts';
import type { TimeProposal, TimeProposalStore } from './time-proposals.ts';

type CloseStores = { timeProposals: TimeProposalStore; alerts: AlertStore; outbox: Outbox };

/** So often other hours are offered; after that a person helps. */
const MOST_ROUNDS = 3;

/** The proposal has come to its end; its cards say so. */
export async function closeProposal(
  { timeProposals, outbox }: Pick<CloseStores, 'timeProposals' | 'outbox'>,
  proposal: TimeProposal,
  state: 'arranged' | 'no-hour' | 'over',
  now: Date,
): Promise<void> {
  await timeProposals.save({ ...proposal, state, closedAt: now });
  await outbox.reviseTimes(proposal.id);
}

/** The pair has ended: its questions about hours are over. */
export async function closeAllOf(
  { timeProposals, outbox }: Pick<CloseStores, 'timeProposals' | 'outbox'>,
  pairId: PairId,
  now: Date,
): Promise<void> {
  for (const { id } of await timeProposals.underWay([pairId])) {
    const proposal = await timeProposals.getForUpdate(id);
    if (proposal?.closedAt === null) await closeProposal({ timeProposals, outbox }, proposal, 'over', now);
  }
}

/** Meetings were moved or cancelled elsewhere: what was asked about them is settled. What both agreed on goes its way. */
export async function closeOpenOf(
  stores: Pick<CloseStores, 'timeProposals' | 'outbox'> & { pairs: PairStore },
  pairId: PairId,
  occurrenceIds: OccurrenceId[],
  now: Date,
): Promise<void> {
  const concerned = (await stores.timeProposals.underWay([pairId])).filter(
    ({ occurrenceId }) => occurrenceId !== null && occurrenceIds.includes(occurrenceId),
  );
  if (concerned.length === 0) return;
  // The pair before the proposal, as everywhere.
  await stores.pairs.getForUpdate(pairId);
  for (const { id } of concerned) {
    const proposal = await stores.timeProposals.getForUpdate(id);
    if (proposal?.state === 'looking' || proposal?.state === 'open') await closeProposal(stores, proposal, 'over', now);
  }
}

/** None of this round's hours suits both: others are sought, or, after some rounds, a coordinator helps. */
export const seekOthers = (
  stores: CloseStores & { jobs: JobQueue },
  plan: ProposalPlan,
  deps: { clock: Clock; newId: NewId },
): Promise<'looking' | 'no-hour'> => {
  const { refused, hours } = plan.proposal;
  return nextRound(stores, plan, deps, [...refused, ...hours.map((hour) => hour.startsAt)]);
};

/** The same when nobody said no: this round's hours went by, or lie in a pause by now. Their like is offered again. */
export const seekLater = (
  stores: CloseStores & { jobs: JobQueue },
  plan: ProposalPlan,
  deps: { clock: Clock; newId: NewId },
): Promise<'looking' | 'no-hour'> => nextRound(stores, plan, deps, plan.proposal.refused);

async function nextRound(
  stores: CloseStores & { jobs: JobQueue },
  plan: ProposalPlan,
  deps: { clock: Clock; newId: NewId },
  refused: Date[],
): Promise<'looking' | 'no-hour'> {
  const { proposal } = plan;
  if (proposal.round >= MOST_ROUNDS) {
    await giveUpOnHours(stores, plan, deps);
    return 'no-hour';
  }
  await stores.timeProposals.save({
    ...proposal,
    state: 'looking',
    round: proposal.round + 1,
    hours: [],
    refused,
    agreedStart: null,
    askedAt: null,
  });
  await stores.outbox.reviseTimes(proposal.id);
  await stores.jobs.enqueue({ name: 'find-times', data: { proposalId: proposal.id } });
  return 'looking';
}

/** Nothing was found: the meeting stays where it is, both are told so, and the coordinators hear that help is needed. */
export async function giveUpOnHours(
  stores: CloseStores,
  { proposal, pair, programme }: ProposalPlan,
  { clock, newId }: { clock: Clock; newId: NewId },
): Promise<void> {
  await closeProposal(stores, proposal, 'no-hour', clock.now());
  for (const to of [pair.mentorId, pair.menteeId]) {
    await stores.outbox.add({
      key: `no-new-hour:${proposal.id}:${to}`,
      to,
      programmeId: programme.id,
      about: { kind: 'no-new-hour', proposalId: proposal.id },
    });
  }
  const matter = matterOf(proposal);
  const open = await openAlert(stores, proposal);
  if (!open) return raiseAlert(stores, programme, [pair.mentorId, pair.menteeId], { clock, newId }, matter);
  await stores.alerts.change(open.id, matter);
  await stores.outbox.revise(open.id);
}

/** An hour was found after all, or none is needed any more: what the coordinators were told of this meeting is mended. */
export async function settleAlert(stores: CloseStores, proposal: TimeProposal, now: Date): Promise<void> {
  const alert = await openAlert(stores, proposal);
  if (alert?.matter.kind !== 'no-agreed-hour' || alert.matter.occurrenceId !== proposal.occurrenceId) return;
  await stores.alerts.close(alert.id, 'mended', now, null);
  await stores.outbox.revise(alert.id);
}

const matterOf = ({ id: proposalId, pairId, occurrenceId }: TimeProposal): Matter => ({
  kind: 'no-agreed-hour',
  pairId,
  proposalId,
  occurrenceId,
});

/** There is at most one for a pair. */
const openAlert = async ({ alerts }: CloseStores, { programmeId, pairId }: TimeProposal) =>
  (await alerts.inProgramme(programmeId)).find(
    ({ state, matter }) => state === 'open' && matter.kind === 'no-agreed-hour' && matter.pairId === pairId,
  );
