import type { MatchEnrolment, MatchPerson, MatchRole, MatchSettings } from '../match-types.ts';
import type { Chart } from './chart.ts';
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
  wants: number[][];
  offers: number[][];
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
  wishes: number[][];
};

/** Turns enrolments into sides; what it numbers keeps its number, also in sides that it builds later. */
export class SideBuilder {
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

  side(role: MatchRole, enrolments: MatchEnrolment[]): Side {
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
      wishes: enrolments.map(({ wishes }) => Array.from(new Set(wishes)).slice(0, 3).map(this.at)),
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
    const languages = this.languages.ofList(list).sort((a, b) => a - b);
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

/** One member of a side, alone. */
export const alone = (side: Side, k: number): Side => eachList(side, 1, (list) => list.slice(k, k + 1));

/** A side without its first `count` members. */
export const without = (side: Side, count: number): Side =>
  eachList(side, side.size - count, (list) => list.slice(count));

/** Two sides as one, the second after the first. */
export const together = (a: Side, b: Side): Side =>
  eachList(a, a.size + b.size, (list, name) => {
    const more = b[name] as typeof list;
    if (Array.isArray(list)) return [...list, ...(more as unknown[])];
    const joined = new (list.constructor as Int32ArrayConstructor)(list.length + more.length);
    joined.set(list);
    joined.set(more as Int32Array, list.length);
    return joined;
  });

type List = unknown[] | Int32Array | Uint8Array;

/** Applies the same to every fact of a side. */
function eachList(side: Side, size: number, change: (list: List, name: keyof Side) => List): Side {
  const lists = Object.entries(side).filter(([, list]) => typeof list === 'object') as [keyof Side, List][];
  return { ...side, size, ...Object.fromEntries(lists.map(([name, list]) => [name, change(list, name)])) };
}
