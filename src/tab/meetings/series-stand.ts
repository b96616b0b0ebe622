import type { MeetingView, PairView } from '../../contract/meetings.ts';
import type { MyPair } from '../home/participation.ts';

/** How a meeting stands, as one mark; what matters more comes first. */
export const MARKS = ['held', 'coming', 'moved', 'cancelled', 'declined', 'clash', 'unknown'] as const;
export type Mark = (typeof MARKS)[number];

export type Dot = MeetingView & {
  /** given, due: it is over, and the reader has said how it was, or is asked · past: it is over */
  when: 'given' | 'due' | 'past' | 'next' | 'later';
  /** Somebody has declined it. */
  declined: boolean;
};

export const isOver = ({ when }: Dot): boolean => when === 'given' || when === 'due' || when === 'past';

/** The one thing to know of a meeting at a glance. */
export function markOf(dot: Dot): Mark {
  if (dot.state === 'cancelled') return 'cancelled';
  if (isOver(dot)) return dot.declined ? 'declined' : 'held';
  if (dot.declined) return 'declined';
  if (dot.diary !== 'free') return dot.diary;
  return dot.moved ? 'moved' : 'coming';
}

/** It may not come about as it stands. */
export const isDoubtful = (dot: Dot): boolean => !isOver(dot) && ['declined', 'clash', 'unknown'].includes(markOf(dot));

/** The reader's own meetings. */
export function ownDots(meetings: MyPair['meetings']): Dot[] {
  const next = meetings.find(({ feedback, state }) => feedback === 'not-due' && state === 'planned');
  return meetings.map((meeting) => ({
    ...meeting,
    when: meeting.feedback !== 'not-due' ? meeting.feedback : meeting === next ? 'next' : 'later',
    declined: false,
  }));
}

/** A pair's meetings as its coordinator sees them. What lies before the next one, as Outlook has it, is over. */
export function dotsOf({ meetings, nextMeetingId, declined, booking }: PairView): Dot[] {
  const next = meetings.find(({ id }) => id === nextMeetingId);
  const isBeforeNext = ({ startsAt }: MeetingView): boolean =>
    booking === 'booked' && (!next || Date.parse(startsAt) < Date.parse(next.startsAt));
  return meetings.map((meeting) => ({
    ...meeting,
    when: isBeforeNext(meeting) ? 'past' : meeting === next ? 'next' : 'later',
    declined: declined.some(({ meetingId }) => meetingId === meeting.id),
  }));
}
