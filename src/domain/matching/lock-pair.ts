import { fault, ok, type Result } from '../kernel/result.ts';
import { changeScenario, objectionToOwnPair, type ChangeDeps, type PairChange } from './change-scenario.ts';
import { lookAtPair } from './pair-decision.ts';
import { recordOverride } from './record-override.ts';
import { isPair, toldRules, type Lock, type Scenario, type ToldRule } from './scenario.ts';

/** `rules`: those that the pair breaks, when it takes a reason to lock it. */
export type LockFault = { code: string; message: string; rules?: ToldRule[] };

/**
 * Fixes a pair whatever the matcher would say. One that breaks a rule is an override: it needs a reason, and the audit
 * log keeps both. Faults: `own-pair`, `not-joined`, `apart`, `no-place`, `already-meeting`, `reason-needed`, and those
 * of every change.
 */
export const lockPair =
  (deps: ChangeDeps) =>
  async (input: PairChange & { reason: string | null }): Promise<Result<Scenario, LockFault>> => {
    const own = objectionToOwnPair(input.by, input);
    if (own) return own;
    let rules: ToldRule[] = [];
    const changed = await changeScenario(deps, input, async ({ scenario, stores, now, ...seen }) => {
      const outlook = await lookAtPair({ ...seen, scenario, stores }, input);
      if (!outlook.ok) return outlook;
      const { breaks, lock } = outlook.value;
      if (lock.can === 'impossible') return lock.why;
      const reason = input.reason?.trim() || null;
      if (lock.can === 'needs-reason') {
        rules = toldRules(breaks);
        if (reason === null) return fault('reason-needed', 'This pair breaks a rule. Say why it should be made.');
      }
      const { mentorId, menteeId, by } = input;
      const locked: Lock = { mentorId, menteeId, by, at: now, reason, overrides: breaks };
      if (breaks.length > 0) await recordOverride(stores.audit, input, locked);
      const others = <One extends Lock | Scenario['forbidden'][number]>(list: One[]): One[] =>
        list.filter((one) => !isPair(input)(one));
      return ok({ locked: [...others(scenario.locked), locked], forbidden: others(scenario.forbidden) });
    });
    return changed.ok || rules.length === 0 ? changed : { ok: false, fault: { ...changed.fault, rules } };
  };
