import type { Clock } from '../../kernel/clock.ts';
import type { NewId, PersonId, TimeProposalId } from '../../kernel/ids.ts';
import type { AuditLog, JobQueue, Outbox } from '../../kernel/jobs.ts';
import { fault, ok, type Result } from '../../kernel/result.ts';
import { systemScope, type Transact } from '../../kernel/unit-of-work.ts';
import type { AlertStore } from '../../pairs/ports.ts';
import type { AssistantStore } from './assistants.ts';
import { meets, pausedHours, type PauseStore } from '../pauses.ts';
import { closeProposal, seekOthers, settleAlert } from './close-proposal.ts';
import { isOver, readPlan, type PlanStores, type ProposalPlan } from './proposal-plan.ts';
import { seriesFrom } from './series-from-hour.ts';
import type { ProposedHour } from './time-proposals.ts';

type Stores = PlanStores & {
  assistants: AssistantStore;
  pauses: PauseStore;
  alerts: AlertStore;
  outbox: Outbox;
  jobs: JobQueue;
  audit: AuditLog;
};
type Deps = { transact: Transact<Stores>; clock: Clock; newId: NewId };

type Input = {
  proposalId: TimeProposalId;
  round: number;
  /** One of the two, or somebody who keeps the diary of one of them, or of both. */
  by: PersonId;
  /** Starts of hours that suit; empty: none does. */
  suits: Date[];
  via: 'card' | 'tab';
};

/**
 * stored: the other one has yet to answer · agreed: both said yes to one hour, and the move is ordered · looking: none
 * suits both, so others are sought · no-hour: there are no more, and the coordinators know · settled: this was decided
 * before, and nothing is changed by saying it again
 */
export type ChooseOutcome = 'stored' | 'agreed' | 'looking' | 'no-hour' | 'settled';

/**
 * What one of two people says to the hours offered. The answers to one proposal take turns, and so do all decisions
 * that touch one person, so of any number that come at once exactly one decides and one move is ordered, in the same
 * transaction. While the other one has not answered, the last word of each counts.
 *
 * Faults: `no-such-proposal` (also to whoever is neither of the two), `not-offered`.
 */
export const chooseTime =
  (deps: Deps) =>
  async (input: Input): Promise<Result<ChooseOutcome>> =>
    // The hour must be free in every programme of both, hence the system's scope; who asks is checked here.
    deps.transact(systemScope, async (stores) => {
      const now = deps.clock.now();
      // What is decided already needs nobody's turn; of many that come too late none waits.
      const seen = await stores.timeProposals.get(input.proposalId);
      const isOpen = seen?.state === 'open' && seen.round === input.round;
      const plan = await readPlan(stores, input.proposalId, { lock: isOpen });
      const diaries = plan ? await whoseDiaries(stores, plan, input.by) : [];
      if (!plan || diaries.length === 0) return fault('no-such-proposal', 'There is no such question for you.');
      const { proposal } = plan;
      // Read unlocked, it may have been opened a moment ago: nobody can have been shown it when this was said.
      if (!isOpen || proposal.state !== 'open' || proposal.round !== input.round) return ok('settled');
      if (isOver(plan, now)) {
        await closeProposal(stores, proposal, 'over', now);
        return ok('settled');
      }
      const suits = input.suits.map((start) => proposal.hours.find((hour) => isAt(hour, start)));
      if (!suits.every((hour) => hour !== undefined)) return fault('not-offered', 'This hour was not offered.');
      const { by: answeredBy, via, round } = input;
      const choice = { proposalId: proposal.id, round, answeredBy, suits: input.suits, via, at: now };
      for (const personId of diaries) {
        await stores.timeProposals.saveChoice({ ...choice, personId }, proposal.programmeId);
      }
      if (!diaries.includes(answeredBy)) {
        const { programmeId, id: subject } = proposal;
        await stores.audit.add({ actor: answeredBy, action: 'time-chosen-for-another', programmeId, subject });
      }
      if (suits.length === 0) return ok(await seekOthers(stores, plan, deps));
      const answers = await stores.timeProposals.choices(proposal.id, round);
      if (answers.length < 2) {
        await stores.outbox.reviseTimes(proposal.id);
        return ok('stored');
      }
      const common = proposal.hours.filter(
        (hour) => hour.startsAt > now && answers.every((answer) => answer.suits.some((start) => isAt(hour, start))),
      );
      const hour = await firstStillFree(stores, plan, common);
      return ok(hour ? await agree(stores, plan, hour, deps) : await seekOthers(stores, plan, deps));
    });

const isAt = (hour: ProposedHour, start: Date): boolean => hour.startsAt.getTime() === start.getTime();

/** Whom this answer is for: one of the two, or both where one assistant keeps both diaries; empty: none of their business. */
export async function whoseDiaries(
  { assistants }: Pick<Stores, 'assistants'>,
  { pair, programme }: Pick<ProposalPlan, 'pair' | 'programme'>,
  by: PersonId,
): Promise<PersonId[]> {
  const both = [pair.mentorId, pair.menteeId];
  if (both.includes(by)) return [by];
  const held = await assistants.of(programme.id, both);
  return held.filter(({ assistantId }) => assistantId === by).map(({ personId }) => personId);
}

/**
 * Another meeting of ours, or a pause, may have taken an hour since it was offered; the two people are held against
 * others.
 */
async function firstStillFree(
  stores: Stores,
  { pair, programme, proposal, meeting }: ProposalPlan,
  hours: ProposedHour[],
): Promise<ProposedHour | undefined> {
  const [earliest] = hours;
  if (!earliest) return undefined;
  const both = [pair.mentorId, pair.menteeId];
  const taken: { from: Date; to: Date }[] = await pausedHours(stores, programme, both);
  for (const personId of both) {
    const planned = await stores.meetings.hoursOfPerson(personId, earliest.startsAt);
    taken.push(...planned.filter(({ from }) => from.getTime() !== meeting?.startsAt.getTime()));
    taken.push(...(await stores.timeProposals.hoursAgreedTo(personId)).filter((one) => one.proposalId !== proposal.id));
  }
  return hours.find((hour) => !meets(hour, taken));
}

async function agree(stores: Stores, plan: ProposalPlan, hour: ProposedHour, deps: Deps): Promise<'agreed'> {
  const { proposal } = plan;
  const agreed = { ...proposal, agreedStart: hour.startsAt };
  if (plan.meeting) {
    await stores.timeProposals.save({ ...agreed, state: 'agreed' });
    await stores.outbox.reviseTimes(proposal.id);
    await stores.jobs.enqueue({ name: 'move-occurrence', data: { proposalId: proposal.id } });
    return 'agreed';
  }
  const now = deps.clock.now();
  const { series, occurrences } = seriesFrom(plan, hour, deps);
  await stores.meetings.addSeries(series, occurrences);
  await stores.jobs.enqueue({ name: 'send-series', data: {} });
  await closeProposal(stores, agreed, 'arranged', now);
  await settleAlert(stores, agreed, now);
  return 'agreed';
}
