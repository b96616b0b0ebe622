import { fault, ok, type Result } from '../kernel/result.ts';
import { changeScenario, objectionToOwnPair, type ChangeDeps, type PairChange } from './change-scenario.ts';
import { isPair, type Scenario } from './scenario.ts';

/** Takes back that a pair was forbidden. */
export const allowPair =
  (deps: ChangeDeps) =>
  async (input: PairChange): Promise<Result<Scenario>> =>
    objectionToOwnPair(input.by, input) ??
    changeScenario(deps, input, async ({ scenario }) => {
      const forbidden = scenario.forbidden.filter((one) => !isPair(input)(one));
      return forbidden.length === scenario.forbidden.length
        ? fault('not-forbidden', 'This pair is not forbidden.')
        : ok({ forbidden });
    });
