import fc from 'fast-check';
import { defaultMatchSettings } from '../../../src/domain/matching/match-settings.ts';
import type {
  MatchEnrolment,
  MatchInput,
  MatchPerson,
  MatchRole,
  MatchSettings,
  MentorMentee,
} from '../../../src/domain/matching/match-types.ts';

/** Small organisations in which every rule and every term of the score has something to do. */

export const person = (id: string, managerId: string | null, more: Partial<MatchPerson> = {}): MatchPerson => ({
  id,
  managerId,
  ...more,
});

export const enrolment = (personId: string, role: MatchRole, more: Partial<MatchEnrolment> = {}): MatchEnrolment => ({
  personId,
  role,
  offers: [],
  wants: [],
  languages: [],
  capacity: 1,
  avoid: [],
  wishes: [],
  ...more,
});

/** No rule in force: a test turns on what it is about. */
export const noRules: MatchSettings['rules'] = {
  reportingLine: false,
  sameManager: false,
  minDistance: 0,
  sameDepartment: false,
  minLevelGap: null,
  formerLine: false,
  worksTogether: false,
  pairedBefore: false,
  avoid: false,
  sharedLanguage: false,
  sharedWorkingHour: false,
  bothGain: false,
  scoreFloor: null,
};

export const input = (
  more: Partial<Omit<MatchInput, 'settings'>>,
  settings: Partial<MatchSettings> = {},
): MatchInput => ({
  people: [],
  enrolments: [],
  past: [],
  forbidden: [],
  locked: [],
  history: [],
  together: [],
  current: [],
  ...more,
  settings: { ...defaultMatchSettings, ...settings },
});

const zones = ['Europe/London', 'Asia/Kolkata', 'America/New_York', 'Australia/Sydney', 'Pacific/Kiritimati'];
const topics = ['data', 'Data ', 'cloud', 'inclusion', 'café', 'cafe\u0301'];
const times = ['00:00', '06:30', '09:00', '13:00', '17:00', '21:30'];
const optional = <T>(arb: fc.Arbitrary<T>) => fc.option(arb, { nil: undefined });
const someOf = <T>(list: T[], maxLength: number) => fc.array(fc.constantFrom(...list), { maxLength });

function compact<T extends object>(item: T): T {
  return Object.fromEntries(Object.entries(item).filter(([, value]) => value !== undefined)) as T;
}

/** On in one of three. */
const rarely = fc.integer({ min: 0, max: 2 }).map((roll) => roll === 0);
const rarelyOf = (min: number, max: number) => fc.option(fc.integer({ min, max }), { nil: null, freq: 1 });

const settingsArb: fc.Arbitrary<MatchSettings> = fc.record({
  rules: fc.record({
    reportingLine: rarely,
    sameManager: rarely,
    minDistance: fc.constantFrom(0, 0, 1, 2, 3, 4, 5),
    sameDepartment: rarely,
    minLevelGap: rarelyOf(-2, 2),
    formerLine: rarely,
    worksTogether: rarely,
    pairedBefore: rarely,
    avoid: rarely,
    sharedLanguage: rarely,
    sharedWorkingHour: rarely,
    bothGain: fc.constantFrom(false, false, false, false, false, true),
    scoreFloor: rarelyOf(0, 8),
  }),
  levels: fc.constantFrom<MatchSettings['levels']>({ from: 'depth' }, { from: 'grade', order: ['A', 'B', 'C'] }),
  weights: fc.record({
    menteeWants: fc.integer({ min: 0, max: 5 }),
    mentorWants: fc.integer({ min: 0, max: 5 }),
    area: fc.integer({ min: 0, max: 3 }),
    differentDepartment: fc.integer({ min: 0, max: 3 }),
    sameLocation: fc.integer({ min: 0, max: 3 }),
    timeZone: fc.integer({ min: 0, max: 3 }),
    wish: fc.integer({ min: 0, max: 3 }),
  }),
  objective: fc.constantFrom('balanced', 'total'),
  referenceDate: fc.constantFrom('2027-01-11', '2027-07-01'),
  seed: fc.integer({ min: 0, max: 1000 }),
});

/**
 * Instances of at most `most` people; about half of the rules are off in each, so that pairs are left. In one of three,
 * people have place for up to three partners.
 */
export const instances = (most: number): fc.Arbitrary<MatchInput> =>
  fc.tuple(fc.integer({ min: Math.ceil(most / 2), max: most }), rarely).chain(([size, roomy]) => {
    const ids = Array.from({ length: size }, (_, k) => `p${k}`);
    const id = fc.constantFrom(...ids);
    const people = fc.tuple(...ids.map((own, k) => personArb(own, ids.slice(0, k))));
    const link = fc.record({ mentorId: id, menteeId: id }).filter(({ mentorId, menteeId }) => mentorId !== menteeId);
    const links = fc.array(link, { maxLength: 3 });
    return fc
      .record({
        people,
        enrolments: fc.uniqueArray(enrolmentArb(ids, roomy ? 3 : 1), {
          minLength: size,
          maxLength: 2 * size,
          selector: ({ personId, role }) => `${role} ${personId}`,
        }),
        past: links,
        forbidden: fc.uniqueArray(link, {
          maxLength: 3,
          selector: ({ mentorId, menteeId }) => `${mentorId} ${menteeId}`,
        }),
        locks: fc.array(fc.nat(), { maxLength: roomy ? 4 : 2 }),
        kept: fc.array(fc.nat(), { maxLength: 4 }),
        history: links.map((pairs) =>
          pairs.map(({ mentorId, menteeId }) => ({ personId: mentorId, managerId: menteeId })),
        ),
        together: links.map((pairs) => pairs.map(({ mentorId, menteeId }) => ({ a: mentorId, b: menteeId }))),
        settings: settingsArb,
      })
      .map(({ locks, kept, ...rest }) => ({
        ...rest,
        locked: locksAmong(rest.enrolments, rest.forbidden, locks),
        current: pairsAmong(rest.enrolments, kept),
      }));
  });

const personArb = (id: string, above: string[]): fc.Arbitrary<MatchPerson> =>
  fc
    .record({
      managerId: fc.option(fc.constantFrom(...(above.length > 0 ? above : [null])), { nil: null, freq: 6 }),
      grade: optional(fc.constantFrom('A', 'B', 'C', 'D')),
      level: fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined, freq: 1 }),
      department: optional(fc.constantFrom('Finance', ' finance', 'Legal')),
      location: optional(fc.constantFrom('Leeds', 'LEEDS', 'Hull')),
      timeZone: optional(fc.constantFrom(...zones)),
      worksFrom: optional(fc.constantFrom(...times)),
      worksTo: optional(fc.constantFrom(...times)),
    })
    .map((facts) => compact({ id, ...facts }));

const enrolmentArb = (ids: string[], mostPlaces: number): fc.Arbitrary<MatchEnrolment> =>
  fc
    .record({
      personId: fc.constantFrom(...ids),
      role: fc.constantFrom<MatchRole>('mentor', 'mentee'),
      offers: someOf(topics, 3),
      wants: someOf(topics, 3),
      area: optional(fc.constantFrom('Tax', 'tax', 'Borders')),
      languages: someOf(['en', 'EN', 'cy', 'pl'], 2),
      avoid: fc.array(fc.constantFrom(...ids), { maxLength: 1 }),
      wishes: someOf(ids, 5),
      waitingSince: fc.option(fc.constant('2026-05-01'), { nil: undefined, freq: 1 }),
      capacity: fc.integer({ min: 1, max: mostPlaces }),
    })
    .map((facts) => compact(facts));

/** Pairs of people enrolled, none twice: each pick stands for one. */
function pairsAmong(enrolments: MatchEnrolment[], picks: number[]): MentorMentee[] {
  const of = (wanted: MatchRole) => enrolments.filter(({ role }) => role === wanted).map(({ personId }) => personId);
  const [mentors, mentees] = [of('mentor'), of('mentee')];
  const pairs = new Map<string, MentorMentee>();
  for (const pick of picks) {
    const mentorId = mentors[pick % Math.max(1, mentors.length)];
    const menteeId = mentees[(pick >> 4) % Math.max(1, mentees.length)];
    if (!mentorId || !menteeId || mentorId === menteeId) continue;
    pairs.set(`${mentorId} ${menteeId}`, { mentorId, menteeId });
  }
  return [...pairs.values()];
}

/** Locked pairs within everyone's capacity, never a forbidden one. All have a reason, so that they may break rules. */
function locksAmong(enrolments: MatchEnrolment[], forbidden: MentorMentee[], picks: number[]): MentorMentee[] {
  const left = new Map(enrolments.map(({ role, personId, capacity }) => [`${role} ${personId}`, capacity]));
  return pairsAmong(enrolments, picks).flatMap(({ mentorId, menteeId }) => {
    const places = [`mentor ${mentorId}`, `mentee ${menteeId}`];
    if (places.some((place) => left.get(place) === 0)) return [];
    if (forbidden.some((pair) => pair.mentorId === mentorId && pair.menteeId === menteeId)) return [];
    for (const place of places) left.set(place, left.get(place)! - 1);
    return [{ mentorId, menteeId, reason: 'agreed before' }];
  });
}
