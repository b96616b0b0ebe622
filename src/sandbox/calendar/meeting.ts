import type { BusyStatus } from './diary-habits.ts';
import type { WallTime } from './local-time.ts';
import type { Recurrence } from './recurrence.ts';

export type Attendee = {
  type: 'required' | 'optional' | 'resource';
  /** The address in lower case. */
  emailAddress: { name: string; address: string };
};

export type ExtendedProperty = { id: string; value: string | null };

/** All of a meeting that its organizer decides. */
export type MeetingContent = {
  subject: string;
  body: { contentType: 'html' | 'text'; content: string };
  start: WallTime;
  end: WallTime;
  isAllDay: boolean;
  recurrence: Recurrence | null;
  attendees: Attendee[];
  location: Record<string, unknown>;
  categories: string[];
  importance: string;
  sensitivity: string;
  showAs: BusyStatus;
  isReminderOn: boolean;
  reminderMinutesBeforeStart: number;
  allowNewTimeProposals: boolean;
  responseRequested: boolean;
  hideAttendees: boolean;
  /** Null for a meeting without a Teams link. */
  joinUrl: string | null;
  extendedProperties: ExtendedProperty[];
};

/** One occurrence that differs from its series, or was cancelled. */
export type Exception = { cancelled: boolean; changes: Partial<MeetingContent> };

export type ResponseType = 'accepted' | 'tentativelyAccepted' | 'declined' | 'notResponded';

export type Reply = {
  response: ResponseType;
  /** Epoch milliseconds. */
  at: number;
  comment: string;
  proposedNewTime: { start: WallTime; end: WallTime } | null;
};

/** A meeting as its organizer's mailbox has it. Never changed in place: the store gives a new one after a change. */
export type Meeting = {
  uid: string;
  /** Address in lower case. */
  organizer: string;
  transactionId: string | null;
  createdAt: number;
  modifiedAt: number;
  version: number;
  content: MeetingContent;
  /** By the instant at which the occurrence would have started (epoch milliseconds). */
  exceptions: Map<number, Exception>;
  /** By `replyKey`. */
  replies: Map<string, Reply>;
};

/** The same meeting in one mailbox, with its own id. */
export type Copy = {
  id: string;
  uid: string;
  mailbox: string;
  /** 'cancelled' stays visible to an attendee, 'removed' is gone. */
  state: 'active' | 'cancelled' | 'removed';
  /** Occurrences that the mailbox's owner deleted from it, by original start. */
  hidden: number[];
};

/** `original` null is the reply to the whole series. */
export function replyKey(mailbox: string, original: number | null): string {
  return `${mailbox} ${original ?? 'series'}`;
}

/** What a person answered for one occurrence, or else for the series. */
export function replyOf(meeting: Meeting, mailbox: string, original: number | null): Reply | undefined {
  const own = original === null ? undefined : meeting.replies.get(replyKey(mailbox, original));
  return own ?? meeting.replies.get(replyKey(mailbox, null));
}
