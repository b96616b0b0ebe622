import type { PersonId, ProgrammeId, ScenarioId } from '../kernel/ids.ts';
import { ok, type Result } from '../kernel/result.ts';
import { systemScope, type Transact } from '../kernel/unit-of-work.ts';
import { noSuchScenario, objectionToOwnPair, type ChangeStores } from './change-scenario.ts';

import { lookAtPair, type PairOutlook } from './pair-decision.ts';
import { isPair, toldRules, type PairOfIds, type ToldRule } from './scenario.ts';

type Input = PairOfIds & { programmeId: ProgrammeId; scenarioId: ScenarioId; by: PersonId };

export type PairCheck = Omit<PairOutlook, 'breaks' | 'looked'> & { breaks: ToldRule[] };

/** Which rules a pair breaks under a scenario as it is now, with its figures. Faults: `own-pair`, `not-joined`. */
export const checkPair =
  (deps: { transact: Transact<ChangeStores> }) =>
  async (input: Input): Promise<Result<PairCheck>> =>
    objectionToOwnPair(input.by, input) ??
    deps.transact(systemScope, async (stores) => {
      const programme = await stores.programmes.get(input.programmeId);
      const scenario = programme && (await stores.scenarios.get(programme.id, input.scenarioId));
      if (!programme || !scenario) return noSuchScenario();
      const outlook = await lookAtPair({ stores, programme, scenario }, input);
      if (!outlook.ok) return outlook;
      const { looked, ...figures } = outlook.value;
      const breaks = toldRules(figures.breaks);
      const forbidden = [...looked.never, ...scenario.forbidden].some(isPair(input));
      return ok({ ...figures, breaks: forbidden ? ['forbidden', ...breaks] : breaks });
    });
