import type { MatchEnrolment, MatchInput, MatchRole, MentorMentee } from '../match-types.ts';
import { chartOf, type Chart } from './chart.ts';
import { linksOf, mutualLinks, type Links } from './links.ts';
import { indexOf } from './people-index.ts';
import { SideBuilder, together, type Side } from './side.ts';
import type { WordNumbers } from './words.ts';
import type { DailyStretch } from './zones.ts';

/** A checked input, in arrays. What the settings decide here is levels, offsets and the order of each side. */
export type Roster = {
  input: MatchInput;
  build: SideBuilder;
  index: Map<string, number>;
  chart: Chart;
  mentors: Side;
  mentees: Side;
  topics: WordNumbers;
  areas: WordNumbers;
  departments: WordNumbers;
  locations: WordNumbers;
  /** By number of the language. */
  languageSets: Set<number>[];
  stretches: DailyStretch[];
  offsets: number[];
  /** By person, in both directions. */
  former: Links;
  together: Links;
  past: Links;
  avoid: Links;
  /** From mentor to mentees, and from mentee to mentors, by person. */
  forbiddenMentees: Links;
  forbiddenMentors: Links;
};

/** The two sides as the solver sees them: a row chooses among columns. */
export type Facing = {
  roster: Roster;
  rows: Side;
  cols: Side;
  rowsAreMentors: boolean;
  /** Column of each person; −1 when not enrolled on that side. */
  colOf: Int32Array;
};

export function facing(roster: Roster, rowRole: MatchRole): Facing {
  const rowsAreMentors = rowRole === 'mentor';
  const rows = rowsAreMentors ? roster.mentors : roster.mentees;
  const cols = rowsAreMentors ? roster.mentees : roster.mentors;
  return { roster, rows, cols, rowsAreMentors, colOf: colsByPerson(roster, cols) };
}

/** The same with other columns. */
export const withCols = (sides: Facing, cols: Side): Facing => ({
  ...sides,
  cols,
  colOf: colsByPerson(sides.roster, cols),
});

function colsByPerson({ chart }: Roster, cols: Side): Int32Array {
  const colOf = new Int32Array(chart.parent.length).fill(-1);
  cols.person.forEach((person, col) => (colOf[person] = col));
  return colOf;
}

/** Told of a pair: its row and column, its score, and whether it is locked. */
export type VisitPair = (row: number, col: number, score: number, locked: boolean) => void;

/** Where everyone who is enrolled sits: row or column of each id, by role. */
export type Seats = Record<MatchRole, Map<string, number>>;

export function seatsOf({ rows, cols }: Facing): Seats {
  const seats: Seats = { mentor: new Map(), mentee: new Map() };
  for (const side of [rows, cols]) side.enrolments.forEach(({ personId }, at) => seats[side.role].set(personId, at));
  return seats;
}

/** Row and column of a pair; null unless both are enrolled. */
export function pairAt(
  { rowsAreMentors }: Facing,
  seats: Seats,
  { mentorId, menteeId }: MentorMentee,
): { row: number; col: number } | null {
  const [mentor, mentee] = [seats.mentor.get(mentorId), seats.mentee.get(menteeId)];
  if (mentor === undefined || mentee === undefined) return null;
  return rowsAreMentors ? { row: mentor, col: mentee } : { row: mentee, col: mentor };
}

/** The ids of a row and a column. */
export function idsOf({ rows, cols, rowsAreMentors }: Facing, row: number, col: number): MentorMentee {
  const [ofRow, ofCol] = [rows.enrolments[row]!.personId, cols.enrolments[col]!.personId];
  return rowsAreMentors ? { mentorId: ofRow, menteeId: ofCol } : { mentorId: ofCol, menteeId: ofRow };
}

/** `input` must have passed `checkInput`; `people`: its index, where somebody has it already. */
export function rosterOf(input: MatchInput, people = indexOf(input.people)): Roster {
  const { enrolments, settings, history, together, past, forbidden } = input;
  const index = people.rowOf;
  const at = (id: string): number => index.get(id)!;
  const chart = chartOf(people.manager);
  const build = new SideBuilder(input.people, chart, settings, at);
  const ordered = inSeededOrder(enrolments, settings.seed);
  const [mentors, mentees] = (['mentor', 'mentee'] as const).map((role) =>
    build.side(
      role,
      ordered.filter((enrolment) => enrolment.role === role),
    ),
  ) as [Side, Side];
  const size = input.people.length;
  type Build = (size: number, sources: number[], targets: number[]) => Links;
  const links = <Item>(build: Build, list: Item[], source: (item: Item) => string, target: (item: Item) => string) => {
    // The records of the past may name people who have left; nobody can be matched with them.
    const known = list.filter((item) => index.has(source(item)) && index.has(target(item)));
    return build(
      size,
      known.map((item) => at(source(item))),
      known.map((item) => at(target(item))),
    );
  };
  const mentor = ({ mentorId }: MentorMentee) => mentorId;
  const mentee = ({ menteeId }: MentorMentee) => menteeId;
  const first = ([id]: readonly [string, string]) => id;
  const second = ([, id]: readonly [string, string]) => id;
  const managed = history.map(({ personId, managerId }) => [personId, managerId] as const);
  const beside = together.map(({ a, b }) => [a, b] as const);
  const { topics, areas, departments, locations, languageSets, stretches, offsets } = build;
  return {
    input,
    build,
    index,
    chart,
    mentors,
    mentees,
    topics,
    areas,
    departments,
    locations,
    languageSets,
    stretches,
    offsets,
    former: links(mutualLinks, managed, first, second),
    together: links(mutualLinks, beside, first, second),
    past: links(mutualLinks, past, mentor, mentee),
    avoid: avoidLinks(input, index),
    forbiddenMentees: links(linksOf, forbidden, mentor, mentee),
    forbiddenMentors: links(linksOf, forbidden, mentee, mentor),
  };
}

function avoidLinks({ people, enrolments }: MatchInput, index: Map<string, number>): Links {
  const [who, whom]: [number[], number[]] = [[], []];
  for (const { personId, avoid } of enrolments) {
    for (const other of avoid) {
      who.push(index.get(personId)!);
      whom.push(index.get(other)!);
    }
  }
  return mutualLinks(people.length, who, whom);
}

/** The same with one enrolment more, which comes last on its side. It must fit the input, as `checkInput` has it. */
export function joined(roster: Roster, enrolment: MatchEnrolment): Roster {
  const { build, index } = roster;
  const input = { ...roster.input, enrolments: [...roster.input.enrolments, enrolment] };
  const newcomer = build.side(enrolment.role, [enrolment]);
  return {
    ...roster,
    input,
    avoid: enrolment.avoid.length === 0 ? roster.avoid : avoidLinks(input, index),
    ...(enrolment.role === 'mentor'
      ? { mentors: together(roster.mentors, newcomer) }
      : { mentees: together(roster.mentees, newcomer) }),
  };
}

/** An order that depends on ids and seed alone: equal answers are then decided the same way whatever the row order. */
function inSeededOrder(enrolments: MatchEnrolment[], seed: number): MatchEnrolment[] {
  return enrolments
    .map((enrolment) => ({ enrolment, id: enrolment.personId, key: hash(`${seed} ${enrolment.personId}`) }))
    .sort((a, b) => a.key - b.key || (a.id < b.id ? -1 : 1))
    .map(({ enrolment }) => enrolment);
}

/** FNV-1a over UTF-16 code units, then mixed so that near ids fall far apart. */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let k = 0; k < text.length; k++) h = Math.imul(h ^ text.charCodeAt(k), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
