import type { Person } from '../people/directory.ts';
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

/** What a person's weeks look like: the habits, and how many minutes of one-off meetings come on top. */
export type Habits = { dayStart: number; dayEnd: number; habits: Habit[]; oneOffMinutes: number; isSenior: boolean };

const WEEKS_PER_MONTH = 365.25 / 12 / 7;
// Shares of the taken time. Most of a diary repeats each week, so that the first free hour is often free later too;
// the rest is what makes it collide.
const SHARE = { week: 0.62, fortnight: 0.15, month: 0.08, oneOff: 0.15 };

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
  const share = senior ? 0.64 + random.next() * 0.17 : 0.29 + random.next() * 0.17;
  const target = share * 5 * (dayEnd - dayStart);
  const lengths = senior ? ([30, 30, 60, 60, 60, 90] as const) : ([15, 30, 30, 60, 60] as const);
  const grid = new Map<string, number[]>([
    ['even', []],
    ['odd', []],
  ]);
  const habits: Habit[] = [];

  /** Puts one more habit into a gap of every week that it stands in; returns its minutes, 0 if it found none. */
  const place = (every: Habit['every']): number => {
    for (let attempt = 0; attempt < 40; attempt++) {
      const weekday = random.below(5);
      const length = random.pick(lengths);
      const start = dayStart + 30 * random.below(Math.floor((dayEnd - dayStart - length) / 30) + 1);
      const taken = every === 'even' || every === 'odd' ? [grid.get(every) ?? []] : [...grid.values()];
      const slots = Array.from({ length: Math.ceil(length / 15) }, (_, i) => weekday * 96 + start / 15 + i);
      if (taken.some((week) => slots.some((slot) => week.includes(slot)))) continue;
      for (const week of taken) week.push(...slots);
      habits.push({
        weekday,
        start,
        length,
        every,
        status: random.next() < 0.1 ? 'tentative' : 'busy',
        subject: meetingSubject(random, senior),
        isPrivate: random.next() < 0.06,
      });
      return length;
    }
    return 0;
  };
  const fill = (minutes: number, weight: number, every: () => Habit['every']) => {
    for (let placed = 0, tries = 0; placed < minutes && tries < 60; tries++) placed += place(every()) * weight;
  };

  let weekly = target * SHARE.week;
  if (random.next() < 0.5) weekly -= addLunch(habits, grid, random);
  fill(weekly, 1, () => 'week');
  fill(target * SHARE.fortnight, 1 / 2, () => (random.next() < 0.5 ? 'even' : 'odd'));
  fill(target * SHARE.month, 1 / WEEKS_PER_MONTH, () => ({ nth: 1 + random.below(4) }));
  addPlaces(habits, random);
  return { dayStart, dayEnd, habits, oneOffMinutes: target * SHARE.oneOff, isSenior: senior };
}

function addLunch(habits: Habit[], grid: Map<string, number[]>, random: Random): number {
  const start = random.pick([720, 750, 780]);
  const length = random.pick([30, 45, 60]);
  for (let weekday = 0; weekday < 5; weekday++) {
    habits.push({ weekday, start, length, every: 'week', status: 'busy', subject: 'Lunch', isPrivate: false });
    for (const week of grid.values())
      for (let i = 0; i < Math.ceil(length / 15); i++) week.push(weekday * 96 + start / 15 + i);
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
