import type { MatchReport, MatchSettings, MatchedPair, Proven } from '../match-types.ts';
import { headcount } from './assign.ts';
import { boundOf } from './certificate.ts';
import type { Problem } from './problem.ts';
import { blockingPairs } from './stability.ts';
import type { Side } from './side.ts';
import type { Run } from './run.ts';

const proven = (value: number, bound: number): Proven => ({ value, bound, gap: bound - value });
const sum = (numbers: number[]): number => numbers.reduce((total, number) => total + number, 0);

/** Figures and bounds. The bounds come from the proof alone, the values from the pairs alone. */
export function reportOf(
  run: Run,
  pairs: MatchedPair[],
  settings: MatchSettings,
  current: { pairs: number; kept: number },
  relaxations: MatchReport['relaxations'],
): MatchReport {
  const { sides, source, problem, found } = run;
  const { mentors, mentees, input } = sides.roster;
  const partnered = (side: Side, idOf: (pair: MatchedPair) => string) => {
    const ids = new Set(pairs.map(idOf));
    const waiting = side.enrolments.filter(({ personId }, k) => side.waiting[k] === 1 && ids.has(personId)).length;
    return { people: ids.size, waiting };
  };
  const ofMentors = partnered(mentors, (pair) => pair.mentorId);
  const ofMentees = partnered(mentees, (pair) => pair.menteeId);
  const value = {
    places: ofMentors.people + ofMentees.people,
    waiting: ofMentors.waiting + ofMentees.waiting,
    total: sum(pairs.map(({ score }) => score)),
  };
  const free = pairs.filter((pair) => !pair.locked);
  const lockedTotal = sum(pairs.filter((pair) => pair.locked).map(({ score }) => score));
  const bound = bounds(run, value, lockedTotal);
  const objective: MatchReport['objective'] = {
    places: proven(value.places, bound.places),
    waiting: proven(value.waiting, bound.waiting),
    lowest:
      found.highestLowest === null || free.length === 0
        ? null
        : proven(
            free.reduce((least, { score }) => Math.min(least, score), Infinity),
            found.highestLowest,
          ),
    total: proven(value.total, bound.total),
  };
  const menteePeople = new Set(mentees.person);
  const both = mentors.person.filter((person) => menteePeople.has(person)).length;
  const { allowed, excluded } = source.survey();
  return {
    counts: {
      people: input.people.length,
      mentors: mentors.size,
      mentees: mentees.size,
      pairs: pairs.length,
      locked: pairs.length - free.length,
      unmatchedMentors: mentors.size - ofMentors.people,
      unmatchedMentees: mentees.size - ofMentees.people,
      possiblePairs: mentors.size * mentees.size - both,
      allowedPairs: allowed,
    },
    objective,
    proven: found.complete && Object.values(objective).every((part) => part === null || part.gap === 0),
    excluded,
    relaxations,
    current: { ...current, fewestChanged: found.complete && problem.keepsCurrent },
    stability: { blockingPairs: blockingPairs(run, pairs) },
    settings,
  };
}

/** Of the free part, what the prices prove that nobody can exceed; with what the locked pairs add. */
function bounds(
  { problem, found }: Run,
  value: { places: number; waiting: number },
  lockedTotal: number,
): { places: number; waiting: number; total: number } {
  const { placeValue, waitingValue } = problem;
  const free = headcount(problem, found.answer);
  const locked = { places: value.places - free.places, waiting: value.waiting - free.waiting };
  const [perPlace, perWait] = [BigInt(placeValue), BigInt(waitingValue)];
  const people = boundOf(problem, found.people);
  const places = Number(people / perPlace);
  const spare = people - perPlace * BigInt(free.places);
  const everyoneWaiting = problem.places.first.reduce((count, first) => (first > placeValue ? count + 1 : count), 0);
  const waiting =
    waitingValue === 0
      ? 0
      : places > free.places
        ? everyoneWaiting
        : Math.min(everyoneWaiting, Number(spare / perWait));
  const made = perPlace * BigInt(free.places) + perWait * BigInt(free.waiting);
  return {
    places: places + locked.places,
    waiting: waiting + locked.waiting,
    total: lockedTotal + scoreBound(problem, boundOf(problem, found.total) - made),
  };
}

/**
 * The most that scores can add up to where all pairs together are worth so much at most: each pair also costs a little,
 * which all together is less than one point.
 */
function scoreBound({ scoreValue, pairCost, currentValue }: Problem, worth: bigint): number {
  const costs = BigInt(pairCost) * BigInt(currentValue - 1);
  return Number((worth + costs) / BigInt(scoreValue));
}
