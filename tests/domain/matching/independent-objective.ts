import { rowsOf, type Files, type World } from './independent-rules.ts';

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

/** What an answer achieves. `lowest`: of the pairs not locked; null without any, and where it is not looked at. */
export type Objective = { places: number; waiting: number; lowest: number | null; total: number; kept: number };

export function objectiveOf(world: World, pairs: Pair[]): Objective {
  const mentors = new Set(pairs.map(({ mentor }) => mentor));
  const mentees = new Set(pairs.map(({ mentee }) => mentee));
  const made = new Set(pairs.map(({ mentor, mentee }) => `${mentor} ${mentee}`));
  const free = pairs.filter(({ locked }) => !locked).map(({ score }) => score);
  const waiting = [
    ...Array.from(mentors, (id) => world.placesOf('mentor', id).waits),
    ...Array.from(mentees, (id) => world.placesOf('mentee', id).waits),
  ];
  return {
    places: mentors.size + mentees.size,
    waiting: waiting.reduce((sum: number, one) => sum + one, 0),
    lowest:
      world.settings.objective === 'total' || free.length === 0
        ? null
        : free.reduce((least, score) => Math.min(least, score)),
    total: pairs.reduce((sum, { score }) => sum + score, 0),
    kept: world.current.filter((key) => made.has(key)).length,
  };
}

/** Whether the first is the better one: each part decides only where all before it are equal. No pair is no low one. */
export function isBetter(a: Objective, b: Objective): boolean {
  const parts = ({ places, waiting, lowest, total, kept }: Objective) => [
    ...[places, waiting, lowest ?? Infinity],
    ...[total, kept],
  ];
  const [first, second] = [parts(a), parts(b)];
  const at = first.findIndex((value, k) => value !== second[k]);
  return at >= 0 && first[at]! > second[at]!;
}
