import { ok, type Result } from '../kernel/result.ts';
import { inputFault } from './input-fault.ts';
import { match } from './match.ts';
import type { MatchInput, MatchPerson, MatchedPair, RuleName } from './match-types.ts';
import { reasonsForPeople } from './reasons-for-people.ts';
import type { PairOfIds } from './scenario.ts';

/** A pair under the engine's own rules: which it breaks, and the figures that it would have. */
export type Judgement = Pick<MatchedPair, 'score' | 'distance' | 'levelGap' | 'terms' | 'reasons'> & {
  breaks: RuleName[];
};

/**
 * Asks the engine about one pair. It is given these two alone with the pair locked, so that what it says of rules it
 * says of this pair, in a few milliseconds. Decisions of coordinators are no rules: `forbidden` is not looked at.
 * Both must be enrolled in these roles. The fault is one of the input's own, such as a circle of managers above them.
 */
export function judgePair(input: MatchInput, { mentorId, menteeId }: PairOfIds): Result<Judgement> {
  const enrolments = input.enrolments
    .filter(
      ({ personId, role }) =>
        (personId === mentorId && role === 'mentor') || (personId === menteeId && role === 'mentee'),
    )
    .map((enrolment) => ({ ...enrolment, capacity: 1 }));
  const judged = match({
    ...input,
    people: concerned(input.people, enrolments),
    enrolments,
    together: input.together.filter(({ a, b }) => [mentorId, menteeId].includes(a) && [mentorId, menteeId].includes(b)),
    forbidden: [],
    current: [],
    locked: [{ mentorId, menteeId, reason: 'asked about' }],
  });
  if (!judged.ok) return inputFault(judged.fault);
  const [pair] = judged.value.pairs;
  if (!pair) throw new Error('a locked pair was not made');
  const { score, distance, levelGap, terms } = pair;
  const breaks = Object.entries(judged.value.report.excluded).filter(([, pairs]) => pairs > 0);
  return ok({
    score,
    distance,
    levelGap,
    terms,
    reasons: reasonsForPeople(pair),
    breaks: breaks.map(([rule]) => rule as RuleName),
  });
}

/** These people, their lines up to the roots, and whoever they named. */
function concerned(people: MatchPerson[], enrolments: MatchInput['enrolments']): MatchPerson[] {
  const byId = new Map(people.map((person) => [person.id, person]));
  const kept = new Map<string, MatchPerson>();
  for (const { personId, avoid, wishes } of enrolments) {
    for (const id of [personId, ...avoid, ...wishes]) {
      for (let person = byId.get(id); person && !kept.has(person.id);) {
        kept.set(person.id, person);
        person = person.managerId === null ? undefined : byId.get(person.managerId);
      }
    }
  }
  return [...kept.values()];
}
