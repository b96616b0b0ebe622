import { rowsOf, type Files, type Role, type World } from './independent-rules.ts';

/** One row of pairs.csv. */
export type Pair = { mentor: string; mentee: string; score: number; locked: boolean };
export type PairRow = Pair & { row: Record<string, string> };

export const pairsOf = (files: Files): PairRow[] =>
  rowsOf(files['pairs.csv']!).map((row) => ({
    mentor: row['mentor_id']!,
    mentee: row['mentee_id']!,
    score: Number(row['score']),
    locked: row['locked'] === 'true',
    row,
  }));

/**
 * What an answer achieves. `lowest`: of the pairs not locked. null where it is not looked at: for the objective `total`,
 * and where these pairs give nobody a first partner, so that the total alone decides between them.
 */
export type Objective = { places: number; waiting: number; lowest: number | null; total: number; kept: number };

export function objectiveOf(world: World, pairs: Pair[]): Objective {
  const free = pairs.filter(({ locked }) => !locked);
  const people = peopleIn(pairs);
  const made = new Set(pairs.map(({ mentor, mentee }) => `${mentor} ${mentee}`));
  const looked =
    world.settings.objective === 'balanced' && people.size > peopleIn(pairs.filter((pair) => pair.locked)).size;
  return {
    places: people.size,
    waiting: [...people.values()].filter(({ role, id }) => world.placesOf(role, id).waits === 1).length,
    lowest: looked ? free.reduce((least, { score }) => Math.min(least, score), Infinity) : null,
    total: pairs.reduce((sum, { score }) => sum + score, 0),
    kept: world.current.filter((key) => made.has(key)).length,
  };
}

/** Once for each role. */
function peopleIn(pairs: Pair[]): Map<string, { role: Role; id: string }> {
  const people = new Map<string, { role: Role; id: string }>();
  for (const pair of pairs) {
    for (const role of ['mentor', 'mentee'] as const) people.set(`${role} ${pair[role]}`, { role, id: pair[role] });
  }
  return people;
}

/** Whether the first is the better one: each part decides only where all before it are equal. */
export function isBetter(a: Objective, b: Objective): boolean {
  const parts = ({ places, waiting, lowest, total, kept }: Objective) => [
    ...[places, waiting, lowest ?? Infinity],
    ...[total, kept],
  ];
  const [first, second] = [parts(a), parts(b)];
  const at = first.findIndex((value, k) => value !== second[k]);
  return at >= 0 && first[at]! > second[at]!;
}
