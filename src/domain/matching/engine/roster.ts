import type {
  MatchEnrolment,
  MatchInput,
  MatchPerson,
  MatchRole,
  MatchSettings,
  MentorMentee,
} from '../match-types.ts';
import { chartOf, type Chart } from './chart.ts';
import { linksOf, mutualLinks, type Links } from './links.ts';
import { WordNumbers } from './words.ts';
import { dailyStretch, minuteOfDay, zoneOffsets, type DailyStretch } from './zones.ts';

/** How a level may be compared: not at all, within one tree (a depth), or with every other level. */
export const levelKind = { none: 0, depth: 1, absolute: 2 } as const;

/** The enrolments of one role, one array per fact. Numbers stand for words, sets and offsets; 0 is 'not given'. */
export type Side = {
  role: MatchRole;
  size: number;
  enrolments: MatchEnrolment[];
  /** Index in `input.people`. */
  person: Int32Array;
  waiting: Uint8Array;
  wants: Int32Array[];
  offers: Int32Array[];
  area: Int32Array;
  department: Int32Array;
  location: Int32Array;
  languages: Int32Array;
  /** Working hours, see `Roster.stretches`. */
  hours: Int32Array;
  /** Offset from UTC, see `Roster.offsets`. */
  offset: Int32Array;
  level: Int32Array;
  levelKind: Uint8Array;
  /** Up to three people, best first. */
  wishes: Int32Array[];
};

/** A checked input, in arrays. What the settings decide here is levels, offsets and the order of each side. */
export type Roster = {
  input: MatchInput;
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
  const colOf = new Int32Array(roster.chart.parent.length).fill(-1);
  cols.person.forEach((person, col) => (colOf[person] = col));
  return { roster, rows, cols, rowsAreMentors, colOf };
}

/** `input` must have passed `checkInput`. */
export function rosterOf(input: MatchInput): Roster {
  const { people, enrolments, settings, history, together, past, forbidden } = input;
  const index = new Map<string, number>();
  for (const { id } of people) index.set(id, index.size);
  const at = (id: string): number => index.get(id)!;
  const chart = chartOf(Int32Array.from(people, ({ managerId }) => (managerId === null ? -1 : at(managerId))));
  const build = new SideBuilder(people, chart, settings, at);
  const [mentors, mentees] = [build.side('mentor', enrolments), build.side('mentee', enrolments)];
  const size = people.length;
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
  const avoided = enrolments.flatMap(({ personId, avoid }) => avoid.map((other) => [personId, other] as const));
  const managed = history.map(({ personId, managerId }) => [personId, managerId] as const);
  const beside = together.map(({ a, b }) => [a, b] as const);
  const { topics, areas, departments, locations, languageSets, stretches, offsets } = build;
  return {
    input,
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
    avoid: links(mutualLinks, avoided, first, second),
    forbiddenMentees: links(linksOf, forbidden, mentor, mentee),
    forbiddenMentors: links(linksOf, forbidden, mentee, mentor),
  };
}

class SideBuilder {
  readonly topics = new WordNumbers();
  readonly areas = new WordNumbers();
  readonly departments = new WordNumbers();
  readonly locations = new WordNumbers();
  readonly languageSets: Set<number>[] = [new Set()];
  readonly stretches: DailyStretch[] = [{ start: 0, length: 0 }];
  readonly offsets: number[] = [0];
  private readonly languages = new WordNumbers();
  private readonly numbers = new Map<string, number>();
  private readonly offsetOf: (timeZone: string) => number | null;
  private readonly people: MatchPerson[];
  private readonly chart: Chart;
  private readonly settings: MatchSettings;
  private readonly at: (id: string) => number;

  constructor(people: MatchPerson[], chart: Chart, settings: MatchSettings, at: (id: string) => number) {
    this.people = people;
    this.chart = chart;
    this.settings = settings;
    this.at = at;
    this.offsetOf = zoneOffsets(settings.referenceDate);
  }

  side(role: MatchRole, all: MatchEnrolment[]): Side {
    const enrolments = inSeededOrder(
      all.filter((enrolment) => enrolment.role === role),
      this.settings.seed,
    );
    const person = Int32Array.from(enrolments, ({ personId }) => this.at(personId));
    const details = Array.from(person, (p) => this.people[p]!);
    const levels = Array.from(person, (p) => this.levelOf(p));
    return {
      role,
      size: enrolments.length,
      enrolments,
      person,
      waiting: Uint8Array.from(enrolments, ({ waitingSince }) => (waitingSince ? 1 : 0)),
      wants: enrolments.map(({ wants }) => this.topics.ofList(wants)),
      offers: enrolments.map(({ offers }) => this.topics.ofList(offers)),
      area: Int32Array.from(enrolments, ({ area }) => this.areas.ofText(area)),
      department: Int32Array.from(details, ({ department }) => this.departments.ofText(department)),
      location: Int32Array.from(details, ({ location }) => this.locations.ofText(location)),
      languages: Int32Array.from(enrolments, ({ languages }) => this.languagesOf(languages)),
      hours: Int32Array.from(details, (detail) => this.hoursOf(detail)),
      offset: Int32Array.from(details, ({ timeZone }) => this.offsetNumber(timeZone)),
      level: Int32Array.from(levels, ({ level }) => level),
      levelKind: Uint8Array.from(levels, ({ kind }) => kind),
      wishes: enrolments.map(({ wishes }) => Int32Array.from([...new Set(wishes)].slice(0, 3), this.at)),
    };
  }

  private levelOf(person: number): { level: number; kind: number } {
    const { level, grade } = this.people[person]!;
    if (level !== undefined) return { level, kind: levelKind.absolute };
    const { levels } = this.settings;
    if (levels.from === 'depth') return { level: this.chart.depth[person]!, kind: levelKind.depth };
    const place = levels.order.indexOf(grade ?? '');
    return place < 0 ? { level: 0, kind: levelKind.none } : { level: place, kind: levelKind.absolute };
  }

  private languagesOf(list: string[]): number {
    const languages = this.languages.ofList(list).sort();
    if (languages.length === 0) return 0;
    return this.numbered(`languages ${languages.join()}`, this.languageSets, () => new Set(languages));
  }

  private hoursOf({ timeZone, worksFrom, worksTo }: MatchPerson): number {
    if (!timeZone) return 0;
    const offset = this.offsetOf(timeZone)!;
    const [from, to] = [worksFrom ?? '09:00', worksTo ?? '17:00'];
    return this.numbered(`hours ${offset} ${from} ${to}`, this.stretches, () =>
      dailyStretch(minuteOfDay(from)!, minuteOfDay(to)!, offset),
    );
  }

  private offsetNumber(timeZone: string | undefined): number {
    if (!timeZone) return 0;
    const offset = this.offsetOf(timeZone)!;
    return this.numbered(`offset ${offset}`, this.offsets, () => offset);
  }

  /** The place of a value in `list`, where it is added the first time. */
  private numbered<T>(key: string, list: T[], value: () => T): number {
    let number = this.numbers.get(key);
    if (number === undefined) {
      number = list.push(value()) - 1;
      this.numbers.set(key, number);
    }
    return number;
  }
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
