import { fault, ok, type Result } from '../kernel/result.ts';
import { changeScenario, objectionToOwnPair, type ChangeDeps, type PairChange } from './change-scenario.ts';
import { isPair, type Scenario } from './scenario.ts';

/** Leaves a locked pair to the matcher again. */
export const unlockPair =
  (deps: ChangeDeps) =>
  async (input: PairChange): Promise<Result<Scenario>> =>
    objectionToOwnPair(input.by, input) ??
    changeScenario(deps, input, async ({ scenario }) => {
      const locked = scenario.locked.filter((one) => !isPair(input)(one));
      return locked.length === scenario.locked.length
        ? fault('not-locked', 'This pair is not locked.')
        : ok({ locked });
    });
