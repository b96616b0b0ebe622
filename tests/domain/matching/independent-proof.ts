import { objectiveOf, type Pair } from './independent-objective.ts';
import type { Role, World } from './independent-rules.ts';
import type { Table } from './independent-table.ts';

type Prices = { mentors: Record<string, number>; mentees: Record<string, number> };
export type Certificate = {
  placeValue: number;
  waitingValue: number;
  scoreValue: number;
  currentValue: number;
  pairCost: number;
  people: Prices;
  above: { score: number; prices: Prices } | null;
  total: { floor: number; prices: Prices };
};

/**
 * Verifies the proof of optimality: in one pass over all pairs, by the weak duality of linear programming, without
 * solving anything. `fewest`: the answer claims to keep as many of the pairs in force as can be. Returns what is wrong.
 */
export function proofProblems(
  world: World,
  table: Table,
  pairs: Pair[],
  proof: Certificate,
  fewest: boolean,
): string[] {
  const { people, above, total } = proof;
  const unreadable = misnumbered(world, table, proof);
  if (unreadable) return [`proof: ${unreadable}`];

  const problems: string[] = [];
  const say = (wrong: boolean, what: string) => {
    if (wrong) problems.push(`proof: ${what}`);
  };
  const reached = objectiveOf(world, pairs);
  const locked = objectiveOf(
    world,
    pairs.filter((pair) => pair.locked),
  );
  const part = (of: 'places' | 'waiting' | 'total' | 'kept') => BigInt(reached[of] - locked[of]);
  const placeValue = BigInt(proof.placeValue);
  const waitingValue = BigInt(proof.waitingValue);
  const scoreValue = BigInt(proof.scoreValue);
  const currentValue = BigInt(proof.currentValue);

  // One person more must outweigh all who wait; one point all pairs that could be kept and all that pairs cost; one pair
  // kept, all that pairs cost. (`mostCosts` is 0 where pairs cost nothing.)
  const places = [
    ...table.mentors.map((id) => world.placesOf('mentor', id)),
    ...table.mentees.map((id) => world.placesOf('mentee', id)),
  ];
  const waiting = places.filter(({ locks, waits }) => locks === 0 && waits === 1);
  const free = (role: Role, ids: string[]) =>
    ids.map((id) => world.placesOf(role, id)).reduce((sum, { all, locks }) => sum + all - locks, 0);
  const mostPairs = Math.min(free('mentor', table.mentors), free('mentee', table.mentees));
  const pairCost = BigInt(proof.pairCost);
  const mostCosts = pairCost * BigInt(mostPairs);
  const keepable = [...table.current].filter((cell) => table.free[cell] === 1);
  say(waiting.length > 0 && waitingValue === 0n, 'it does not speak of those who wait');
  say(placeValue <= waitingValue * BigInt(waiting.length), 'a place is worth too little');
  say(scoreValue <= currentValue * BigInt(keepable.length) + mostCosts, 'a point is worth too little');
  say(fewest && keepable.length > 0 && currentValue <= mostCosts, 'a pair in force is worth too little');

  const bound = (prices: Prices, fromScore: number, worth: (score: number, current: boolean) => number) =>
    boundOf(world, table, proof, prices, fromScore, worth);
  const nothing = () => 0;
  const made = BigInt(pairs.filter((pair) => !pair.locked).length);
  const peopleWorth = placeValue * part('places') + waitingValue * part('waiting');
  say(bound(people, 0, nothing) !== peopleWorth, 'the bound on people is not what the answer reaches');

  const { lowest } = reached;
  if (lowest !== null) {
    const higher = table.score.some((score, cell) => score > lowest && table.free[cell] === 1);
    say(higher && above === null, 'nothing is said of the pairs above the lowest score');
    say(above !== null && above.score !== lowest, 'it speaks of pairs above another score than the lowest');
    const short = above && bound(above.prices, above.score + 1, nothing) < peopleWorth;
    say(short === false, 'with only the pairs above the lowest score, the answer might be as good');
  }

  say(total.floor > (lowest ?? 0), 'the bound on the total leaves out pairs that might have been made');
  const worth = peopleWorth + scoreValue * part('total') + currentValue * part('kept') - pairCost * made;
  const pairWorth = (score: number, current: boolean) =>
    proof.scoreValue * score - proof.pairCost + (current ? proof.currentValue : 0);
  say(bound(total.prices, total.floor, pairWorth) !== worth, 'the bound on the total is not what the answer reaches');
  return problems;
}

/** Sums and differences of a few numbers up to this are exact. */
const isExact = (value: unknown) => Number.isInteger(value) && Math.abs(value as number) <= 2 ** 50;

function misnumbered(world: World, table: Table, proof: Certificate): string | null {
  const { placeValue, waitingValue, scoreValue, currentValue, pairCost, people, above, total } = proof;
  const values = [placeValue, waitingValue, scoreValue, currentValue, pairCost];
  if (!values.every((value) => isExact(value) && value >= 0)) return 'a value is not a natural number';
  const highest = table.score.reduce((most, score) => Math.max(most, score), 0);
  if (!isExact(scoreValue * highest)) return 'a point is worth more than can be added up exactly';
  const complete = (prices: Record<string, number>, side: Map<string, unknown>) =>
    Object.keys(prices).length === side.size &&
    Array.from(side.keys()).every((id) => Object.hasOwn(prices, id)) &&
    Object.values(prices).every(isExact);
  const all = [people, total.prices, ...(above ? [above.prices] : [])];
  const good = all.every(
    ({ mentors, mentees }) => complete(mentors, world.mentors) && complete(mentees, world.mentees),
  );
  return good ? null : 'prices are not one whole number for each person';
}

/** No answer made of free pairs that score at least `fromScore` is worth more than this, whatever the prices. */
function boundOf(
  world: World,
  table: Table,
  { placeValue, waitingValue }: Certificate,
  prices: Prices,
  fromScore: number,
  worth: (score: number, current: boolean) => number,
): bigint {
  let bound = 0n;
  const addPeople = (role: Role, ids: string[], priceOf: Record<string, number>) =>
    ids.map((id) => {
      const { all, locks, waits } = world.placesOf(role, id);
      const price = priceOf[id]!;
      const first = locks > 0 ? 0 : placeValue + waits * waitingValue;
      if (all > locks)
        bound += BigInt(Math.max(0, first + price)) + BigInt(all - locks - 1) * BigInt(Math.max(0, price));
      return price;
    });
  const ofMentors = addPeople('mentor', table.mentors, prices.mentors);
  const ofMentees = addPeople('mentee', table.mentees, prices.mentees);
  let cell = 0;
  for (const mentorPrice of ofMentors) {
    for (const menteePrice of ofMentees) {
      const score = table.score[cell]!;
      if (score >= fromScore && table.free[cell] === 1) {
        const surplus = worth(score, table.current.has(cell)) - mentorPrice - menteePrice;
        if (surplus > 0) bound += BigInt(surplus);
      }
      cell++;
    }
  }
  return bound;
}
