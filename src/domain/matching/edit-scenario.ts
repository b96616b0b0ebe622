import { ok, type Result } from '../kernel/result.ts';
import type { SettingsBounds } from '../programme/programme-settings.ts';
import { changeScenario, type ChangeDeps, type ChangeInput } from './change-scenario.ts';
import { readSettings } from './read-settings.ts';
import { sameSettings, type Scenario, type ScenarioSettings } from './scenario.ts';

type Input = ChangeInput & { name?: string | undefined; settings?: ScenarioSettings | undefined };

/** Another name, other rules or weights. Faults: those of `readSettings` and of every change. */
export const editScenario =
  (deps: ChangeDeps & SettingsBounds) =>
  async (input: Input): Promise<Result<Scenario>> => {
    const { name, settings } = input;
    const asked = settings && readSettings(settings, deps);
    if (asked && !asked.ok) return asked;
    return changeScenario(deps, input, async ({ scenario }) => {
      const differs = asked !== undefined && !sameSettings(asked.value, scenario.settings);
      return ok({ ...(name !== undefined && { name }), ...(differs && { settings: asked.value }) });
    });
  };
