import { rowsOf, worldOf, type Files, type World } from './independent-rules.ts';

/**
 * Checks an answer against the files it was made from: every figure recomputed, every person accounted for, and the proof
 * of optimality verified pair by pair. Returns what is wrong, one line each.
 */
export function problemsOf(files: Files): string[] {
  const world = worldOf(files);
  const problems: string[] = [];
  const say = (wrong: boolean, what: () => string) => {
    if (wrong && problems.length < 20) problems.push(what());
  };
  const pairs = pairsOf(files);
  const table = new Map<string, { score: number; broken: string[] }>();
  const allowed: [string, string][] = [];
  const excluded: Record<string, number> = {};
  for (const mentor of world.mentors.keys()) {
    for (const mentee of world.mentees.keys()) {
      if (mentor === mentee) continue;
      const broken = world.broken(mentor, mentee);
      table.set(`${mentor} ${mentee}`, { score: world.score(mentor, mentee), broken });
      if (broken.length === 0) allowed.push([mentor, mentee]);
      for (const rule of broken) excluded[rule] = (excluded[rule] ?? 0) + 1;
    }
  }

  const matched = new Set<string>();
  const locked = new Map(world.locked.map((row) => [`${row['mentor_id']} ${row['mentee_id']}`, row['reason']!]));
  for (const pair of pairs) {
    const key = `${pair.mentor} ${pair.mentee}`;
    const facts = table.get(key);
    if (!facts) {
      problems.push(`${key}: not a possible pair`);
      continue;
    }
    say(facts.broken.length > 0 && !pair.locked, () => `${key}: breaks ${facts.broken.join()}`);
    say(pair.locked !== locked.has(key), () => `${key}: locked or not?`);
    say(pair.locked && !pair.row['reasons']!.includes(locked.get(key)!), () => `${key}: the reason is not told`);
    say(facts.score !== pair.score, () => `${key}: score ${pair.score}, but it is ${facts.score}`);
    const steps = world.distance(pair.mentor, pair.mentee);
    say(pair.row['distance'] !== (steps === Infinity ? '' : String(steps)), () => `${key}: distance`);
    say(pair.row['level_gap'] !== String(world.levelGap(pair.mentor, pair.mentee) ?? ''), () => `${key}: level gap`);
    for (const place of [`mentor ${pair.mentor}`, `mentee ${pair.mentee}`]) {
      say(matched.has(place), () => `${place}: has two partners`);
      matched.add(place);
    }
  }
  const keys = pairs.map(({ mentor, mentee }) => `${mentor} ${mentee}`);
  for (const key of locked.keys()) say(!keys.includes(key), () => `${key}: locked but not made`);
  problems.push(...unmatchedProblems(files, world, matched, table));
  problems.push(...reportProblems(files, world, pairs, allowed.length, excluded));
  problems.push(...proofProblems(files, world, pairs, allowed));
  return problems;
}

type Pair = { mentor: string; mentee: string; score: number; locked: boolean; row: Record<string, string> };
type Table = Map<string, { score: number; broken: string[] }>;

export const pairsOf = (files: Files): Pair[] =>
  rowsOf(files['pairs.csv']!).map((row) => ({
    mentor: row['mentor_id']!,
    mentee: row['mentee_id']!,
    score: Number(row['score']),
    locked: row['locked'] === 'true',
    row,
  }));

function unmatchedProblems(files: Files, world: World, matched: Set<string>, table: Table): string[] {
  const problems: string[] = [];
  const told = rowsOf(files['unmatched.csv']!);
  const places = told.map((row) => `${row['role']} ${row['person_id']}`);
  const enrolled = [
    ...Array.from(world.mentors.keys(), (id) => `mentor ${id}`),
    ...Array.from(world.mentees.keys(), (id) => `mentee ${id}`),
  ];
  for (const place of enrolled) {
    const times = places.filter((other) => other === place).length;
    if (times !== (matched.has(place) ? 0 : 1)) problems.push(`${place}: told ${times} times`);
  }
  if (places.length + matched.size !== enrolled.length) problems.push('not everyone is accounted for');
  for (const row of told) {
    const [own, role] = [row['person_id']!, row['role']!];
    const opposite = [...(role === 'mentor' ? world.mentees : world.mentors).keys()].filter((id) => id !== own);
    const brokenWith = opposite.map((id) => table.get(role === 'mentor' ? `${own} ${id}` : `${id} ${own}`)!.broken);
    const candidates = brokenWith.filter((broken) => broken.length === 0).length;
    const counts: Record<string, number> = {};
    for (const rule of brokenWith.flat()) counts[rule] = (counts[rule] ?? 0) + 1;
    const toldCounts: Record<string, number> = {};
    for (const [, rule, count] of row['blocked_by']!.matchAll(/(\w+):(\d+)/g)) toldCounts[rule!] = Number(count);
    const noLevel = world.settings.rules['minLevelGap'] !== null && !world.hasLevel(own);
    const reason =
      opposite.length === 0
        ? 'not_enrolled_opposite'
        : noLevel
          ? 'no_level'
          : candidates === 0
            ? 'no_candidate'
            : 'outnumbered';
    if (row['reason'] !== reason) problems.push(`${role} ${own}: reason ${row['reason']}, but it is ${reason}`);
    if (row['candidates'] !== String(candidates))
      problems.push(`${role} ${own}: candidates ${row['candidates']}, not ${candidates}`);
    if (JSON.stringify(sorted(toldCounts)) !== JSON.stringify(sorted(counts))) {
      problems.push(`${role} ${own}: blocked_by ${row['blocked_by']}, not ${JSON.stringify(counts)}`);
    }
  }
  return problems;
}

const sorted = (record: Record<string, number>) => Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));

export type Objective = { places: number; waiting: number; lowest: number; total: number };

/** What an answer achieves; `lowest` is that of the pairs not locked (Infinity without any). */
export function objectiveOf(world: World, pairs: Pick<Pair, 'mentor' | 'mentee' | 'score' | 'locked'>[]): Objective {
  const waits = (row: Record<string, string> | undefined) => (row?.['waiting_since'] ? 1 : 0);
  const objective = { places: 2 * pairs.length, waiting: 0, lowest: Infinity, total: 0 };
  for (const { mentor, mentee, score, locked } of pairs) {
    objective.waiting += waits(world.mentors.get(mentor)) + waits(world.mentees.get(mentee));
    objective.total += score;
    if (!locked && score < objective.lowest) objective.lowest = score;
  }
  return objective;
}

type Part = { value: number; bound: number; gap: number };
type Report = {
  counts: Record<string, number>;
  objective: { places: Part; waiting: Part; lowest: Part | null; total: Part };
  proven: boolean;
  excluded: Record<string, number>;
};

function reportProblems(
  files: Files,
  world: World,
  pairs: Pair[],
  allowed: number,
  excluded: Record<string, number>,
): string[] {
  const problems: string[] = [];
  const report = JSON.parse(files['report.json']!) as Report;
  const achieved = objectiveOf(world, pairs);
  const same = (what: string, told: unknown, found: unknown) => {
    if (told !== found) problems.push(`report: ${what} ${String(told)}, but it is ${String(found)}`);
  };
  for (const part of ['places', 'waiting', 'total'] as const) {
    same(part, report.objective[part].value, achieved[part]);
    same(`${part} gap`, report.objective[part].gap, 0);
    same(`${part} bound`, report.objective[part].bound, achieved[part]);
  }
  const looked = world.settings.objective === 'balanced' && achieved.lowest < Infinity;
  same('lowest', report.objective.lowest?.value, looked ? achieved.lowest : undefined);
  same('proven', report.proven, true);
  same('allowedPairs', report.counts['allowedPairs'], allowed);
  same('pairs', report.counts['pairs'], pairs.length);
  for (const [rule, count] of Object.entries(report.excluded)) same(`excluded.${rule}`, count, excluded[rule] ?? 0);
  for (const rule of Object.keys(excluded)) same(`excluded has ${rule}`, rule in report.excluded, true);
  return problems;
}

type Cover = { mentors: string[]; mentees: string[] };
type Certificate = {
  places: Cover;
  waitingMentors: Cover;
  waitingMentees: Cover;
  lowest: { above: number; of: 'places' | 'waitingMentors' | 'waitingMentees'; cover: Cover } | null;
  total: {
    floor: number;
    pairValue: number;
    waitingValue: number;
    mentors: Record<string, number>;
    mentees: Record<string, number>;
  };
};

/** Verifies the certificate from the pairs alone: nothing is solved here. */
function proofProblems(files: Files, world: World, pairs: Pair[], allowed: [string, string][]): string[] {
  const problems: string[] = [];
  const proof = JSON.parse(files['certificate.json']!) as Certificate;
  const taken = new Set(world.locked.flatMap((row) => [`mentor ${row['mentor_id']}`, `mentee ${row['mentee_id']}`]));
  const free = allowed
    .filter(([mentor, mentee]) => !taken.has(`mentor ${mentor}`) && !taken.has(`mentee ${mentee}`))
    .map(([mentor, mentee]) => ({ mentor, mentee, score: world.score(mentor, mentee) }));
  const made = pairs.filter(({ locked }) => !locked);
  const mentorWaits = (id: string) => Boolean(world.mentors.get(id)!['waiting_since']);
  const menteeWaits = (id: string) => Boolean(world.mentees.get(id)!['waiting_since']);
  const concerns = {
    places: () => true,
    waitingMentors: ({ mentor }: { mentor: string }) => mentorWaits(mentor),
    waitingMentees: ({ mentee }: { mentee: string }) => menteeWaits(mentee),
  };
  const size = (cover: Cover) => new Set(cover.mentors).size + new Set(cover.mentees).size;
  const covers = (cover: Cover, some: { mentor: string; mentee: string }[]) => {
    const [mentors, mentees] = [new Set(cover.mentors), new Set(cover.mentees)];
    return some.every(({ mentor, mentee }) => mentors.has(mentor) || mentees.has(mentee));
  };
  const reached = (of: keyof typeof concerns) => made.filter(concerns[of]).length;
  for (const which of ['places', 'waitingMentors', 'waitingMentees'] as const) {
    if (!covers(proof[which], free.filter(concerns[which]))) problems.push(`proof of ${which}: a pair has no member`);
    if (size(proof[which]) !== reached(which))
      problems.push(`proof of ${which}: ${size(proof[which])} members for ${reached(which)} pairs`);
  }
  const lowest = Math.min(...made.map(({ score }) => score));
  if (world.settings.objective === 'balanced' && made.length > 0) {
    const above = free.filter(({ score }) => score > lowest);
    if (!proof.lowest && above.length > 0) problems.push('proof of lowest: there is none');
    if (proof.lowest) {
      const { of, cover } = proof.lowest;
      if (proof.lowest.above !== lowest) problems.push('proof of lowest: about another score');
      if (!covers(cover, above.filter(concerns[of]))) problems.push('proof of lowest: a pair has no member');
      if (size(cover) >= reached(of)) problems.push('proof of lowest: it does not show a loss');
    }
  }
  const { floor, pairValue, waitingValue, mentors, mentees } = proof.total;
  // A pair below the floor could only matter if the floor were above the lowest score that was reached.
  const needed = world.settings.objective === 'balanced' && made.length > 0 ? lowest : 0;
  if (floor > needed) problems.push('proof of total: the floor is too high');
  const valueOf = ({ mentor, mentee, score }: { mentor: string; mentee: string; score: number }) =>
    score + pairValue + waitingValue * (Number(mentorWaits(mentor)) + Number(menteeWaits(mentee)));
  const dual = (of: Record<string, number>, id: string) => of[id] ?? 0;
  for (const pair of free) {
    if (pair.score < floor) continue;
    if (dual(mentors, pair.mentor) + dual(mentees, pair.mentee) < valueOf(pair)) {
      problems.push(`proof of total: ${pair.mentor} ${pair.mentee} is worth more than its duals`);
      break;
    }
  }
  const duals = [...Object.values(mentors), ...Object.values(mentees)];
  if (duals.some((value) => value < 0 || !Number.isSafeInteger(value)))
    problems.push('proof of total: a dual is not a natural number');
  const bound = duals.reduce((a, b) => a + b, 0);
  const value = made.reduce((sum, pair) => sum + valueOf(pair), 0);
  if (bound !== value) problems.push(`proof of total: bound ${bound}, value ${value}`);
  return problems;
}
