import * as contract from '../../contract/matching.ts';
import { fault, ok, type Result } from '../../domain/kernel/result.ts';
import { withoutOwn } from '../../domain/matching/own-pair.ts';
import type { Scenario } from '../../domain/matching/scenario.ts';
import { pairsToPublish } from '../../domain/matching/show-scenario.ts';
import type { Reader } from '../auth.ts';
import type { UseCases } from '../use-cases.ts';
import { route, type Web } from '../route.ts';
import { supportGapView } from './support.ts';
import {
  checkView,
  comparisonView,
  peopleInComparison,
  peopleInResult,
  peopleInScenario,
  progressView,
  resultView,
  scenarioView,
  whatIfView,
} from './matching-view.ts';

/** The workbench: scenarios, decisions about pairs, runs, and publishing. All of it for the programme's coordinators. */
export function addMatchingRoutes(web: Web, use: UseCases): void {
  const views = async (scenarios: Scenario[], { personId }: Reader) => {
    const name = await use.personNames(scenarios.flatMap(peopleInScenario));
    return scenarios.map((scenario) => scenarioView(scenario, personId, name));
  };
  const one = async (result: Result<Scenario>, reader: Reader) => {
    if (!result.ok) return result;
    const [scenario] = await views([result.value], reader);
    return ok({ scenario: scenario! });
  };

  route(web, contract.listScenarios, 'programme-coordinator', async ({ reader, params }) => {
    const listed = await use.listScenarios(params);
    if (!listed.ok) return listed;
    return ok({ scenarios: await views(listed.value.scenarios, reader), defaults: listed.value.defaults });
  });
  route(web, contract.createScenario, 'programme-coordinator', async ({ reader, params, body }) =>
    one(await use.createScenario({ ...params, ...body, by: reader.personId }), reader),
  );
  route(web, contract.getScenario, 'programme-coordinator', async ({ reader, params }) => {
    const shown = await use.showScenario(params);
    if (!shown.ok) return shown;
    const { scenario, result } = shown.value;
    const gaps = await use.showSupport({ ...params, pairs: pairsToPublish(shown.value) });
    if (!gaps.ok) return gaps;
    const name = await use.personNames([...peopleInScenario(scenario), ...(result ? peopleInResult(result) : [])]);
    return ok({
      scenario: scenarioView(scenario, reader.personId, name),
      result: result && resultView(scenario, result, reader.personId, name),
      supportGaps: withoutOwn(gaps.value.gaps, reader.personId).map((gap) => supportGapView(gap, name)),
    });
  });
  route(web, contract.editScenario, 'programme-coordinator', async ({ reader, params, body }) =>
    one(await use.editScenario({ ...params, ...body, by: reader.personId }), reader),
  );
  route(web, contract.deleteScenario, 'programme-coordinator', async ({ reader, params }) => {
    const deleted = await use.deleteScenario({ ...params, by: reader.personId });
    return deleted.ok ? ok({}) : deleted;
  });

  route(web, contract.runScenario, 'programme-coordinator', async ({ reader, params, body }) =>
    one(await use.requestRun({ ...params, ...body, by: reader.personId }), reader),
  );
  route(web, contract.getScenarioProgress, 'programme-coordinator', async ({ params }) => {
    const shown = await use.showProgress(params);
    return shown.ok ? ok(progressView(shown.value)) : shown;
  });
  route(web, contract.cancelRun, 'programme-coordinator', async ({ reader, params }) =>
    one(await use.cancelRun(params), reader),
  );
  route(web, contract.publishScenario, 'programme-coordinator', async ({ reader, params, body }) =>
    one(await use.publishScenario({ ...params, ...body, by: reader.personId }), reader),
  );

  route(web, contract.lockPair, 'programme-coordinator', async ({ reader, params, body }) => {
    const locked = await use.lockPair({ ...params, ...body, reason: body.reason ?? null, by: reader.personId });
    if (locked.ok) return one(locked, reader);
    const { code, message, rules = [] } = locked.fault;
    return rules.length === 0
      ? fault(code, message)
      : { ok: false, fault: { code, message, details: rules.map((rule) => ({ at: 'reason', message: rule })) } };
  });
  route(web, contract.unlockPair, 'programme-coordinator', async ({ reader, params }) =>
    one(await use.unlockPair({ ...params, by: reader.personId }), reader),
  );
  route(web, contract.forbidPair, 'programme-coordinator', async ({ reader, params, body }) =>
    one(await use.forbidPair({ ...params, ...body, reason: body.reason ?? null, by: reader.personId }), reader),
  );
  route(web, contract.allowPair, 'programme-coordinator', async ({ reader, params }) =>
    one(await use.allowPair({ ...params, by: reader.personId }), reader),
  );
  route(web, contract.checkPair, 'programme-coordinator', async ({ reader, params }) => {
    const checked = await use.checkPair({ ...params, by: reader.personId });
    return checked.ok ? ok(checkView(checked.value)) : checked;
  });
  route(web, contract.whatIfPair, 'programme-coordinator', async ({ reader, params, body }) => {
    const asked = await use.whatIfPair({ ...params, ...body, by: reader.personId });
    if (!asked.ok) return asked;
    const { changes } = asked.value;
    const name = await use.personNames(changes.flatMap((one) => [one.personId, ...one.before, ...one.after]));
    return ok(whatIfView(asked.value, name));
  });
  route(web, contract.compareScenarios, 'programme-coordinator', async ({ reader, params }) => {
    const compared = await use.compareScenarios({ ...params, by: reader.personId });
    if (!compared.ok) return compared;
    const name = await use.personNames(peopleInComparison(compared.value));
    return ok(comparisonView(compared.value, reader.personId, name));
  });
}
