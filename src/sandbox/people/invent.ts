import { hash } from 'node:crypto';
import type { SandboxConfig } from '../config.ts';
import { seededRandom } from '../random.ts';
import type { Random } from '../random.ts';
import { readChart } from './chart.ts';
import { rank, spokenTitle } from './grades.ts';
import { FIRST_NAMES, LAST_NAMES } from './names.ts';
import { OFFICES, WORKING_HOURS, weighted } from './offices.ts';
import type { Person } from './person.ts';
import { seatPeople } from './seats.ts';
import type { Seat } from './seats.ts';
import { topPart } from './top-part.ts';

export const DOMAIN = 'contoso.example';

/**
 * Everybody of the tenant: the chart's seats filled with invented people, a board, guests and the programme's shared
 * mailboxes beside it. The same chart, seed and limit give the same people. Throws when the chart can't be used.
 */
export function inventPeople(config: SandboxConfig): Person[] {
  const seats = seatPeople(readChart(config.orgFile));
  const random = seededRandom(config.seed);
  const kept = topPart(seats, config.peopleLimit ?? Infinity, random);
  const staff = nameAll([...kept, ...BOARD], config.seed, random);
  appoint(staff.slice(0, kept.length), random);
  return [...staff, ...guests(config.seed, random), ...config.organizerMailboxes.map((at) => mailbox(at, config.seed))];
}

// The board stands beside the chart: a tree of its own, as people in Entra often do who came from outside.
const BOARD: Seat[] = [
  { key: 'board-1', managerKey: null, grade: 'Board', unit: 'Board', title: 'Chair of the Board' },
  { key: 'board-2', managerKey: 'board-1', grade: 'Board', unit: 'Board', title: 'Board Secretary' },
];

function nameAll(seats: Seat[], seed: number, random: Random): Person[] {
  const taken = new Map<string, number>();
  const ids = new Map(seats.map(({ key }) => [key, personId(seed, key)]));
  return seats.map((seat) => {
    const { mail, ...named } = nextName(random, taken);
    const address = `${mail}@${DOMAIN}`;
    return {
      ...invented(random),
      ...named,
      id: ids.get(seat.key)!,
      managerId: seat.managerKey === null ? null : ids.get(seat.managerKey)!,
      mail: address,
      userPrincipalName: address,
      jobTitle: spokenTitle(seat.grade, seat.title),
      department: seat.unit,
      grade: seat.grade,
    };
  });
}

/** What every member has, drawn from the same lists. */
function invented(
  random: Random,
): Omit<Person, 'id' | 'mail' | 'userPrincipalName' | 'displayName' | 'givenName' | 'surname'> {
  const office = weighted(OFFICES, random.next());
  const hours = weighted(WORKING_HOURS, random.next());
  return {
    managerId: null,
    jobTitle: '',
    department: '',
    grade: '',
    officeLocation: office.town,
    preferredLanguage: random.below(5) > 0 ? office.languages[0]! : random.pick(office.languages),
    timeZone: office.timeZone,
    worksFrom: hours.from,
    worksTo: hours.to,
    userType: 'Member',
    accountEnabled: true,
    roles: [],
  };
}

function nextName(
  random: Random,
  taken: Map<string, number>,
): { givenName: string; surname: string; displayName: string; mail: string } {
  const givenName = random.pick(FIRST_NAMES);
  const surname = random.pick(LAST_NAMES);
  const plain = `${givenName}.${surname}`.replaceAll(/[^A-Za-z.]/g, '').toLowerCase();
  const same = (taken.get(plain) ?? 0) + 1;
  taken.set(plain, same);
  return { givenName, surname, displayName: `${givenName} ${surname}`, mail: same === 1 ? plain : `${plain}${same}` };
}

function guests(seed: number, random: Random): Person[] {
  const roles = [
    ['Non-executive Board Member', 'northbank.example'],
    ['Non-executive Board Member', 'fairhaven.example'],
    ['Adviser, Inclusion', 'brightpath.example'],
  ];
  return roles.map(([jobTitle, domain], at) => {
    const { mail, ...named } = nextName(random, new Map());
    return {
      ...invented(random),
      ...named,
      id: personId(seed, `guest-${at + 1}`),
      mail: `${mail}@${domain}`,
      userPrincipalName: `${mail}_${domain}#EXT#@${DOMAIN}`,
      jobTitle: jobTitle!,
      userType: 'Guest',
    };
  });
}

function mailbox(address: string, seed: number): Person {
  return {
    ...invented(seededRandom(address)),
    id: personId(seed, `mailbox ${address.toLowerCase()}`),
    displayName: 'Mentoring Programme',
    givenName: '',
    surname: '',
    mail: address,
    userPrincipalName: address,
    officeLocation: '',
    timeZone: 'Europe/London',
    worksFrom: '09:00',
    worksTo: '17:00',
  };
}

/** Two coordinators from the middle grades and a senior sponsor, from human resources where the chart has such. */
function appoint(staff: Person[], random: Random): void {
  const humanResources = /human resource|\bHR\b|people function|learning|organisational development/i;
  const best = (from: number, to: number, count: number): (Person | undefined)[] => {
    const able = staff.filter(({ grade, managerId }) => managerId !== null && rank(grade) >= from && rank(grade) <= to);
    const close = able.filter(({ department, jobTitle }) => humanResources.test(`${department} ${jobTitle}`));
    const candidates = close.length >= count ? close : able;
    return Array.from({ length: count }, () => candidates.splice(random.below(candidates.length), 1)[0]);
  };
  for (const person of best(5, 7, 2)) person?.roles.push('Coordinator');
  for (const person of best(1, 2, 1)) person?.roles.push('Sponsor');
}

/** A UUID that the seed and the chart's row alone decide. */
function personId(seed: number, key: string): string {
  const digest = hash('sha1', `${seed} ${key}`);
  const variant = ((parseInt(digest[16]!, 16) & 3) | 8).toString(16);
  return `${digest.slice(0, 8)}-${digest.slice(8, 12)}-5${digest.slice(13, 16)}-${variant}${digest.slice(17, 20)}-${digest.slice(20, 32)}`;
}
