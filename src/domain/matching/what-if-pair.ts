import type { PersonId, ProgrammeId, ScenarioId } from '../kernel/ids.ts';
import { fault, ok, type Result } from '../kernel/result.ts';
import { systemScope, type Transact } from '../kernel/unit-of-work.ts';
import { noSuchScenario, objectionToOwnPair, type ChangeStores } from './change-scenario.ts';
import { inputFault } from './input-fault.ts';
import { canonicalInput } from './match-snapshot.ts';
import type { WhatIf } from './match-types.ts';
import { changesFor } from './own-pair.ts';
import { lookAtPair } from './pair-decision.ts';
import type { Matcher } from './ports.ts';
import { lockedByCoordinator } from './scenario-input.ts';
import { isPair, isRunning, toldRules, type PairOfIds, type ToldRule } from './scenario.ts';

type Deps = { transact: Transact<ChangeStores>; matcher: Matcher; digest: (text: string) => string };
type Input = PairOfIds & {
  programmeId: ProgrammeId;
  scenarioId: ScenarioId;
  by: PersonId;
  change: 'lock' | 'forbid';
};

export type PairWhatIf = Omit<WhatIf, 'breaks'> & { breaks: ToldRule[] };

/**
 * What locking or forbidding a pair would do to everybody else; nothing is kept. Asked of a result that is up to date,
 * so that the answer is about what the coordinator sees. Faults: `own-pair`, `not-joined`, `out-of-date`, `decided`,
 * `not-in-time`,
 * and what makes a lock impossible.
 */
export const whatIfPair =
  (deps: Deps) =>
  async (input: Input): Promise<Result<PairWhatIf>> => {
    const { programmeId, scenarioId, mentorId, menteeId, change } = input;
    const own = objectionToOwnPair(input.by, input);
    if (own) return own;
    const loaded = await deps.transact(systemScope, async (stores) => {
      const programme = await stores.programmes.get(programmeId);
      const scenario = programme && (await stores.scenarios.get(programmeId, scenarioId));
      if (!programme || !scenario) return noSuchScenario();
      const outlook = await lookAtPair({ stores, programme, scenario }, input);
      if (!outlook.ok) return outlook;
      if ([...scenario.locked, ...scenario.forbidden].some(isPair(input))) {
        return fault('decided', 'You have decided about this pair already. Take that back first.');
      }
      const { lock, looked } = outlook.value;
      if (lock.can === 'impossible' && (change === 'lock' || lock.why.fault.code === 'already-meeting'))
        return lock.why;
      const asked = looked.input;
      const digest = deps.digest(canonicalInput(asked));
      if (isRunning(scenario) || scenario.stale || scenario.inputDigest !== digest) {
        return fault('out-of-date', 'Run this scenario first: what it shows is not of today.');
      }
      return ok({ asked, digest });
    });
    if (!loaded.ok) return loaded;
    const { asked, digest } = loaded.value;
    const pair = { mentorId, menteeId, ...(change === 'lock' && { reason: lockedByCoordinator }) };
    const answer = await deps.matcher.whatIf(asked, digest, { kind: change, pair });
    if (answer.ok) {
      const { breaks, changes } = answer.value;
      return ok({ ...answer.value, breaks: toldRules(breaks), changes: changesFor(changes, input.by) });
    }
    switch (answer.fault.code) {
      case 'bad-input':
        return inputFault(answer.fault.faults);
      case 'crashed':
        return fault('matcher-stopped', 'The matcher stopped before it had an answer. Please ask again.');
      case 'too-long':
        return fault(
          'not-in-time',
          'This was not answered in time, and nothing has changed. Ask again in a minute; or decide so in a copy of this scenario, run it, and compare the two.',
        );
    }
  };
