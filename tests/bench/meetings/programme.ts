import type { Busy } from '../../../src/domain/meetings/meetings.ts';
import type { PersonHours, PlacementQuestion } from '../../../src/domain/meetings/search/placement.ts';
import { diaryOf } from '../../../src/sandbox/calendar/diary.ts';
import type { Person } from '../../../src/sandbox/people/person.ts';
import { programme, randomFrom } from '../../domain/matching/chart-programmes.ts';
import { fullerDiary } from './fuller-diary.ts';

const seed = 20_270_111;
/** Six zones, most people in the first. */
const zones = [
  ...['Europe/London', 'Europe/London', 'Europe/London', 'Europe/London', 'Europe/London', 'Europe/Berlin'],
  ...['America/New_York', 'Asia/Kolkata', 'Asia/Dubai', 'Africa/Johannesburg'],
];
/** How many mentors a senior has: most have one, one in twenty has four. */
const mentorsOfOne = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3, 4];
/** Winter hours ahead of UTC, to keep people together whose working days share two hours. */
const ahead: Record<string, number> = {
  'Europe/London': 0,
  'Europe/Berlin': 1,
  'America/New_York': -5,
  'Asia/Kolkata': 5.5,
  'Asia/Dubai': 4,
  'Africa/Johannesburg': 2,
};

/** How much of their hours seniors are taken at least, and how much more that may be. */
const [LEAST_TAKEN, MORE_TAKEN] = [0.58, 0.31];

/**
 * So many pairs of a real chart, its juniors with its seniors, and the diaries that the sandbox gives such people:
 * meetings every week, every other or on some weeks of a month, one-offs, leave. Seniors have further recurring meetings
 * until they are taken 60–85 % of their hours, evenly spread over that range.
 */
export function questionFrom(chart: string, pairCount: number): PlacementQuestion {
  const { enrolments } = programme(chart, pairCount);
  const idsOf = (role: string) => enrolments.filter((one) => one.role === role).map((one) => one.personId);
  const [mentors, mentees] = [idsOf('mentor'), idsOf('mentee')];
  const random = randomFrom(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const [notBefore, end] = [new Date('2027-01-11T00:00:00Z'), new Date('2027-09-04T00:00:00Z')];
  const people = new Map<string, PersonHours>();
  const add = (id: string, timeZone: string, isSenior: boolean): void => {
    const share = isSenior ? LEAST_TAKEN + MORE_TAKEN * random() : 0;
    people.set(id, hoursOf({ id, timeZone, share, from: notBefore, to: end, avoidsMondays: random() < 0.15 }, random));
  };
  const pairs: PlacementQuestion['pairs'] = [];
  for (const menteeId of mentees) {
    if (people.has(menteeId)) continue;
    const zone = pick(zones);
    add(menteeId, zone, true);
    for (let left = pick(mentorsOfOne); left > 0 && pairs.length < pairCount; left--) {
      const mentorId = mentors.find((id) => !people.has(id))!;
      let own = pick(zones);
      while (Math.abs(ahead[own]! - ahead[zone]!) > 6) own = pick(zones);
      add(mentorId, own, false);
      pairs.push({ id: `${pairs.length}`, mentorId, menteeId });
    }
    if (pairs.length === pairCount) break;
  }
  return {
    timeZone: 'Europe/London',
    notBefore,
    endsOn: '2027-09-03',
    count: 6,
    minutes: 60,
    preferredWeeks: 5,
    people: [...people.values()],
    pairs,
  };
}

/** `share`: of the hours, taken at least; above 0 for seniors. */
type Asked = { id: string; timeZone: string; share: number; from: Date; to: Date; avoidsMondays: boolean };

function hoursOf({ id, timeZone, share, from, to, avoidsMondays }: Asked, random: () => number): PersonHours {
  // The diary asks for no more of a person than this.
  const person = { id, timeZone, grade: share > 0 ? 'SCS1' : 'EO', worksFrom: '09:00', worksTo: '17:30' } as Person;
  const usual = diaryOf(person, seed, from.getTime(), to.getTime())
    .filter(({ status }) => status !== 'free')
    .map(({ start, end, status }) => ({ from: new Date(start), to: new Date(end), status: status as Busy['status'] }));
  const busy = fullerDiary(usual, share, { timeZone, opens: 9 * 60, closes: 17 * 60 + 30, from, to }, random);
  return {
    id,
    diary: { known: true, busy, timeZone, worksFrom: '09:00', worksTo: '17:30', workDays: [1, 2, 3, 4, 5] },
    taken: [],
    ...(avoidsMondays && { avoid: [{ weekdays: [1], from: '09:00', to: '12:00' }] }),
    ...(timeZone === 'Europe/London' && {
      holidays: ['2027-03-26', '2027-03-29', '2027-05-03', '2027-05-31', '2027-08-30'],
    }),
  };
}
