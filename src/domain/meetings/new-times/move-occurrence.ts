import type { Clock } from '../../kernel/clock.ts';
import type { NewId, TimeProposalId } from '../../kernel/ids.ts';
import type { AuditLog, JobQueue, Outbox } from '../../kernel/jobs.ts';
import { fault, ok, type Result } from '../../kernel/result.ts';
import { systemScope, type Transact } from '../../kernel/unit-of-work.ts';
import type { AlertStore } from '../../pairs/ports.ts';
import type { CalendarStore } from '../calendar/calendar-changes.ts';
import { callOff } from '../call-off-paused.ts';
import { closeProposal, seekOthers, settleAlert } from './close-proposal.ts';
import { meets, pausedHours, type PauseStore } from '../pauses.ts';
import { CalendarUnavailable, type Calendar } from '../ports.ts';
import { isOver, readPlan, type PlanStores, type ProposalPlan } from './proposal-plan.ts';
import { agreedHour } from './time-proposals.ts';

type Stores = PlanStores & {
  calendar: CalendarStore;
  alerts: AlertStore;
  pauses: PauseStore;
  outbox: Outbox;
  jobs: JobQueue;
  audit: AuditLog;
};
type Deps = { transact: Transact<Stores>; calendar: Calendar; clock: Clock; newId: NewId };

/**
 * Moves a meeting to the hour that both have agreed to; Exchange tells them. Safe to repeat: what stands there already
 * is not moved again. An hour that Exchange refuses, or in which one of them has a pause by now, leads to other hours; a
 * meeting that is gone ends the matter. One that would have left a pause and can't, or has just come into one, is called
 * off: whoever set the pause counted on the move.
 *
 * Faults: `no-such-proposal`. Throws `CalendarUnavailable`: the job comes again.
 */
export const moveOccurrence =
  (deps: Deps) =>
  async ({
    proposalId,
  }: {
    proposalId: TimeProposalId;
  }): Promise<Result<'moved' | 'crosses-boundary' | 'paused' | 'over' | 'not-needed'>> => {
    const { transact, clock } = deps;
    const seen = await transact(systemScope, (stores) => readPlan(stores, proposalId, { lock: false }));
    if (!seen) return fault('no-such-proposal', 'There is no such proposal.');
    if (seen.proposal.state !== 'agreed') return ok('not-needed');
    const isPaused = await transact(systemScope, (stores) => isInPause(stores, seen, agreedHour(seen.proposal)));
    const outcome = isOver(seen, clock.now()) ? 'gone' : isPaused ? 'paused' : await moveInOutlook(deps, seen);
    return transact(systemScope, async (stores) => {
      const plan = await readPlan(stores, proposalId, { lock: true });
      if (plan?.proposal.state !== 'agreed') return ok('not-needed');
      const { proposal, meeting, programme } = plan;
      const now = clock.now();
      const hour = agreedHour(proposal);
      if (outcome === 'gone' || !meeting || !hour) {
        await closeProposal(stores, proposal, 'over', now);
        return ok('over');
      }
      if (outcome === 'moved') await stores.timeProposals.recordMove(meeting.id, hour);
      const stands = outcome === 'moved' ? hour : meeting;
      if (stands.startsAt > now && (await isInPause(stores, plan, stands))) {
        await callOff(stores, meeting.seriesId, [meeting.id]);
        await closeProposal(stores, proposal, 'over', now);
        return ok('over');
      }
      if (outcome !== 'moved') {
        await seekOthers(stores, plan, deps);
        return ok(outcome);
      }
      await closeProposal(stores, proposal, 'arranged', now);
      await settleAlert(stores, proposal, now);
      await stores.audit.add({
        actor: proposal.raisedBy,
        action: 'meeting-moved',
        programmeId: programme.id,
        subject: meeting.id,
        detail: { because: proposal.because },
      });
      return ok('moved');
    });
  };

type Hour = { startsAt: Date; endsAt: Date };

async function isInPause(stores: Stores, { programme, pair }: ProposalPlan, hour: Hour | undefined): Promise<boolean> {
  return hour !== undefined && meets(hour, await pausedHours(stores, programme, [pair.mentorId, pair.menteeId]));
}

async function moveInOutlook({ calendar }: Deps, plan: ProposalPlan) {
  const { series, meeting } = plan;
  const hour = agreedHour(plan.proposal);
  if (!series || !meeting || !hour) return 'gone';
  if (series.eventId === null) throw new CalendarUnavailable('the series is not booked yet', 'not-booked');
  return calendar.moveOccurrence({
    mailbox: series.organizerMailbox,
    seriesEventId: series.eventId,
    regularStart: meeting.regularStart,
    startsAt: hour.startsAt,
    endsAt: hour.endsAt,
    timeZone: series.timeZone,
  });
}
