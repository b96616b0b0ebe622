import type { PersonId } from '../kernel/ids.ts';
import { distance } from './engine/chart.ts';
import { judge, rulesBroken } from './engine/judge.ts';
import { facing, rosterOf } from './engine/roster.ts';
import type { MatchInput, MatchPerson, MatchSettings } from './match-types.ts';
import { levelGap } from './rules/min-level-gap.ts';

/** The rules whose answer can change when people move in the chart. */
export const chartRules = [
  'reportingLine',
  'sameManager',
  'minDistance',
  'minLevelGap',
  'sameDepartment',
  'formerLine',
] as const;
export type ChartRule = (typeof chartRules)[number];

/** One rule that a pair breaks, with the figures behind it. */
export type Breach = {
  rule: ChartRule;
  /** Whoever is, or was, above the other; null where nobody is. */
  above: 'mentor' | 'mentee' | null;
  /** Between the two in the chart; null in different trees. */
  steps: number | null;
  /** level(mentor) − level(mentee); null where the two can't be compared. */
  levelGap: number | null;
  /** What the rule asks for: steps or levels; null for the others. */
  asked: number | null;
};

type PairOfPeople = { mentorId: PersonId; menteeId: PersonId };

/**
 * Which rules about the chart each pair breaks, by the matcher's own rules; in the order of `pairs`. null: can't be told,
 * since in the directory people above one of the two manage each other in a circle.
 *
 * `people` holds everybody of the pairs and everybody above them, and need hold no others: 500 pairs out of any chart
 * cost some thousand people and milliseconds.
 */
export function chartBreaches(input: {
  people: MatchPerson[];
  history: MatchInput['history'];
  settings: MatchSettings;
  pairs: PairOfPeople[];
}): (Breach[] | null)[] {
  const people = withoutCircles(input.people);
  const known = new Set(people.map(({ id }) => id));
  const pairs = input.pairs.filter(({ mentorId, menteeId }) => known.has(mentorId) && known.has(menteeId));
  const settings = aboutTheChart(input.settings);
  const roster = rosterOf({
    people,
    enrolments: [...enrolled(pairs, 'mentor'), ...enrolled(pairs, 'mentee')],
    past: [],
    forbidden: [],
    locked: [],
    history: input.history,
    together: [],
    current: [],
    settings,
  });
  const sides = facing(roster, 'mentor');
  const judged = judge(sides, settings);
  const rowOf = new Map(Array.from(sides.rows.person, (person, row) => [people[person]!.id, row]));

  return input.pairs.map(({ mentorId, menteeId }) => {
    if (!known.has(mentorId) || !known.has(menteeId)) return null;
    const row = rowOf.get(mentorId)!;
    const mentee = roster.index.get(menteeId)!;
    const col = sides.colOf[mentee]!;
    const broken = rulesBroken(judged, row, col);
    const mentor = sides.rows.person[row]!;
    const steps = distance(roster.chart, mentor, mentee);
    const { depth } = roster.chart;
    const formerManager = managed(input.history, mentorId, menteeId) ? 'mentor' : 'mentee';
    return chartRules
      .filter((rule) => broken.includes(rule))
      .map((rule): Breach => ({
        rule,
        above: whoIsAbove(rule, depth[mentor]! < depth[mentee]!, formerManager),
        steps: steps === Infinity ? null : steps,
        levelGap: levelGap(sides, row, col),
        asked: rule === 'minDistance' || rule === 'minLevelGap' ? settings.rules[rule] : null,
      }));
  });
}

/** The same settings with every rule off that moving in the chart can't break. */
const aboutTheChart = (settings: MatchSettings): MatchSettings => ({
  ...settings,
  rules: {
    ...settings.rules,
    worksTogether: false,
    pairedBefore: false,
    avoid: false,
    sharedLanguage: false,
    sharedWorkingHour: false,
    bothGain: false,
    scoreFloor: null,
  },
});

const enrolled = (pairs: PairOfPeople[], role: 'mentor' | 'mentee'): MatchInput['enrolments'] =>
  [...new Set(pairs.map((pair) => (role === 'mentor' ? pair.mentorId : pair.menteeId)))].map((personId) => ({
    personId,
    role,
    offers: [],
    wants: [],
    languages: [],
    capacity: 1,
    avoid: [],
    wishes: [],
  }));

const managed = (history: MatchInput['history'], managerId: PersonId, personId: PersonId): boolean =>
  history.some((entry) => entry.personId === personId && entry.managerId === managerId);

function whoIsAbove(rule: ChartRule, mentorIsHigher: boolean, formerManager: 'mentor' | 'mentee'): Breach['above'] {
  if (rule === 'formerLine') return formerManager;
  if (rule !== 'reportingLine') return null;
  return mentorIsHigher ? 'mentor' : 'mentee';
}

/** Everybody who has a way up to a root; the rules know nothing else. */
function withoutCircles(people: MatchPerson[]): MatchPerson[] {
  const byId = new Map(people.map((person) => [person.id, person]));
  const sound = new Map<string, boolean>();
  for (const person of people) {
    const way: string[] = [];
    let at: MatchPerson | undefined = person;
    while (at && !sound.has(at.id)) {
      // Marked at once: who is met again on the same way is in a circle.
      sound.set(at.id, false);
      way.push(at.id);
      at = at.managerId === null ? undefined : byId.get(at.managerId);
    }
    if (at === undefined || sound.get(at.id)) for (const id of way) sound.set(id, true);
  }
  return people.filter(({ id }) => sound.get(id));
}
