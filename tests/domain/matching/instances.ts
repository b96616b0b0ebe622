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

/** Instances of at most `most` people; about half of the rules are off in each, so that pairs are left. */
export const instances = (most: number): fc.Arbitrary<MatchInput> =>
  fc.integer({ min: Math.ceil(most / 2), max: most }).chain((size) => {
    const ids = Array.from({ length: size }, (_, k) => `p${k}`);
    const id = fc.constantFrom(...ids);
    const people = fc.tuple(...ids.map((own, k) => personArb(own, ids.slice(0, k))));
    const link = fc.record({ mentorId: id, menteeId: id }).filter(({ mentorId, menteeId }) => mentorId !== menteeId);
    const links = fc.array(link, { maxLength: 3 });
    return fc
      .record({
        people,
        enrolments: fc.uniqueArray(enrolmentArb(ids), {
          minLength: size,
          maxLength: 2 * size,
          selector: ({ personId, role }) => `${role} ${personId}`,
        }),
        past: links,
        forbidden: fc.uniqueArray(link, {
          maxLength: 3,
          selector: ({ mentorId, menteeId }) => `${mentorId} ${menteeId}`,
        }),
        locks: fc.array(fc.nat(), { maxLength: 2 }),
        history: links.map((pairs) =>
          pairs.map(({ mentorId, menteeId }) => ({ personId: mentorId, managerId: menteeId })),
        ),
        together: links.map((pairs) => pairs.map(({ mentorId, menteeId }) => ({ a: mentorId, b: menteeId }))),
        settings: settingsArb,
      })
      .map(({ locks, ...rest }) => ({ ...rest, locked: locksAmong(rest.enrolments, rest.forbidden, locks) }));
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

const enrolmentArb = (ids: string[]): fc.Arbitrary<MatchEnrolment> =>
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
    })
    .map((facts) => compact({ capacity: 1, ...facts }));

/** Locked pairs among those enrolled, nobody twice, never a forbidden one. */
function locksAmong(enrolments: MatchEnrolment[], forbidden: MentorMentee[], picks: number[]): MentorMentee[] {
  const mentors = enrolments.filter(({ role }) => role === 'mentor').map(({ personId }) => personId);
  const mentees = enrolments.filter(({ role }) => role === 'mentee').map(({ personId }) => personId);
  const locked: MentorMentee[] = [];
  for (const pick of picks) {
    const mentorId = mentors[pick % Math.max(1, mentors.length)];
    const menteeId = mentees[(pick >> 4) % Math.max(1, mentees.length)];
    if (!mentorId || !menteeId || mentorId === menteeId) continue;
    if (locked.some((lock) => lock.mentorId === mentorId || lock.menteeId === menteeId)) continue;
    if (forbidden.some((pair) => pair.mentorId === mentorId && pair.menteeId === menteeId)) continue;
    locked.push({ mentorId, menteeId, reason: 'agreed before' });
  }
  return locked;
}
