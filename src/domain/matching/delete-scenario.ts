import { ok, type Result } from '../kernel/result.ts';
import { noSuchScenario, objectionTo, type ChangeDeps, type ChangeInput } from './change-scenario.ts';

/** Removes a scenario with its result. Not a published one, and not while it runs. */
export const deleteScenario =
  (deps: Pick<ChangeDeps, 'transact'>) =>
  async ({ programmeId, scenarioId, version, by }: ChangeInput): Promise<Result<null>> =>
    deps.transact({ kind: 'programme', programmeId }, async ({ scenarios, audit }) => {
      const scenario = await scenarios.getForUpdate(programmeId, scenarioId);
      if (!scenario) return noSuchScenario();
      const objection = objectionTo(scenario, version);
      if (objection) return objection;
      await scenarios.remove(programmeId, scenarioId);
      await audit.add({ actor: by, action: 'scenario-deleted', programmeId, subject: scenarioId });
      return ok(null);
    });
