import { ok, type Result } from '../kernel/result.ts';
import { changeScenario, type ChangeDeps, type ChangeInput } from './change-scenario.ts';
import { sameSettings, type Scenario, type ScenarioSettings } from './scenario.ts';

type Input = ChangeInput & { name?: string | undefined; settings?: ScenarioSettings | undefined };

/** Another name, other rules or weights. Faults: those of every change. */
export const editScenario =
  (deps: ChangeDeps) =>
  async (input: Input): Promise<Result<Scenario>> =>
    changeScenario(deps, input, async ({ scenario }) => {
      const { name, settings } = input;
      const differs = settings !== undefined && !sameSettings(settings, scenario.settings);
      return ok({ ...(name !== undefined && { name }), ...(differs && { settings }) });
    });
