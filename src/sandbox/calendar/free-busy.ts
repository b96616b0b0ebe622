import { GraphError } from '../graph/errors.ts';
import type { Calendar } from './calendar.ts';
import { ownEntries } from './diary-blocks.ts';
import type { BusyStatus } from './diary-habits.ts';
import { instantOf, wallTime, zoned, type WallTime } from './local-time.ts';
import { findMailbox, type Mailbox } from './mailbox.ts';
import { replyOf, type Copy, type Meeting } from './meeting.ts';
import { isInvited, occurrencesOf, type Occurrence } from './occurrences.ts';
import { workingHoursJson } from './working-hours.ts';

export type ScheduleRequest = {
  schedules: string[];
  startTime: WallTime;
  endTime: WallTime;
  availabilityViewInterval?: number | null;
};

/** A stretch of somebody's time; epoch milliseconds. */
export type Block = { start: number; end: number; status: BusyStatus };

const DAY_MS = 86_400_000;
const MAX_MAILBOXES = 20;
const MAX_DAYS = 42;
const MAX_ENTRIES = 1000;

/** How one occurrence shows in one mailbox: as its organizer wishes once accepted, tentative before an answer. */
export function shownAs(meeting: Meeting, copy: Copy, occurrence: Occurrence): BusyStatus {
  if (copy.state === 'cancelled' || occurrence.cancelled) return 'free';
  if (copy.mailbox === meeting.organizer) return occurrence.content.showAs;
  const response = replyOf(meeting, copy.mailbox, occurrence.original)?.response ?? 'notResponded';
  if (response === 'declined') return 'free';
  return response === 'accepted' || occurrence.content.showAs === 'free' ? occurrence.content.showAs : 'tentative';
}

/** All that fills a mailbox's time between two instants: its own diary and the stored meetings, by start. */
export function blocksOf({ world, store, diaryBlocks }: Calendar, mailbox: Mailbox, from: number, to: number): Block[] {
  const diary = ownEntries(world, diaryBlocks, mailbox, from, to);
  const blocks: Block[] = diary.map(({ start, end, status }) => ({ start, end, status }));
  for (const copy of store.copiesIn(mailbox.address)) {
    const meeting = store.meeting(copy.uid);
    for (const occurrence of occurrencesOf(meeting, to)) {
      const { original, start, end } = occurrence;
      if (start >= to || end <= from || (original !== null && copy.hidden.includes(original))) continue;
      if (!isInvited(meeting, copy, occurrence)) continue;
      const status = shownAs(meeting, copy, occurrence);
      if (status !== 'free') blocks.push({ start, end, status });
    }
  }
  return blocks.sort((a, b) => a.start - b.start);
}

const WEIGHT: Record<BusyStatus, number> = { free: 0, workingElsewhere: 0, tentative: 1, busy: 2, oof: 3 };

/** One digit per slot, the weightiest status in it: 0 free or working elsewhere, 1 tentative, 2 busy, 3 out of office. */
export function availabilityView(blocks: Block[], from: number, to: number, intervalMinutes: number): string {
  const slot = intervalMinutes * 60_000;
  const digits = new Array<number>(Math.ceil((to - from) / slot)).fill(0);
  for (const { start, end, status } of blocks) {
    const last = Math.min(digits.length, Math.ceil((end - from) / slot));
    for (let i = Math.max(0, Math.floor((start - from) / slot)); i < last; i++) {
      digits[i] = Math.max(digits[i] ?? 0, WEIGHT[status]);
    }
  }
  return digits.join('');
}

/** Answers getSchedule in the zone named `zoneName`. Throws the refusals of Exchange's availability service. */
export function getSchedule(calendar: Calendar, request: ScheduleRequest, zoneName: string) {
  const { world, faults } = calendar;
  const from = instantOf(request.startTime, 'startTime');
  const to = instantOf(request.endTime, 'endTime');
  const interval = request.availabilityViewInterval ?? 30;
  const refuse = (code: string, message: string) => new GraphError(400, code, message);
  const asked = request.schedules.length;
  if (asked > MAX_MAILBOXES) {
    throw refuse(
      'ErrorMailboxDataArrayTooBig',
      `There are too many target users in the EmailAddress array. The allowed size = ${MAX_MAILBOXES}; the actual size = ${asked}.`,
    );
  }
  if (interval < 5 || interval > 1440) {
    throw refuse('ErrorInvalidMergedFreeBusyInterval', 'availabilityViewInterval must be from 5 to 1440 minutes.');
  }
  if (to <= from) throw refuse('ErrorInvalidTimeInterval', 'endTime must lie after startTime.');
  if (to - from >= MAX_DAYS * DAY_MS) {
    throw refuse(
      'ErrorTimeIntervalTooBig',
      `The requested time duration specified for FreeBusyViewOptions.TimeWindow must be under ${MAX_DAYS} days.`,
    );
  }
  const hidden = faults.read().hiddenCalendars.map((address) => address.toLowerCase());
  return request.schedules.map((scheduleId) => {
    const mailbox = findMailbox(world, scheduleId);
    // The codes are those that a live tenant answers: microsoft-graph-docs issue 11225.
    if (mailbox === undefined || mailbox.address !== scheduleId.toLowerCase()) {
      const message = `Unable to resolve e-mail address ${scheduleId} to an Active Directory object.`;
      return { scheduleId, error: { message, responseCode: '5009' } };
    }
    if (hidden.includes(mailbox.address)) {
      const message = `The caller has no access to the free/busy data of ${scheduleId}.`;
      return { scheduleId, error: { message, responseCode: 'ErrorNoFreeBusyAccess' } };
    }
    const blocks = blocksOf(calendar, mailbox, from, to);
    if (blocks.length > MAX_ENTRIES) {
      const message = 'The result set contains too many calendar entries.';
      return { scheduleId, error: { message, responseCode: '5006' } };
    }
    return {
      scheduleId,
      availabilityView: availabilityView(blocks, from, to, interval),
      // Times and status only: nobody has shared more than that with the calling mailbox.
      scheduleItems: blocks.map(({ start, end, status }) => ({
        status,
        start: wallTime(start, zoneName),
        end: wallTime(end, zoneName),
      })),
      workingHours: workingHoursJson(mailbox, world.config.seed, zoned(from, 'UTC').year),
    };
  });
}
