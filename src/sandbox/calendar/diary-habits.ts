import type { Person } from '../people/person.ts';
import { rank } from '../people/grades.ts';
import { seededRandom, type Random } from '../random.ts';

export type BusyStatus = 'free' | 'tentative' | 'busy' | 'oof' | 'workingElsewhere';

/** Something that stands in a diary again and again; minutes are counted from the local midnight. */
export type Habit = {
  /** 0 is Monday. */
  weekday: number;
  start: number;
  length: number;
  /** 'even' and 'odd' weeks since 1970, or the nth such weekday of a month. */
  every: 'week' | 'even' | 'odd' | { nth: number };
  status: BusyStatus;
  subject: string;
  isPrivate: boolean;
};

type Place = { weekday: number; start: number; length: number };

/** What a person's weeks look like. */
export type Habits = {
  dayStart: number;
  dayEnd: number;
  habits: Habit[];
  /** Where meetings of one week alone are put, in some weeks. */
  windows: Place[];
  isSenior: boolean;
};

/** In how many weeks a window, or a place shared by changing meetings, is taken. */
export const WINDOW_TAKEN = 0.6;
/** The taken time that is the same each week; the rest changes from week to week and makes a first free hour collide. */
const WEEKLY_SHARE = 0.82;

const SENIOR_MEETINGS = [
  'Directors’ meeting',
  'Ministerial submission',
  'Budget review',
  'Risk committee',
  'Stakeholder round table',
  'Programme board',
  'One to one',
  'Briefing',
  'Workforce planning',
] as const;
const JUNIOR_MEETINGS = [
  'Team meeting',
  'Stand-up',
  'One to one',
  'Casework review',
  'Training',
  'Project catch-up',
  'Drafting session',
  'Knowledge share',
] as const;

export function isSenior(person: Person): boolean {
  return rank(person.grade) <= rank('SCS1') || person.grade === 'Board';
}

export function meetingSubject(random: Random, senior: boolean): string {
  return random.pick(senior ? SENIOR_MEETINGS : JUNIOR_MEETINGS);
}

/** The person's habits: a pure function of seed and person. Seniors are taken 60–85 % of the office hours, others 25–50 %. */
export function habitsOf(person: Person, seed: number): Habits {
  const random = seededRandom(`${seed} habits ${person.id}`);
  const senior = isSenior(person);
  const dayStart = minutesOf(person.worksFrom);
  const dayEnd = minutesOf(person.worksTo);
  const share = senior ? 0.64 + random.next() * 0.16 : 0.29 + random.next() * 0.16;
  const target = share * 5 * (dayEnd - dayStart);
  const lengths = senior ? [30, 30, 60, 60, 60, 90] : [30, 30, 60, 60];
  const habits: Habit[] = [];
  const windows: Place[] = [];
  const taken = new Set<number>();

  const add = (place: Place, every: Habit['every']) => {
    const status = random.next() < 0.1 ? 'tentative' : 'busy';
    const subject = meetingSubject(random, senior);
    habits.push({ ...place, every, status, subject, isPrivate: random.next() < 0.06 });
  };
  /** Puts places of about `minutes` a week into gaps, more often than not right after another meeting. */
  const fill = (minutes: number, taking: number, use: (place: Place) => void) => {
    for (let placed = 0, tries = 0; placed < minutes - 15 && tries < 400; tries++) {
      const length = random.pick(lengths);
      const start = dayStart + 30 * random.below(Math.floor((dayEnd - dayStart - length) / 30) + 1);
      const place = { weekday: random.below(5), start, length };
      const follows = start === dayStart || taken.has(place.weekday * 96 + start / 15 - 1);
      if (slotsOf(place).some((slot) => taken.has(slot)) || (!follows && random.next() < 0.6)) continue;
      for (const slot of slotsOf(place)) taken.add(slot);
      use(place);
      placed += length * taking;
    }
  };

  const lunch = random.next() < 0.5 ? addLunch(habits, taken, random) : 0;
  fill(target * WEEKLY_SHARE - lunch, 1, (place) => add(place, 'week'));
  fill(target * (1 - WEEKLY_SHARE), WINDOW_TAKEN, (place) => {
    const kind = random.below(3);
    if (kind === 0) windows.push(place);
    else if (kind === 1) {
      for (const nth of [1, 2, 3, 4]) if (random.next() < WINDOW_TAKEN) add(place, { nth });
    } else {
      add(place, 'even');
      if (random.next() < 2 * WINDOW_TAKEN - 1) add(place, 'odd');
    }
  });
  addPlaces(habits, random);
  return { dayStart, dayEnd, habits, windows, isSenior: senior };
}

/** The quarters of an hour that a place covers, counted through the week. */
function slotsOf({ weekday, start, length }: Place): number[] {
  return Array.from({ length: Math.ceil(length / 15) }, (_, i) => weekday * 96 + start / 15 + i);
}

function addLunch(habits: Habit[], taken: Set<number>, random: Random): number {
  const start = random.pick([720, 750, 780]);
  const length = random.pick([30, 45, 60]);
  for (let weekday = 0; weekday < 5; weekday++) {
    habits.push({ weekday, start, length, every: 'week', status: 'busy', subject: 'Lunch', isPrivate: false });
    for (const slot of slotsOf({ weekday, start, length })) taken.add(slot);
  }
  return 5 * length;
}

/** Entries that take no time: days worked elsewhere, and a reminder shown as free. */
function addPlaces(habits: Habit[], random: Random): void {
  const day = { start: 0, length: 1440, every: 'week', isPrivate: false } as const;
  for (let weekday = 0; weekday < 5; weekday++) {
    if (random.next() >= 0.12) continue;
    habits.push({ ...day, weekday, status: 'workingElsewhere', subject: 'Working from home' });
  }
  if (random.next() >= 0.2) return;
  habits.push({ ...day, weekday: 4, start: 960, length: 30, status: 'free', subject: 'Timesheet' });
}

export function minutesOf(clock: string): number {
  const [hours, minutes] = clock.split(':').map(Number);
  return (hours ?? 0) * 60 + (minutes ?? 0);
}
