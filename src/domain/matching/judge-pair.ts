import { ok, type Result } from '../kernel/result.ts';
import { checkInput } from './check-input.ts';
import { explainPair } from './engine/explain.ts';
import { judge, rulesBroken } from './engine/judge.ts';
import { facing, pairAt, rosterOf, seatsOf } from './engine/roster.ts';
import { inputFault } from './input-fault.ts';
import type { MatchInput, MatchPerson, MatchedPair, RuleName } from './match-types.ts';
import { reasonsForPeople } from './reasons-for-people.ts';
import type { PairOfIds } from './scenario.ts';

/** A pair under the engine's own rules: which it breaks, and the figures that it would have. */
export type Judgement = Pick<MatchedPair, 'score' | 'distance' | 'levelGap' | 'terms' | 'reasons'> & {
  breaks: RuleName[];
};

/** As `judgePairs`, about one pair: a few milliseconds. */
export function judgePair(input: MatchInput, pair: PairOfIds): Result<Judgement> {
  const judged = judgePairs(input, [pair]);
  return judged.ok ? ok(judged.value[0]!) : judged;
}

/**
 * Asks the engine about these pairs, in their order. It is given their people alone, and looks at them once for all
 * pairs. Decisions of coordinators are no rules: `forbidden` and `locked` are not looked at. Both people of each must be
 * enrolled in these roles. The fault is one of the input's own, such as a circle of managers above them.
 */
export function judgePairs(input: MatchInput, pairs: PairOfIds[]): Result<Judgement[]> {
  const members = new Set(pairs.flatMap(({ mentorId, menteeId }) => [mentorId, menteeId]));
  const enrolments = input.enrolments.filter(({ personId }) => members.has(personId));
  const people = concerned(input.people, enrolments);
  const known = new Set(people.map(({ id }) => id));
  const asked: MatchInput = {
    ...input,
    people,
    enrolments,
    together: input.together.filter(({ a, b }) => known.has(a) && known.has(b)),
    forbidden: [],
    current: [],
    locked: [],
  };
  const faults = checkInput(asked);
  if (faults.length > 0) return inputFault(faults);
  const { settings } = asked;
  const sides = facing(rosterOf(asked), 'mentor');
  const judged = judge(sides, settings);
  const seats = seatsOf(sides);
  return ok(
    pairs.map((pair) => {
      const at = pairAt(sides, seats, pair);
      if (!at) throw new Error('a pair was asked about that is not enrolled');
      const explained = explainPair(sides, at.row, at.col, settings);
      const { score, distance, levelGap, terms } = explained;
      const reasons = reasonsForPeople({ ...explained, locked: false });
      return { score, distance, levelGap, terms, reasons, breaks: rulesBroken(judged, at.row, at.col) };
    }),
  );
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
