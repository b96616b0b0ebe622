import {
  createScenario,
  editScenario,
  runScenario,
  type ScenarioSettings,
  type ScenarioView,
} from '../../contract/matching.ts';
import { useAction } from '../answers.ts';
import type { ApiFault } from '../api.ts';
import { sameSettings } from './settings.ts';

type Start = { copyOf?: string; settings?: ScenarioSettings };

/** Runs a scenario with these settings, which are saved first; or makes one, where there is none yet, and runs it. */
export function useRun(programmeId: string): {
  run: (scenario: ScenarioView, settings?: ScenarioSettings) => Promise<ScenarioView | null>;
  create: (start: Start) => Promise<ScenarioView | null>;
  save: (scenario: ScenarioView, settings: ScenarioSettings) => Promise<ScenarioView | null>;
  isPending: boolean;
  error: ApiFault | null;
} {
  const creating = useAction(createScenario);
  const editing = useAction(editScenario);
  const starting = useAction(runScenario);
  const save = async (scenario: ScenarioView, settings: ScenarioSettings): Promise<ScenarioView> => {
    if (sameSettings(settings, scenario.settings)) return scenario;
    const params = { programmeId, scenarioId: scenario.id };
    return (await editing.mutateAsync({ params, body: { version: scenario.version, settings } })).scenario;
  };
  const run = async (scenario: ScenarioView, settings = scenario.settings): Promise<ScenarioView> => {
    const { id: scenarioId, version } = await save(scenario, settings);
    return (await starting.mutateAsync({ params: { programmeId, scenarioId }, body: { version } })).scenario;
  };
  const create = async (start: Start): Promise<ScenarioView> =>
    run((await creating.mutateAsync({ params: { programmeId }, body: start })).scenario);
  const actions = [creating, editing, starting];
  // What went wrong is the action's own to tell.
  const told = async (work: Promise<ScenarioView>): Promise<ScenarioView | null> => {
    for (const action of actions) action.reset();
    return work.catch(() => null);
  };
  return {
    run: (scenario, settings) => told(run(scenario, settings)),
    create: (start) => told(create(start)),
    save: (scenario, settings) => told(save(scenario, settings)),
    isPending: actions.some((action) => action.isPending),
    error: actions.find((action) => action.error)?.error ?? null,
  };
}
