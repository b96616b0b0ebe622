import fc from 'fast-check';
import { bestByTrying } from './brute-force.ts';
import { inputFiles } from './input-files.ts';
import { isBetter, objectiveOf, type Objective, type Pair } from './independent-objective.ts';
import { worldOf, type Files } from './independent-rules.ts';
import { instances } from './instances.ts';
import { forAll } from './runs.ts';

/** Every set of pairs that leaves everyone within their capacity; slower, and plain to see. */
function bestOfAllSets(files: Files): Objective {
  const world = worldOf(files);
  const lockedKeys = world.locked.map(({ mentor, mentee }) => `${mentor} ${mentee}`);
  const pair = (mentor: string, mentee: string, locked: boolean): Pair => ({
    ...{ mentor, mentee, locked },
    score: world.score(mentor, mentee),
  });
  const locked = world.locked.map(({ mentor, mentee }) => pair(mentor, mentee, true));
  const free = [...world.mentors.keys()].flatMap((mentor) =>
    [...world.mentees.keys()]
      .filter((mentee) => mentee !== mentor && world.broken(mentor, mentee).length === 0)
      .filter((mentee) => !lockedKeys.includes(`${mentor} ${mentee}`))
      .map((mentee) => pair(mentor, mentee, false)),
  );
  if (free.length > 11) fc.pre(false);
  let best: Objective | undefined;
  for (let set = 0; set < 2 ** free.length; set++) {
    const pairs = [...locked, ...free.filter((_, k) => (set >> k) & 1)];
    const within = (side: 'mentor' | 'mentee') =>
      pairs.every(
        (one) => pairs.filter((other) => other[side] === one[side]).length <= world.placesOf(side, one[side]).all,
      );
    if (!within('mentor') || !within('mentee')) continue;
    const objective = objectiveOf(world, pairs);
    if (!best || isBetter(objective, best)) best = objective;
  }
  return best!;
}

test('the brute force comes to the same as trying every set of pairs', () => {
  forAll(instances(5), 0.5, (input) => {
    const files = inputFiles(input);
    expect(bestByTrying(files)).toEqual(bestOfAllSets(files));
  });
});
