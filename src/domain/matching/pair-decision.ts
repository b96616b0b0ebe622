import { fault, ok, type Result } from '../kernel/result.ts';
import { judgePair, type Judgement } from './judge-pair.ts';

import { freePlaces, meets, scenarioInput, type ScenarioInput } from './scenario-input.ts';
import { isPair, isUntold, type PairOfIds, type Scenario } from './scenario.ts';
import type { Seen } from './change-scenario.ts';

export type PairOutlook = Judgement & {
  /** What it was judged on. */
  looked: ScenarioInput;
  /** What it would take to lock the pair: nothing, a reason, or nothing helps, with the fault that says why. */
  lock: { can: 'allowed' | 'needs-reason' } | { can: 'impossible'; why: ReturnType<typeof fault> };
};

/** Everything that stands between these two, as the rules and everybody's places are at this moment. */
export async function lookAtPair(
  { stores, programme, scenario }: Pick<Seen, 'stores' | 'programme' | 'scenario'>,
  pair: PairOfIds,
): Promise<Result<PairOutlook>> {
  const looked = await scenarioInput(stores, programme, scenario);
  const joined = areSeated(looked, pair);
  if (!joined) return fault('not-joined', 'These two are not both in the programme as mentor and mentee.');
  const judged = judgePair({ ...looked.input, enrolments: looked.everybody }, pair);
  if (!judged.ok) return judged;
  return ok({ ...judged.value, looked, lock: lockOf(looked, scenario, pair, judged.value) });
}

function lockOf(looked: ScenarioInput, scenario: Scenario, pair: PairOfIds, judged: Judgement): PairOutlook['lock'] {
  const impossible = (why: ReturnType<typeof fault>) => ({ can: 'impossible' as const, why });
  if (meets(looked, pair)) return impossible(alreadyMeeting());
  if (judged.breaks.some(isUntold)) return impossible(apart());
  if (looked.never.some(isPair(pair))) {
    return impossible(
      fault('listed', 'These two are on your list of pairs that are never made. Take them off it first.'),
    );
  }
  const others = scenario.locked.filter((lock) => !isPair(pair)(lock));
  const full = [pair.mentorId, pair.menteeId].some((id) => freePlaces(looked, others, id) < 1);
  if (full) {
    return impossible(fault('no-place', 'One of the two has no place left for a partner who is decided already.'));
  }
  return { can: judged.breaks.length === 0 ? 'allowed' : 'needs-reason' };
}

function areSeated({ seats }: ScenarioInput, { mentorId, menteeId }: PairOfIds): boolean {
  return seats.get(mentorId)?.role === 'mentor' && seats.get(menteeId)?.role === 'mentee';
}

export const alreadyMeeting = () =>
  fault('already-meeting', 'These two meet already, from an earlier round, and stay together.');

/** Whether they were paired before or one of them asked for it is for nobody to know. */
const apart = () => fault('apart', 'These two may not be paired.');
