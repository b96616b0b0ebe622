import type { Clock } from '../kernel/clock.ts';
import type { NewId } from '../kernel/ids.ts';
import type { JobQueue } from '../kernel/jobs.ts';
import { fault, ok, type Result } from '../kernel/result.ts';
import type { Transact } from '../kernel/unit-of-work.ts';
import type { ProgrammeStore } from '../programme/ports.ts';
import type { ProgrammeState } from '../programme/programme.ts';
import { noSuchScenario, objectionTo, type ChangeInput } from './change-scenario.ts';
import type { ScenarioStore } from './ports.ts';
import type { Scenario } from './scenario.ts';

type Deps = {
  transact: Transact<{ programmes: ProgrammeStore; scenarios: ScenarioStore; jobs: JobQueue }>;
  clock: Clock;
  newId: NewId;
};

/** Before the first pairs meet, or for those who came or were left over since. */
export function objectionToMatching(state: ProgrammeState) {
  if (state === 'matching' || state === 'running') return null;
  return state === 'closed' || state === 'archived'
    ? fault('not-matching', 'This programme is over, so there is nothing to match.')
    : fault('not-matching', 'Close the enrolment first: a match is run on everybody who joined.');
}

/** Queues a run of this version. Faults: `not-matching`, `running`, `already-published`, `changed-meanwhile`. */
export const requestRun =
  (deps: Deps) =>
  async ({ programmeId, scenarioId, version, by }: ChangeInput): Promise<Result<Scenario>> =>
    deps.transact({ kind: 'programme', programmeId }, async ({ programmes, scenarios, jobs }) => {
      const programme = await programmes.get(programmeId);
      const scenario = programme && (await scenarios.getForUpdate(programmeId, scenarioId));
      if (!programme || !scenario) return noSuchScenario();
      const objection = objectionTo(scenario, version) ?? objectionToMatching(programme.state);
      if (objection) return objection;
      const runId = deps.newId();
      const queued: Scenario = {
        ...scenario,
        version: scenario.version + 1,
        state: 'queued',
        runId,
        attempts: 0,
        progress: { phase: 'waiting', share: 0 },
        fault: null,
        ranBy: by,
        ranAt: deps.clock.now(),
        endedAt: null,
      };
      await scenarios.save(queued);
      await jobs.enqueue({ name: 'run-scenario', data: { programmeId, scenarioId, runId } });
      return ok(queued);
    });
