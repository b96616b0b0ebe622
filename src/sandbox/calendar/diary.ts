import type { Person } from '../people/person.ts';
import { seededRandom } from '../random.ts';
import { habitsOf, meetingSubject, WINDOW_TAKEN, type BusyStatus, type Habit, type Habits } from './diary-habits.ts';
import { dayStart } from './local-time.ts';

/** One entry of a person's own diary; `start` and `end` are epoch milliseconds. */
export type DiaryItem = { start: number; end: number; status: BusyStatus; subject: string; isPrivate: boolean };

const DAY_MS = 86_400_000;
/** In how many weeks a meeting is put where nothing usually is. */
const SURPRISE = 0.5;
const knownHabits = new Map<string, Habits>();

/**
 * A person's own diary between two instants: entries that overlap the window, by start.
 * Nothing is stored: it is a pure function of seed, person and week, counted in the person's zone.
 */
export function diaryOf(person: Person, seed: number, from: number, to: number): DiaryItem[] {
  const items: DiaryItem[] = [];
  // A day of margin on either side covers every zone's distance from UTC.
  for (let week = weekOf(from - DAY_MS); week <= weekOf(to + DAY_MS); week++) {
    items.push(...weekOfDiary(person, seed, week));
  }
  return items.filter((item) => item.start < to && item.end > from).sort((a, b) => a.start - b.start);
}

/** Weeks since the Monday 1970-01-05. */
function weekOf(epochMs: number): number {
  return Math.floor((epochMs / DAY_MS - 4) / 7);
}

function weekOfDiary(person: Person, seed: number, week: number): DiaryItem[] {
  const monday = 4 + 7 * week;
  const at = (weekday: number, minutes: number) => dayStart(person.timeZone, monday + weekday) + minutes * 60_000;
  if (onLeave(person, seed, week)) {
    return [{ start: at(0, 0), end: at(5, 0), status: 'oof', subject: 'Annual leave', isPrivate: false }];
  }
  const habits = known(person, seed);
  const standing = habits.habits.filter((habit) => standsIn(habit, week));
  return [...standing, ...oneOffs(person, seed, week, habits, standing)].map((entry) => ({
    start: at(entry.weekday, entry.start),
    end: at(entry.weekday, entry.start + entry.length),
    status: entry.status,
    subject: entry.subject,
    isPrivate: entry.isPrivate,
  }));
}

function known(person: Person, seed: number): Habits {
  const key = `${seed} ${person.id}`;
  let habits = knownHabits.get(key);
  if (habits === undefined) {
    habits = habitsOf(person, seed);
    if (knownHabits.size >= 5_000) knownHabits.clear();
    knownHabits.set(key, habits);
  }
  return habits;
}

function standsIn(habit: Habit, week: number): boolean {
  if (habit.every === 'week') return true;
  if (habit.every === 'even' || habit.every === 'odd') return (week % 2 === 0) === (habit.every === 'even');
  const dayOfMonth = new Date((4 + 7 * week + habit.weekday) * DAY_MS).getUTCDate();
  return Math.ceil(dayOfMonth / 7) === habit.every.nth;
}

type Entry = Omit<Habit, 'every'>;

/** The meetings of this week alone: in the windows that are kept for them, and now and then one anywhere. */
function oneOffs(person: Person, seed: number, week: number, habits: Habits, standing: Habit[]): Entry[] {
  const random = seededRandom(`${seed} one-offs ${person.id} ${week}`);
  const places = habits.windows.filter(() => random.next() < WINDOW_TAKEN);
  if (random.next() < SURPRISE) {
    const length = random.pick([30, 60]);
    const start = habits.dayStart + 30 * random.below(Math.floor((habits.dayEnd - habits.dayStart - length) / 30) + 1);
    const surprise = { weekday: random.below(5), start, length };
    const clashes = [...standing, ...places].some(
      (other) =>
        other.weekday === surprise.weekday && other.start < start + length && start < other.start + other.length,
    );
    if (!clashes) places.push(surprise);
  }
  return places.map((place) => ({
    ...place,
    status: random.next() < 0.15 ? 'tentative' : 'busy',
    subject: meetingSubject(random, habits.isSenior),
    isPrivate: random.next() < 0.06,
  }));
}

/** About three and a half weeks a year: a fortnight in summer, and for some a week in spring, in autumn, at Christmas. */
function onLeave(person: Person, seed: number, week: number): boolean {
  // ISO 8601: a week belongs to the year of its Thursday.
  const thursday = (7 + 7 * week) * DAY_MS;
  const year = new Date(thursday).getUTCFullYear();
  const weekOfYear = Math.floor((thursday - Date.UTC(year, 0, 1)) / DAY_MS / 7) + 1;
  const random = seededRandom(`${seed} leave ${person.id} ${year}`);
  const summer = 28 + random.below(7);
  const weeks = [summer, summer + 1];
  if (random.next() < 0.5) weeks.push(13 + random.below(5));
  if (random.next() < 0.5) weeks.push(42 + random.below(3));
  if (random.next() < 0.6) weeks.push(52);
  return weeks.includes(weekOfYear);
}
