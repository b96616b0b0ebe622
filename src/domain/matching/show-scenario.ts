import type { ProgrammeId, ScenarioId } from '../kernel/ids.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { Transact } from '../kernel/unit-of-work.ts';
import type { EnrolmentStore } from '../programme/ports.ts';
import { noSuchScenario } from './change-scenario.ts';
import type { ScenarioStore } from './ports.ts';
import { pairKey, type PairOfIds, type Scenario, type ScenarioResult } from './scenario.ts';

type Deps = { transact: Transact<{ scenarios: ScenarioStore; enrolments: EnrolmentStore }> };
type Input = { programmeId: ProgrammeId; scenarioId: ScenarioId };

export type ShownScenario = {
  scenario: Scenario;
  /** `waitingSince`: of people left over in an earlier round, by id. */
  result: (ScenarioResult & { waitingSince: Map<string, Date> }) | null;
};

/** The pairs that publishing would add; none once it is published. */
export function pairsToPublish({ scenario, result }: ShownScenario): PairOfIds[] {
  if (result === null || scenario.state === 'published') return [];
  const meeting = new Set(result.alreadyMeeting.map(pairKey));
  return result.outcome.pairs.filter((pair) => !meeting.has(pairKey(pair)));
}

/** A scenario with all that its last run found. */
export const showScenario =
  (deps: Deps) =>
  async ({ programmeId, scenarioId }: Input): Promise<Result<ShownScenario>> =>
    deps.transact({ kind: 'programme', programmeId }, async ({ scenarios, enrolments }) => {
      const scenario = await scenarios.get(programmeId, scenarioId);
      if (!scenario) return noSuchScenario();
      const result = await scenarios.result(programmeId, scenarioId);
      if (result === null) return ok({ scenario, result });
      const waiting = (await enrolments.inProgramme(programmeId)).flatMap(({ personId, waitingSince }) =>
        waitingSince === null ? [] : [[personId, waitingSince] as const],
      );
      return ok({ scenario, result: { ...result, waitingSince: new Map(waiting) } });
    });

/** How far a run is, and nothing that takes long to read. */
export const showProgress =
  (deps: Pick<Deps, 'transact'>) =>
  async ({ programmeId, scenarioId }: Input): Promise<Result<Scenario>> =>
    deps.transact({ kind: 'programme', programmeId }, async ({ scenarios }) => {
      const scenario = await scenarios.get(programmeId, scenarioId);
      return scenario ? ok(scenario) : noSuchScenario();
    });
