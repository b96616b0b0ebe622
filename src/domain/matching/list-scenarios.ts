import type { ProgrammeId } from '../kernel/ids.ts';
import { fault, ok, type Result } from '../kernel/result.ts';
import type { Transact } from '../kernel/unit-of-work.ts';
import type { ProgrammeStore } from '../programme/ports.ts';
import type { ScenarioStore } from './ports.ts';
import { firstSettings, type Scenario, type ScenarioSettings } from './scenario.ts';

type Deps = { transact: Transact<{ programmes: ProgrammeStore; scenarios: ScenarioStore }> };

/** Newest first, and the settings that a new one begins with. */
export const listScenarios =
  (deps: Deps) =>
  async ({
    programmeId,
  }: {
    programmeId: ProgrammeId;
  }): Promise<Result<{ scenarios: Scenario[]; defaults: ScenarioSettings }>> =>
    deps.transact({ kind: 'programme', programmeId }, async ({ programmes, scenarios }) => {
      const programme = await programmes.get(programmeId);
      if (!programme) return fault('no-such-programme', 'There is no such programme.');
      return ok({ scenarios: await scenarios.inProgramme(programmeId), defaults: firstSettings(programme) });
    });
