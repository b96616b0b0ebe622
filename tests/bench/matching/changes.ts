import { openMatch } from '../../../src/domain/matching/match.ts';
import type { MatchChange, MatchInput } from '../../../src/domain/matching/match-types.ts';
import { quantile, timed } from './measure.ts';
import { questionnaires } from './questionnaires.ts';
import { randomFrom } from './random.ts';
import { inSeconds, table, whole } from './table.ts';

const patience = 60;

/** What one change costs when the match is solved already. Gives up on a kind after a minute, and says so. */
export function changesScene(seed: number, pairs = 10_000, wanted = 100): string {
  const input = questionnaires(pairs);
  const { seconds: opening, value: opened } = timed(() => openMatch(input));
  if (!opened.ok) throw new Error(JSON.stringify(opened.fault[0]));
  const session = opened.value;
  const draw = drawer(input, seed);
  const rows: string[][] = [];
  const measure = (what: string, change: () => MatchChange, keep: boolean) => {
    const seconds: number[] = [];
    let spent = 0;
    while (seconds.length < wanted && spent < patience) {
      const one = change();
      const { seconds: taken, value } = timed(() => (keep ? session.apply(one) : session.whatIf(one)));
      if (!value.ok) throw new Error(JSON.stringify(value.fault[0]));
      seconds.push(taken);
      spent += taken;
    }
    const [median, rare] = [quantile(seconds, 0.5), quantile(seconds, 0.95)];
    rows.push([what, inSeconds(median), inSeconds(rare), String(seconds.length)]);
    console.error(rows.at(-1)!.join('  '));
  };
  measure(
    'what if this pair were locked',
    () => ({ kind: 'lock', pair: { ...draw.anyPair(), reason: 'asked' } }),
    false,
  );
  measure(
    'what if this pair were forbidden',
    () => ({ kind: 'forbid', pair: draw.pairOf(session.outcome.pairs) }),
    false,
  );
  measure('someone leaves', draw.leaver, true);
  measure('someone joins', draw.joiner, true);
  return [
    `${whole(pairs)} × ${whole(pairs)} of ${whole(input.people.length)}, solved in ${inSeconds(opening)} before; processor time of each`,
    `change, random with seed ${seed}, at most ${wanted} of a kind.\n`,
    table(['change', 'median', '95th percentile', 'measured'], rows),
  ].join('\n');
}

/** Random changes to an input that can all be made. */
function drawer({ people, enrolments }: MatchInput, seed: number) {
  const random = randomFrom(seed);
  const one = <Item>(list: Item[]): Item => list[Math.floor(random() * list.length)]!;
  const here = { mentor: [] as string[], mentee: [] as string[] };
  for (const { personId, role } of enrolments) here[role].push(personId);
  const outside = people.map(({ id }) => id);
  const enrolled = new Set(enrolments.map(({ personId }) => personId));
  const role = () => one(['mentor', 'mentee'] as const);
  return {
    anyPair: () => ({ mentorId: one(here.mentor), menteeId: one(here.mentee) }),
    pairOf: (pairs: { mentorId: string; menteeId: string }[]) => {
      const { mentorId, menteeId } = one(pairs);
      return { mentorId, menteeId };
    },
    leaver: (): MatchChange => {
      const from = role();
      const personId = one(here[from]);
      here[from] = here[from].filter((id) => id !== personId);
      return { kind: 'leave', personId, role: from };
    },
    joiner: (): MatchChange => {
      let personId = one(outside);
      while (enrolled.has(personId)) personId = one(outside);
      enrolled.add(personId);
      return { kind: 'join', enrolment: { ...one(enrolments), personId, role: role() } };
    },
  };
}
