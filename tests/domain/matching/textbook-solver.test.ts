import { bestByTrying } from './brute-force.ts';
import { inputFiles } from './input-files.ts';
import { objectiveOf, type Pair } from './independent-objective.ts';
import { proofProblems, type Certificate } from './independent-proof.ts';
import { worldOf, type Places, type World } from './independent-rules.ts';
import { tableOf, type Table } from './independent-table.ts';
import { instances } from './instances.ts';
import { forAll } from './runs.ts';
import { heaviest } from './textbook-solver.ts';

/** An answer and its proof without any of the engine: what brute force and the check of proofs say must agree on it. */
function answerByTextbook(world: World, table: Table): { pairs: Pair[]; proof: Certificate } {
  const places = {
    mentors: table.mentors.map((id) => world.placesOf('mentor', id)),
    mentees: table.mentees.map((id) => world.placesOf('mentee', id)),
  };
  const width = table.mentees.length;
  const free = [...table.score.keys()].filter((cell) => table.free[cell] === 1);
  const currentValue = 1;
  const scoreValue = 1 + table.current.size;
  const highest = free.reduce((most, cell) => Math.max(most, table.score[cell]!), 0);
  const mostPairs = places.mentors.reduce((sum, { all }) => sum + all, 0);
  const waitingValue = 1 + mostPairs * (scoreValue * highest + currentValue);
  const placeValue = waitingValue * (1 + table.mentors.length + width);

  const first = ({ locks, waits }: Places) => (locks > 0 ? 0 : placeValue + waits * waitingValue);
  const solve = (fromScore: number, worth: (cell: number) => number) => {
    const offer = (cell: number) => ({ mentor: Math.floor(cell / width), mentee: cell % width, worth: worth(cell) });
    const [mentors, mentees] = [places.mentors, places.mentees].map((side) =>
      side.map((one) => ({ free: one.all - one.locks, first: first(one) })),
    );
    const offers = free.filter((cell) => table.score[cell]! >= fromScore).map(offer);
    const { chosen, mentorPrices, menteePrices } = heaviest(mentors!, mentees!, offers);
    const named = (ids: string[], prices: number[]) => Object.fromEntries(ids.map((id, k) => [id, prices[k]!]));
    return {
      cells: chosen.map(({ mentor, mentee }) => mentor * width + mentee),
      prices: { mentors: named(table.mentors, mentorPrices), mentees: named(table.mentees, menteePrices) },
    };
  };
  const pairsOf = (cells: number[]): Pair[] =>
    [...table.locked, ...cells].map((cell) => ({
      mentor: table.mentors[Math.floor(cell / width)]!,
      mentee: table.mentees[cell % width]!,
      score: table.score[cell]!,
      locked: table.locked.has(cell),
    }));

  const people = solve(0, () => 0);
  const most = objectiveOf(world, pairsOf(people.cells));
  const reachesAll = (fromScore: number) => {
    const { places: reached, waiting } = objectiveOf(world, pairsOf(solve(fromScore, () => 0).cells));
    return reached === most.places && waiting === most.waiting;
  };
  const looked = most.lowest !== null;
  const scores = [...new Set(free.map((cell) => table.score[cell]!))].sort((a, b) => b - a);
  const floor = looked ? scores.find(reachesAll)! : 0;
  const total = solve(floor, (cell) => scoreValue * table.score[cell]! + (table.current.has(cell) ? currentValue : 0));
  const above = looked ? { score: floor, prices: solve(floor + 1, () => 0).prices } : null;
  const values = { placeValue, waitingValue, scoreValue, currentValue, pairCost: 0 };
  const proof = { ...values, people: people.prices, above, total: { floor, prices: total.prices } };
  return { pairs: pairsOf(total.cells), proof };
}

test('the textbook’s answer is as good as the best of all answers, and its prices prove it', () => {
  forAll(instances(7), 0.3, (input) => {
    const files = inputFiles(input);
    const world = worldOf(files);
    const table = tableOf(world);
    const { pairs, proof } = answerByTextbook(world, table);
    expect(objectiveOf(world, pairs)).toEqual(bestByTrying(files));
    expect(proofProblems(world, table, pairs, proof, true)).toEqual([]);
  });
});
