import type { Clock } from '../kernel/clock.ts';
import type { PersonId, ProgrammeId, ScenarioId } from '../kernel/ids.ts';
import type { AuditLog } from '../kernel/jobs.ts';
import { fault, ok, type Result } from '../kernel/result.ts';
import { systemScope, type Transact } from '../kernel/unit-of-work.ts';
import type { ProgrammeStore } from '../programme/ports.ts';
import type { Programme } from '../programme/programme.ts';
import type { SnapshotStores } from './match-snapshot.ts';

import type { ScenarioStore } from './ports.ts';
import { isRunning, type PairOfIds, type Scenario } from './scenario.ts';

export type ChangeStores = SnapshotStores & { programmes: ProgrammeStore; scenarios: ScenarioStore; audit: AuditLog };
export type ChangeDeps = { transact: Transact<ChangeStores>; clock: Clock };
/** `version`: the one that the coordinator saw. */
export type ChangeInput = { programmeId: ProgrammeId; scenarioId: ScenarioId; version: number; by: PersonId };
export type PairChange = ChangeInput & PairOfIds;

type Changed = Partial<Pick<Scenario, 'name' | 'settings' | 'locked' | 'forbidden'>>;
/** What the change looks at; `now` is an ISO instant. */
export type Seen = { scenario: Scenario; programme: Programme; stores: ChangeStores; now: string };

/**
 * The one way in which a coordinator's change reaches a scenario: in turn, on the version that they saw, not while it
 * runs, not once it is published. All but a new name makes a result stale.
 */
export async function changeScenario(
  deps: ChangeDeps,
  { programmeId, scenarioId, version, by }: ChangeInput,
  decide: (seen: Seen) => Promise<Result<Changed>>,
): Promise<Result<Scenario>> {
  // A decision about a pair looks at the chart and at earlier pairs of any programme, hence the system's scope.
  return deps.transact(systemScope, async (stores) => {
    // Whoever leaves takes turns with this, so that nothing is decided about somebody who has just gone.
    const programme = await stores.programmes.getForUpdate(programmeId);
    const scenario = programme && (await stores.scenarios.getForUpdate(programmeId, scenarioId));
    if (!programme || !scenario) return noSuchScenario();
    const objection = objectionTo(scenario, version);
    if (objection) return objection;
    const at = deps.clock.now();
    const decided = await decide({ scenario, programme, stores, now: at.toISOString() });
    if (!decided.ok) return decided;
    const { name, ...matters } = decided.value;
    const stale = scenario.figures !== null && (scenario.stale || Object.keys(matters).length > 0);
    const changed: Scenario = {
      ...scenario,
      ...matters,
      ...(name !== undefined && { name }),
      version: scenario.version + 1,
      state: scenario.figures === null ? 'draft' : 'done',
      fault: null,
      stale,
      editedBy: by,
      editedAt: at,
    };
    await stores.scenarios.save(changed);
    return ok(changed);
  });
}

export const noSuchScenario = () => fault('no-such-scenario', 'There is no such scenario.');

/** Why somebody who saw this version may not change the scenario now. */
export function objectionTo(scenario: Scenario, version: number) {
  if (scenario.state === 'published') {
    return fault('already-published', 'This scenario is published. Copy it to try something else.');
  }
  if (isRunning(scenario)) {
    return fault('running', 'The matcher is at work on this scenario. Wait until it has ended, or cancel it.');
  }
  if (scenario.version !== version) {
    return fault(
      'changed-meanwhile',
      'This scenario has been changed since you opened it. Look at what is new, then do this again.',
    );
  }
  return null;
}

/** Coordinators who take part are kept from everything about their own pair. */
export const objectionToOwnPair = (by: PersonId, { mentorId, menteeId }: PairOfIds) =>
  by === mentorId || by === menteeId
    ? fault('own-pair', 'This is about your own pair, which only another coordinator of the programme may decide.')
    : null;
