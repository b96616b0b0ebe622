import { objectiveOf, pairsOf, type Objective, type PairRow } from './independent-objective.ts';
import { proofProblems, type Certificate } from './independent-proof.ts';
import { worldOf, type Files, type World } from './independent-rules.ts';
import { countBroken, isPossible, tableOf, type Table } from './independent-table.ts';
import { bottleneckProblems, unmatchedProblems } from './independent-unmatched.ts';

/**
 * Checks an answer against the files it was made from: every figure recomputed, every person accounted for, and the proof
 * of optimality verified pair by pair. Returns what is wrong, one line each.
 */
export function problemsOf(files: Files): string[] {
  const world = worldOf(files);
  const table = tableOf(world);
  const pairs = pairsOf(files);
  const report = JSON.parse(files['report.json']!) as Report;
  const wrongPairs = pairProblems(world, table, pairs);
  // What follows reads the facts of each pair, and would stumble over one that can't be.
  if (wrongPairs.some((line) => line.endsWith(notPossible))) return wrongPairs;
  const matched = new Set(pairs.flatMap(({ mentor, mentee }) => [`mentor ${mentor}`, `mentee ${mentee}`]));
  return [
    ...wrongPairs,
    ...unmatchedProblems(files, world, table, matched),
    ...reportProblems(world, table, pairs, report),
    ...(report.proven
      ? proofProblems(
          world,
          table,
          pairs,
          JSON.parse(files['certificate.json']!) as Certificate,
          report.current.fewestChanged,
        )
      : []),
    ...(files['outcome.json'] ? bottleneckProblems(world, table, JSON.parse(files['outcome.json']) as never) : []),
  ].slice(0, 30);
}

const notPossible = 'not a possible pair';

/** No rule broken but by a lock, nobody above their capacity, no pair twice, all locks made, all figures true. */
function pairProblems(world: World, table: Table, pairs: PairRow[]): string[] {
  const problems: string[] = [];
  const mentorAt = new Map(table.mentors.map((id, at) => [id, at]));
  const menteeAt = new Map(table.mentees.map((id, at) => [id, at]));
  const partners = new Map<string, number>();
  const made = new Set<number>();
  for (const { mentor, mentee, score, locked, row } of pairs) {
    const say = (wrong: boolean, what: string) => {
      if (wrong) problems.push(`${mentor} ${mentee}: ${what}`);
    };
    const cell = (mentorAt.get(mentor) ?? NaN) * table.mentees.length + (menteeAt.get(mentee) ?? NaN);
    if (!(cell >= 0) || !isPossible(table.broken[cell]!)) {
      problems.push(`${mentor} ${mentee}: ${notPossible}`);
      continue;
    }
    say(made.has(cell), 'is made twice');
    made.add(cell);
    say(table.broken[cell] !== 0 && !locked, `breaks ${world.broken(mentor, mentee).join()}`);
    say(locked !== table.locked.has(cell), 'locked or not?');
    const reason = world.locked.find((lock) => lock.mentor === mentor && lock.mentee === mentee)?.reason ?? '';
    say(locked && !row['reasons']!.includes(reason), 'the reason of the lock is not told');
    say(score !== table.score[cell], `score ${score}, but it is ${table.score[cell]}`);
    const steps = world.distance(mentor, mentee);
    say(row['distance'] !== (steps === Infinity ? '' : String(steps)), `distance ${row['distance']}, not ${steps}`);
    say(row['level_gap'] !== String(world.levelGap(mentor, mentee) ?? ''), `level gap ${row['level_gap']}`);
    for (const place of [`mentor ${mentor}`, `mentee ${mentee}`]) partners.set(place, (partners.get(place) ?? 0) + 1);
  }
  for (const [role, ids] of [['mentor', table.mentors] as const, ['mentee', table.mentees] as const]) {
    for (const id of ids) {
      const [has, most] = [partners.get(`${role} ${id}`) ?? 0, world.placesOf(role, id).all];
      if (has > most) problems.push(`${role} ${id}: ${has} partners, and place for ${most}`);
    }
  }
  for (const cell of table.locked) if (!made.has(cell)) problems.push(`cell ${cell}: locked but not made`);
  // 'Up to' so many partners: one more is given only where it serves.
  for (const { mentor, mentee, score, locked } of pairs) {
    const spare = Math.min(partners.get(`mentor ${mentor}`)!, partners.get(`mentee ${mentee}`)!) > 1;
    const serves = locked || score > 0 || world.current.includes(`${mentor} ${mentee}`);
    if (spare && !serves) problems.push(`${mentor} ${mentee}: serves nobody`);
  }
  const inOrder = [...pairs].sort((a, b) => compare(a.mentor, b.mentor) || compare(a.mentee, b.mentee));
  if (inOrder.some((pair, k) => pair !== pairs[k])) problems.push('pairs.csv is not sorted by mentor, then mentee');
  return problems;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

type Part = { value: number; bound: number; gap: number };
export type Report = {
  counts: Record<string, number>;
  objective: { places: Part; waiting: Part; lowest: Part | null; total: Part };
  proven: boolean;
  excluded: Record<string, number>;
  current: { pairs: number; kept: number; fewestChanged: boolean };
  stability: { blockingPairs: number };
};

function reportProblems(world: World, table: Table, pairs: PairRow[], report: Report): string[] {
  const problems: string[] = [];
  const same = (what: string, told: unknown, is: unknown) => {
    if (told !== is) problems.push(`report: ${what} ${String(told)}, but it is ${String(is)}`);
  };
  const achieved: Objective = objectiveOf(world, pairs);
  const { objective, counts, excluded, current, stability } = report;
  for (const part of ['places', 'waiting', 'lowest', 'total'] as const) {
    const told = objective[part];
    same(part, told?.value ?? null, achieved[part]);
    if (!told) continue;
    same(`${part} gap`, told.gap, told.bound - told.value);
    if (report.proven) same(`${part} bound`, told.bound, told.value);
  }
  const matched = (side: 'mentor' | 'mentee') => new Set(pairs.map((pair) => pair[side])).size;
  const masks = table.broken.filter(isPossible);
  const counted: Record<string, number> = {
    people: world.people.size,
    mentors: table.mentors.length,
    mentees: table.mentees.length,
    pairs: pairs.length,
    locked: table.locked.size,
    unmatchedMentors: table.mentors.length - matched('mentor'),
    unmatchedMentees: table.mentees.length - matched('mentee'),
    possiblePairs: masks.length,
    allowedPairs: masks.reduce((count, mask) => count + Number(mask === 0), 0),
  };
  for (const [what, is] of Object.entries(counted)) same(what, counts[what], is);
  const taken = countBroken(table.rules, masks);
  for (const rule of new Set([...Object.keys(taken), ...Object.keys(excluded)])) {
    same(`excluded.${rule}`, excluded[rule] ?? 0, taken[rule] ?? 0);
  }
  same('pairs in force before', current.pairs, world.current.length);
  same('pairs kept', current.kept, achieved.kept);
  same('blocking pairs', stability.blockingPairs, blockingPairs(world, table, pairs));
  return problems;
}

/**
 * Pairs allowed but not made, of two who would both score higher with each other than with some partner they have; a
 * place left free counts as a partner with whom they score nothing.
 */
function blockingPairs(world: World, table: Table, pairs: PairRow[]): number {
  const worstOf = (role: 'mentor' | 'mentee', ids: string[]) => {
    const scores = new Map(ids.map((id) => [id, [] as number[]]));
    for (const pair of pairs) scores.get(pair[role])!.push(pair.score);
    return ids.map((id) => (scores.get(id)!.length < world.placesOf(role, id).all ? 0 : Math.min(...scores.get(id)!)));
  };
  const ofMentors = worstOf('mentor', table.mentors);
  const ofMentees = worstOf('mentee', table.mentees);
  const made = new Set(pairs.map(({ mentor, mentee }) => `${mentor} ${mentee}`));
  let [count, cell] = [0, 0];
  for (const [m, mentor] of table.mentors.entries()) {
    for (const [e, mentee] of table.mentees.entries()) {
      const higher = table.score[cell]! > ofMentors[m]! && table.score[cell]! > ofMentees[e]!;
      if (higher && table.broken[cell] === 0 && !made.has(`${mentor} ${mentee}`)) count++;
      cell++;
    }
  }
  return count;
}
