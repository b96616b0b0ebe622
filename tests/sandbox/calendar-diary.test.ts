import { availabilityView, type Block } from '../../src/sandbox/calendar/free-busy.ts';
import { diaryOf } from '../../src/sandbox/calendar/diary.ts';
import { minutesOf } from '../../src/sandbox/calendar/diary-habits.ts';
import { instantOf } from '../../src/sandbox/calendar/local-time.ts';
import type { Person } from '../../src/sandbox/people/person.ts';
import { inventPeople } from '../../src/sandbox/people/invent.ts';
import { readSandboxConfig } from '../../src/sandbox/config.ts';

const config = readSandboxConfig({ SANDBOX_PEOPLE: '1500' });
const people = inventPeople(config).filter(
  ({ userType, mail }) => userType === 'Member' && !mail.startsWith('mentoring@'),
);
const seniors = people.filter(({ grade }) => grade.startsWith('SCS')).slice(0, 60);
const juniors = people.filter(({ grade }) => !grade.startsWith('SCS') && grade !== 'Board').slice(0, 60);

const WEEKS = 12;
const DAY_MS = 86_400_000;
const HALF_HOUR = 1_800_000;
const MONDAY = '2027-01-11';

const day = (index: number) => new Date(Date.parse(MONDAY) + index * DAY_MS).toISOString().slice(0, 10);

/** Office hours of one local day as epoch milliseconds. */
function office(person: Person, index: number): { from: number; to: number } {
  const at = (clock: string) =>
    instantOf({ dateTime: `${day(index)}T${clock}:00`, timeZone: person.timeZone }, 'clock');
  return { from: at(person.worksFrom), to: at(person.worksTo) };
}

function busyShare(person: Person): number {
  let [taken, slots] = [0, 0];
  const start = Date.parse(MONDAY) - DAY_MS;
  const diary = diaryOf(person, config.seed, start, start + (WEEKS * 7 + 2) * DAY_MS);
  for (let index = 0; index < WEEKS * 7; index++) {
    if (index % 7 > 4) continue;
    const { from, to } = office(person, index);
    const blocks = diary.filter((item) => item.start < to && item.end > from);
    if (blocks.some(({ status }) => status === 'oof')) continue;
    const view = availabilityView(blocks, from, to, 15);
    slots += view.length;
    taken += [...view].filter((digit) => digit !== '0').length;
  }
  return taken / slots;
}

test('seniors are taken 60 to 85 % of the office hours, juniors 25 to 50 %', () => {
  const between = (low: number, high: number) => (share: number) => share >= low && share <= high;
  const outside = (group: Person[], low: number, high: number) =>
    group.map(busyShare).filter((share) => !between(low, high)(share));
  expect(outside(seniors, 0.6, 0.85)).toEqual([]);
  expect(outside(juniors, 0.25, 0.5)).toEqual([]);
});

test('a diary is a pure function of seed, person and week, however it is asked for', () => {
  const person = seniors[0]!;
  const from = Date.parse('2027-02-01T00:00:00Z');
  const whole = diaryOf(person, config.seed, from, from + 28 * DAY_MS);
  const pieces = Array.from({ length: 28 }, (_, i) =>
    diaryOf(person, config.seed, from + i * DAY_MS, from + (i + 1) * DAY_MS),
  );
  const merged = new Map(pieces.flat().map((item) => [JSON.stringify(item), item]));
  expect(new Set(merged.keys())).toEqual(new Set(whole.map((item) => JSON.stringify(item))));
  expect(diaryOf(person, config.seed + 1, from, from + 28 * DAY_MS)).not.toEqual(whole);
});

test('diaries hold leave, tentative entries, days elsewhere and private ones', () => {
  const from = Date.parse('2027-01-01T00:00:00Z');
  const items = seniors.slice(0, 30).flatMap((person) => diaryOf(person, config.seed, from, from + 365 * DAY_MS));
  expect([...new Set(items.map(({ status }) => status))].sort()).toEqual(
    ['busy', 'free', 'oof', 'tentative', 'workingElsewhere'].sort(),
  );
  const leaveWeeks = items.filter(({ status }) => status === 'oof').length / 30;
  expect(leaveWeeks).toBeGreaterThanOrEqual(2.5);
  expect(leaveWeeks).toBeLessThanOrEqual(5);
  expect(items.some(({ isPrivate }) => isPrivate)).toBe(true);
});

/** The free half hours of a person on a day as instants at which an hour could begin. */
function freeHours(person: Person, index: number): Set<number> {
  const { from, to } = office(person, index);
  const view = availabilityView(diaryOf(person, config.seed, from, to) satisfies Block[], from, to, 30);
  const starts = Array.from({ length: view.length - 1 }, (_, i) => i).filter((i) => view.slice(i, i + 2) === '00');
  return new Set(starts.map((i) => from + i * HALF_HOUR));
}

/** Index of the day and wall-clock minutes at which the first hour free for both begins. */
function firstCommonHour(one: Person, other: Person): { index: number; start: number } | undefined {
  for (let index = 0; index < 35; index++) {
    if (index % 7 > 4) continue;
    const theirs = freeHours(other, index);
    const start = [...freeHours(one, index)].find((instant) => theirs.has(instant));
    if (start !== undefined) return { index, start };
  }
  return undefined;
}

test('at least 30 % of the first common free hours collide later in a five-weekly series of six', () => {
  let [booked, collided] = [0, 0];
  const pairs = seniors.map((senior, i): [Person, Person] => [senior, juniors[i]!]);
  for (const [senior, junior] of pairs.filter(([one, other]) => one.timeZone === other.timeZone)) {
    const first = firstCommonHour(senior, junior);
    if (first === undefined) continue;
    booked += 1;
    const minutes = minutesOf(senior.worksFrom) + (first.start - office(senior, first.index).from) / 60_000;
    const clock = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
    const free = [1, 2, 3, 4, 5].every((k) => {
      const index = first.index + 35 * k;
      const start = instantOf({ dateTime: `${day(index)}T${clock}:00`, timeZone: senior.timeZone }, 'clock');
      return [senior, junior].every((person) => freeHours(person, index).has(start));
    });
    if (!free) collided += 1;
  }
  console.log(
    `first common hours: ${booked} booked, ${collided} collide later (${Math.round((100 * collided) / booked)} %)`,
  );
  expect(booked).toBeGreaterThan(25);
  expect(collided / booked).toBeGreaterThanOrEqual(0.3);
});
