import type { Clock } from '../kernel/clock.ts';
import type { ProgrammeId, ScenarioId } from '../kernel/ids.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { Transact } from '../kernel/unit-of-work.ts';
import { noSuchScenario } from './change-scenario.ts';
import type { ScenarioStore } from './ports.ts';
import { isRunning, type Scenario } from './scenario.ts';

type Deps = { transact: Transact<{ scenarios: ScenarioStore }>; clock: Clock };

/**
 * Takes a run back, wherever it is: the worker hears of it with its next word of progress, and one that no worker is at
 * is not begun. An earlier result stays. One that has ended meanwhile is left as it is.
 */
export const cancelRun =
  (deps: Deps) =>
  async ({
    programmeId,
    scenarioId,
  }: {
    programmeId: ProgrammeId;
    scenarioId: ScenarioId;
  }): Promise<Result<Scenario>> =>
    deps.transact({ kind: 'programme', programmeId }, async ({ scenarios }) => {
      const scenario = await scenarios.getForUpdate(programmeId, scenarioId);
      if (!scenario) return noSuchScenario();
      if (!isRunning(scenario)) return ok(scenario);
      const cancelled: Scenario = { ...scenario, state: 'cancelled', progress: null, endedAt: deps.clock.now() };
      await scenarios.save(cancelled);
      return ok(cancelled);
    });
