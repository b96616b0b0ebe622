import type { Clock } from '../../kernel/clock.ts';
import type { NewId, PersonId, TimeProposalId } from '../../kernel/ids.ts';
import type { JobQueue, Outbox } from '../../kernel/jobs.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { systemScope, type Transact } from '../../kernel/unit-of-work.ts';
import type { AlertStore } from '../../pairs/ports.ts';
import type { Programme } from '../../programme/programme.ts';
import type { AssistantStore } from './assistants.ts';
import { closeProposal, seekLater } from './close-proposal.ts';
import { meets, pausedHours, type PauseStore } from '../pauses.ts';
import { isOver, readPlan, type PlanStores, type ProposalPlan } from './proposal-plan.ts';
import type { ProposedHour } from './time-proposals.ts';
import { DAY_MS, wallTimeAt, weekdayOf } from '../zone-clock.ts';

type Stores = PlanStores & {
  assistants: AssistantStore;
  pauses: PauseStore;
  alerts: AlertStore;
  outbox: Outbox;
  jobs: JobQueue;
};
type Deps = { transact: Transact<Stores>; clock: Clock; newId: NewId };

const HOUR_MS = DAY_MS / 24;
/** Long enough to have forgotten, short enough for the hours still to be there. */
const REMIND_AFTER_MS = 2 * DAY_MS;
/** Where the hours are nearer than that: a day before the last of them, but not on the same half day. */
const REMIND_BEFORE_MS = DAY_MS;
const NOT_WITHIN_MS = DAY_MS / 2;
/** Nobody is reminded at night or at the weekend. */
const OFFICE = { from: 9 * HOUR_MS, to: 17 * HOUR_MS, lastWeekday: 5 };

export type Tended = { over: number; renewed: number };

/**
 * Looks after questions that nobody answers: one about a meeting that has begun is over, one whose hours have all gone by
 * (or lie in a pause by now) gets others or goes to the coordinators, and whoever has not answered is reminded once. What
 * coordinators were told of a meeting that has begun since is settled. Safe to repeat.
 */
export const tendProposals =
  (deps: Deps) =>
  async (_: Record<string, never> = {}): Promise<Result<Tended>> => {
    const { open, programmes } = await deps.transact(systemScope, async (stores) => ({
      open: await stores.timeProposals.open(),
      programmes: (await stores.programmes.all()).filter(({ state }) => state === 'running' || state === 'matching'),
    }));
    const tended: Tended = { over: 0, renewed: 0 };
    for (const { id } of open) {
      const outcome = await deps.transact(systemScope, (stores) => tend(deps, stores, id));
      if (outcome !== null) tended[outcome] += 1;
    }
    for (const programme of programmes) {
      await deps.transact(systemScope, (stores) => settleAlerts(stores, programme, deps.clock.now()));
    }
    return ok(tended);
  };

async function tend(deps: Deps, stores: Stores, id: TimeProposalId): Promise<keyof Tended | null> {
  const plan = await readPlan(stores, id, { lock: true });
  if (plan?.proposal.state !== 'open') return null;
  const now = deps.clock.now();
  if (isOver(plan, now) || (plan.meeting && plan.meeting.startsAt <= now)) {
    await closeProposal(stores, plan.proposal, 'over', now);
    return 'over';
  }
  const { proposal, pair, programme } = plan;
  const paused = await pausedHours(stores, programme, [pair.mentorId, pair.menteeId]);
  const standing = proposal.hours.filter((hour) => hour.startsAt > now && !meets(hour, paused));
  if (standing.length === 0) {
    await seekLater(stores, plan, deps);
    return 'renewed';
  }
  if (isTimeToRemind(plan, standing, now)) await remind(stores, plan, now);
  return null;
}

function isTimeToRemind({ proposal: { askedAt } }: ProposalPlan, standing: ProposedHour[], now: Date): boolean {
  if (askedAt === null) return false;
  const waited = now.getTime() - askedAt.getTime();
  const last = Math.max(...standing.map((hour) => hour.startsAt.getTime()));
  return waited >= REMIND_AFTER_MS || (waited >= NOT_WITHIN_MS && last - now.getTime() <= REMIND_BEFORE_MS);
}

/** Each in their own office hours, hence not all of them at once; a letter's key sees to it that it is once. */
async function remind(stores: Stores, plan: ProposalPlan, now: Date): Promise<void> {
  const { proposal, pair, programme, people } = plan;
  const { id: proposalId, round, programmeId } = proposal;
  const answered = (await stores.timeProposals.choices(proposalId, round)).map(({ personId }) => personId);
  const silent = [pair.mentorId, pair.menteeId].filter((id) => !answered.includes(id));
  const zoneOf = (id: PersonId) => people.find((person) => person.id === id)?.timeZone ?? programme.timeZone;
  const reachable = silent.filter((id) => isInOffice(now, zoneOf(id)));
  const keepers = (await stores.assistants.of(programmeId, reachable)).map(({ assistantId }) => assistantId);
  for (const to of new Set([...reachable, ...keepers])) {
    const about = { kind: 'new-times', proposalId, round, reminder: true } as const;
    await stores.outbox.add({ key: `new-times-reminder:${proposalId}:${to}`, to, programmeId, about });
  }
}

function isInOffice(now: Date, timeZone: string): boolean {
  const wall = wallTimeAt(now, timeZone);
  const timeOfDay = wall % DAY_MS;
  return weekdayOf(wall) <= OFFICE.lastWeekday && timeOfDay >= OFFICE.from && timeOfDay < OFFICE.to;
}

/** That no other hour was found for a meeting needs nobody any more once it has begun, or is called off. */
async function settleAlerts({ alerts, meetings, outbox }: Stores, { id }: Programme, now: Date): Promise<void> {
  for (const { id: alertId, state, matter } of await alerts.inProgramme(id)) {
    if (state !== 'open' || matter.kind !== 'no-agreed-hour' || matter.occurrenceId === null) continue;
    const meeting = await meetings.occurrence(matter.occurrenceId);
    if (meeting?.state === 'planned' && meeting.startsAt > now) continue;
    await alerts.close(alertId, 'mended', now, null);
    await outbox.revise(alertId);
  }
}
