import { useState } from 'react';
import type { PersonView } from '../../contract/endpoint.ts';
import { allowPair, forbidPair, lockPair, unlockPair, type ScenarioView } from '../../contract/matching.ts';
import { useAction } from '../answers.ts';
import type { ApiFault } from '../api.ts';
import { words } from '../words.ts';

const text = words.matchDecisions;

export type PairOfPeople = { mentor: PersonView; mentee: PersonView };
export type Decision = 'lock' | 'forbid' | 'unlock' | 'allow';

export const pairKey = ({ mentor, mentee }: PairOfPeople): string => `${mentor.id} ${mentee.id}`;

/** Says something about a pair, or takes it back, of the version of the scenario that is on the page. */
export function useDecide(
  programmeId: string,
  scenario: ScenarioView,
): {
  decide: (pair: PairOfPeople, decision: Decision, reason?: string) => Promise<boolean>;
  isPending: boolean;
  error: ApiFault | null;
  /** What was decided last, for the reader to hear. */
  done: (PairOfPeople & { decision: Decision }) | null;
} {
  const actions = {
    lock: useAction(lockPair),
    forbid: useAction(forbidPair),
    unlock: useAction(unlockPair),
    allow: useAction(allowPair),
  };
  const [done, setDone] = useState<(PairOfPeople & { decision: Decision }) | null>(null);
  const decide = async (pair: PairOfPeople, decision: Decision, reason?: string): Promise<boolean> => {
    const { version } = scenario;
    const place = { programmeId, scenarioId: scenario.id };
    const ids = { mentorId: pair.mentor.id, menteeId: pair.mentee.id };
    for (const action of Object.values(actions)) action.reset();
    setDone(null);
    try {
      if (decision === 'lock' || decision === 'forbid') {
        await actions[decision].mutateAsync({ params: place, body: { ...ids, version, ...(reason && { reason }) } });
      } else {
        await actions[decision].mutateAsync({ params: { ...place, ...ids, version } });
      }
    } catch {
      return false; // what went wrong is the action's own to tell
    }
    setDone({ ...pair, decision });
    return true;
  };
  return {
    decide,
    isPending: Object.values(actions).some((action) => action.isPending),
    error: Object.values(actions).find((action) => action.error)?.error ?? null,
    done,
  };
}

/** What was decided, in one sentence. */
export const saidOf = ({ mentor, mentee, decision }: PairOfPeople & { decision: Decision }): string =>
  ({ lock: text.didLock, forbid: text.didForbid, unlock: text.didUndo, allow: text.didUndo })[decision](
    mentor.name,
    mentee.name,
  );
