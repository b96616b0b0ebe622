import { Temporal } from 'temporal-polyfill';
import { unknownDiary, type Busy, type Diary } from '../../domain/meetings/meetings.ts';
import type { Graph } from './client.ts';
import { GraphFault } from './graph-fault.ts';
import { zoneByRules } from './custom-time-zone.ts';
import type { CustomTimeZone } from './custom-time-zone.ts';
import { parts, path } from './path.ts';
import { toIanaZone } from './time-zones.ts';

type DateTimeTimeZone = { dateTime: string; timeZone?: string | null };

type ScheduleInformation = {
  scheduleId?: string | null;
  error?: { responseCode?: string | null } | null;
  scheduleItems?: { status?: string | null; start?: DateTimeTimeZone | null; end?: DateTimeTimeZone | null }[];
  workingHours?: {
    daysOfWeek?: string[];
    startTime?: string | null;
    endTime?: string | null;
    timeZone?: CustomTimeZone | null;
  } | null;
};

// calendar: getSchedule takes 20 addresses and a window under 42 days (Microsoft Graph, 'Get free/busy schedule').
const MOST_ADDRESSES = 20;
const WINDOW_MS = 41 * 24 * 60 * 60_000;
/** Of a mailbox, as Outlook serves so many at once: an invitation then waits for few of them, not for everybody's. */
const ASKED_AT_ONCE = 4;
const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const WRITTEN = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?$/;
const BUSY = ['tentative', 'busy', 'oof', 'workingElsewhere', 'unknown'];

/**
 * Diaries of any number of addresses over [from, to), by lower-case address. The mailboxes take turns, the first one
 * first; one that is gone, or that we may not use, is left out, and the others do its part. An address that Graph answers
 * with an error, or not at all, in one of the windows is not known at all. Throws a `GraphFault`.
 */
export async function readDiaries(
  graph: Graph,
  mailboxes: string[],
  addresses: string[],
  from: Date,
  to: Date,
): Promise<Map<string, Diary>> {
  const wanted = [...new Set(addresses.map((address) => address.toLowerCase()))];
  const useless = new Set<string>();
  const questions = parts(wanted, MOST_ADDRESSES).flatMap((some) =>
    windows(from, to).map((window) => ({ some, window })),
  );
  const answers = new Array<{ address: string; diary: Diary }[]>(questions.length);
  const waiting = inOrder(questions);
  const askOn = async (): Promise<void> => {
    // One that fails closes the generator, for the others too.
    for (const [at, { some, window }] of waiting) {
      const inTurn = mailboxes.map((_, step) => mailboxes[(at + step) % mailboxes.length]!);
      const found = await askOneOf(graph, inTurn, useless, some, window);
      answers[at] = some.map((address) => ({ address, diary: toDiary(found.get(address), window.from) }));
    }
  };
  await Promise.all(Array.from({ length: ASKED_AT_ONCE * mailboxes.length }, askOn));
  const diaries = new Map<string, Diary>();
  for (const { address, diary } of answers.flat()) {
    const before = diaries.get(address);
    diaries.set(address, before ? merge(before, diary) : diary);
  }
  return diaries;
}

function* inOrder<T>(all: T[]): Generator<[number, T]> {
  yield* all.entries();
}

type Schedules = Map<string, ScheduleInformation>;
type Window = { from: Date; to: Date };

/** The first of the mailboxes that may be used, as far as is known; when none may, the last refusal is thrown. */
async function askOneOf(
  graph: Graph,
  mailboxes: string[],
  useless: Set<string>,
  schedules: string[],
  window: Window,
): Promise<Schedules> {
  let refusal = new GraphFault('read free/busy', 403, 'no-mailbox-left');
  for (const mailbox of mailboxes) {
    if (useless.has(mailbox)) continue;
    try {
      return await ask(graph, mailbox, schedules, window);
    } catch (error) {
      if (!isClosed(error)) throw error;
      useless.add(mailbox);
      refusal = error;
    }
  }
  throw refusal;
}

/** A mailbox that is gone, has no licence, or lies outside of what the app may reach. */
const isClosed = (error: unknown): error is GraphFault =>
  error instanceof GraphFault && (error.status === 403 || error.status === 404);

async function ask(graph: Graph, mailbox: string, schedules: string[], window: Window): Promise<Schedules> {
  const { value } = await graph.send<{ value: ScheduleInformation[] }>({
    operation: 'read free/busy',
    path: path`/users/${mailbox}/calendar/getSchedule`,
    lane: mailbox,
    repeatable: true,
    headers: { Prefer: 'outlook.timezone="UTC", IdType="ImmutableId"' },
    body: { schedules, startTime: utc(window.from), endTime: utc(window.to), availabilityViewInterval: 30 },
  });
  return new Map(value.map((schedule) => [(schedule.scheduleId ?? '').toLowerCase(), schedule]));
}

function windows(from: Date, to: Date): Window[] {
  const found: Window[] = [];
  for (let at = from.getTime(); at < to.getTime(); at += WINDOW_MS) {
    found.push({ from: new Date(at), to: new Date(Math.min(at + WINDOW_MS, to.getTime())) });
  }
  return found;
}

const utc = (moment: Date): DateTimeTimeZone => ({ dateTime: moment.toISOString().slice(0, 19), timeZone: 'UTC' });

/** Entries rather than `availabilityView`: the view writes 'working elsewhere' as free. */
function toDiary(schedule: ScheduleInformation | undefined, from: Date): Diary {
  if (!schedule || schedule.error) return unknownDiary;
  const { workingHours: hours } = schedule;
  const busy = (schedule.scheduleItems ?? []).filter((item) => item.status !== 'free').map(toBusy);
  return {
    // An entry whose time can't be read could be anywhere.
    known: busy.every((entry) => entry !== null),
    busy: busy.filter((entry) => entry !== null),
    timeZone: toIanaZone(hours?.timeZone?.name) ?? zoneByRules(hours?.timeZone ?? {}, from.getUTCFullYear()),
    worksFrom: hours?.startTime?.slice(0, 5) ?? null,
    worksTo: hours?.endTime?.slice(0, 5) ?? null,
    workDays: (hours?.daysOfWeek ?? []).map((day) => DAYS.indexOf(day.toLowerCase()) + 1).filter((day) => day > 0),
  };
}

function toBusy(item: NonNullable<ScheduleInformation['scheduleItems']>[number]): Busy | null {
  const from = toInstant(item.start);
  const to = toInstant(item.end);
  if (!from || !to) return null;
  const status = BUSY.includes(item.status ?? '') ? (item.status as Busy['status']) : 'unknown';
  return { from, to, status };
}

/** Graph's local time in a named zone as an instant; null when the zone has no IANA name. */
export function toInstant(value: DateTimeTimeZone | null | undefined): Date | null {
  const zone = value ? toIanaZone(value.timeZone ?? 'UTC') : null;
  if (!value || !zone) return null;
  const written = value.dateTime.slice(0, 23).replace(/Z$/, '');
  // What we ask for, and a look at a hundred diaries has tens of thousands: Temporal takes twenty times as long.
  if ((value.timeZone ?? 'UTC') === 'UTC' && WRITTEN.test(written)) return new Date(`${written}Z`);
  const local = Temporal.PlainDateTime.from(written);
  return new Date(local.toZonedDateTime(zone).epochMilliseconds);
}

function merge(before: Diary, after: Diary): Diary {
  if (!before.known || !after.known) return { ...(before.known ? after : before), known: false };
  // The same entry shows up in both windows when it spans their border.
  return { ...before, busy: [...before.busy, ...after.busy] };
}
