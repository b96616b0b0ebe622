import type { Conflict, ReplyKind } from './calendar-changes.ts';
import type { Busy, Diary } from '../meetings.ts';
import { contains, workingStretches } from '../stretches.ts';
import { DAY_MS } from '../zone-clock.ts';

type Meeting = { regularStart: Date; startsAt: Date; endsAt: Date };

/**
 * What in one person's diary stands against a meeting that is booked; null: nothing. The meeting's own entry, with
 * exactly its times, is left out once, unless its owner declined it. Somebody who tentatively has something else may
 * still come. Hours of work count for a meeting that stands where the series' rule puts it: one that was moved has been
 * agreed by both.
 */
export function findConflict(meeting: Meeting, diary: Diary, reply: ReplyKind, zone: string): Conflict['kind'] | null {
  if (!diary.known) return 'unknown';
  const { startsAt, endsAt } = meeting;
  const others = reply === 'declined' ? diary.busy : withoutOwn(diary.busy, meeting);
  const at = others.filter((entry) => entry.from < endsAt && entry.to > startsAt);
  const is = (status: Busy['status']): boolean => at.some((entry) => entry.status === status);
  if (is('oof')) return 'away';
  if (is('busy')) return 'busy';
  if (is('unknown')) return 'unknown';
  if (meeting.regularStart.getTime() !== startsAt.getTime()) return null;
  const around = [new Date(startsAt.getTime() - DAY_MS), new Date(endsAt.getTime() + DAY_MS)] as const;
  const isAtWork = contains(workingStretches(diary, zone, ...around), {
    from: startsAt.getTime(),
    to: endsAt.getTime(),
  });
  return isAtWork ? null : 'outside-hours';
}

function withoutOwn(busy: Busy[], { startsAt, endsAt }: Meeting): Busy[] {
  const own = busy.findIndex(
    ({ from, to, status }) =>
      from.getTime() === startsAt.getTime() && to.getTime() === endsAt.getTime() && status !== 'oof',
  );
  return own < 0 ? busy : busy.toSpliced(own, 1);
}
