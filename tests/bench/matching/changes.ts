import { openMatch } from '../../../src/domain/matching/match.ts';
import type { MatchChange, MatchInput, MatchRole } from '../../../src/domain/matching/match-types.ts';
import { quantile, timed } from './measure.ts';
import { questionnaires } from './questionnaires.ts';
import { randomFrom } from './random.ts';
import { inSeconds, table, whole } from './table.ts';

const patience = 120;
const moves = 20;

/** What one change costs when the match is solved already. Of each kind there are as many as a while allows, and it says so. */
export const changesScene = (seed: number, pairs = 10_000): string =>
  [pairs, pairs - pairs / 100].map((mentees) => changesTo(seed, pairs, mentees)).join('\n\n');

/** With as many mentees as mentors hardly anybody may stay without a partner, which makes most changes the harder to follow. */
function changesTo(seed: number, mentors: number, mentees: number, wanted = 100): string {
  const input = withMentees(questionnaires(mentors), mentees);
  const { seconds: opening, value: opened } = timed(() => openMatch(input));
  if (!opened.ok) throw new Error(JSON.stringify(opened.fault[0]));
  const session = opened.value;
  const draw = drawer(input, seed);
  const rows: string[][] = [];
  const measure = (what: string, change: () => MatchChange, keep: boolean, most = wanted) => {
    const seconds: number[] = [];
    let spent = 0;
    while (seconds.length < most && spent < patience) {
      const one = change();
      const { seconds: taken, value } = timed(() => (keep ? session.apply(one) : session.whatIf(one)));
      if (!value.ok) throw new Error(JSON.stringify(value.fault[0]));
      seconds.push(taken);
      spent += taken;
    }
    const figures = [0.5, 0.95, 1].map((share) => inSeconds(quantile(seconds, share)));
    rows.push([what, ...figures, String(seconds.length)]);
    console.error(rows.at(-1)!.join('  '));
  };
  measure('what if this pair were locked', draw.lock, false);
  measure(
    'what if this pair were forbidden',
    () => ({ kind: 'forbid', pair: draw.pairOf(session.outcome.pairs) }),
    false,
  );
  measure('what if someone left', () => draw.leaver(false), false);
  measure('what if someone joined', () => draw.joiner(false), false);
  measure('one after another leaves', () => draw.leaver(true), true);
  measure('one after another joins', () => draw.joiner(true), true);
  for (let fewer = draw.fewerMentees(); fewer; fewer = draw.fewerMentees()) session.apply(fewer);
  measure('the lowest score falls and rises', draw.hardToMatch, true, moves);
  return [
    `${whole(mentors)} mentors × ${whole(mentees)} mentees of ${whole(input.people.length)}, solved in ${inSeconds(opening)} before; processor time of each`,
    `change, random with seed ${seed}, at most ${wanted} of a kind.\n`,
    table(['change', 'median', '95th percentile', 'most', 'measured'], rows),
  ].join('\n');
}

/** The same with the first so many mentees. */
function withMentees(input: MatchInput, count: number): MatchInput {
  let left = count;
  return { ...input, enrolments: input.enrolments.filter(({ role }) => role !== 'mentee' || left-- > 0) };
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
  const newcomer = (): string => {
    let personId = one(outside);
    while (enrolled.has(personId)) personId = one(outside);
    enrolled.add(personId);
    return personId;
  };
  const leave = (from: MatchRole, personId: string, isKept = true): MatchChange => {
    if (isKept) here[from] = here[from].filter((id) => id !== personId);
    return { kind: 'leave', personId, role: from };
  };
  let hard: string | null = null;
  const isHigh = new Set(people.slice(0, 400).map(({ id }) => id));
  return {
    lock: (): MatchChange => ({
      kind: 'lock',
      pair: { mentorId: one(here.mentor), menteeId: one(here.mentee), reason: 'asked' },
    }),
    pairOf: (pairs: { mentorId: string; menteeId: string }[]) => {
      const { mentorId, menteeId } = one(pairs);
      return { mentorId, menteeId };
    },
    leaver: (isKept: boolean): MatchChange => {
      const from = role();
      return leave(from, one(here[from]), isKept);
    },
    joiner: (isKept: boolean): MatchChange => {
      const [personId, to] = [newcomer(), role()];
      if (isKept) here[to] = [...here[to], personId];
      return { kind: 'join', enrolment: { ...one(enrolments), personId, role: to } };
    },
    /** Until there are fewer mentees than mentors: whoever joins them then gets a partner. */
    fewerMentees: (): MatchChange | null =>
      here.mentee.length < here.mentor.length ? null : leave('mentee', one(here.mentee)),
    /** Somebody high in the chart who offers and wants nothing joins, and then leaves again. */
    hardToMatch: (): MatchChange => {
      if (hard !== null) {
        const personId = hard;
        hard = null;
        return { kind: 'leave', personId, role: 'mentee' };
      }
      do hard = one(people).id;
      while (enrolled.has(hard) || !isHigh.has(hard));
      enrolled.add(hard);
      const nothing = { offers: [], wants: [], area: '' };
      return { kind: 'join', enrolment: { ...one(enrolments), ...nothing, personId: hard, role: 'mentee' } };
    },
  };
}
