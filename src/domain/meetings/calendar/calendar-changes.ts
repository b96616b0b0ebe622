import type { OccurrenceId, PairId, PersonId, ProgrammeId, SeriesId } from '../../kernel/ids.ts';
import type { Occurrence, Series } from '../meetings.ts';

export type ReplyKind = 'none' | 'accepted' | 'tentative' | 'declined';

/** Somebody on an invitation, as the organizer's copy has them; `mail` in lower case. */
export type SeenAttendee = {
  mail: string;
  name: string;
  /** A room or other resource is nobody. */
  kind: 'required' | 'optional' | 'resource';
  reply: ReplyKind;
  repliedAt: Date | null;
  /** Another hour that they ask for. */
  proposed: { startsAt: Date; endsAt: Date } | null;
};

/** One meeting of a series that stands in the organizer's calendar; one that was cancelled or deleted is missing. */
export type SeenOccurrence = {
  eventId: string;
  /** Where the series' rule puts it: it is moved when `startsAt` differs, whatever type Outlook gives it. */
  originalStart: Date;
  startsAt: Date;
  endsAt: Date;
  attendees: SeenAttendee[];
};

/** A series as Outlook has it now: every meeting that stands, past ones included. */
export type SeenSeries = { eventId: string; occurrences: SeenOccurrence[] };

/** A page of what has changed: ids of series and of meetings, or of what is gone. `link` leads on. */
export type CalendarPage = { touched: string[]; link: string; isLast: boolean };

export type CalendarSpan = { from: Date; to: Date };

/** Reads a programme mailbox's calendar. Throws `CalendarUnavailable`. */
export type CalendarReader = {
  /** A page of changes since a link, or the first of all that lies in a span; `expired`: read everything again. */
  changes(mailbox: string, since: string | CalendarSpan): Promise<CalendarPage | 'expired'>;
  /** One series by Outlook's id; null when it is gone. */
  series(mailbox: string, eventId: string): Promise<SeenSeries | null>;
  /** Every series that has a meeting in the span, by Outlook's id. */
  all(mailbox: string, span: CalendarSpan): Promise<Map<string, SeenSeries>>;
};

/** What was last known of somebody's answer to one meeting. */
export type Reply = {
  occurrenceId: OccurrenceId;
  personId: PersonId;
  reply: ReplyKind;
  repliedAt: Date | null;
  proposedStart: Date | null;
  proposedEnd: Date | null;
};

/** Something in one person's diary, or hours of work that do not hold the meeting any more. */
export type Conflict = {
  occurrenceId: OccurrenceId;
  personId: PersonId;
  kind: 'busy' | 'away' | 'outside-hours' | 'unknown';
};

/** A meeting that somebody did not keep: declined, moved at their wish in the last 24 hours, or away from it. */
export type Cancellation = {
  occurrenceId: OccurrenceId;
  personId: PersonId;
  because: 'declined' | 'moved-late' | 'away';
  at: Date;
};

/** Somebody whom we did not invite, for the card that says so; forgotten after a while. */
export type Uninvited = { id: string; seriesId: SeriesId; programmeId: ProgrammeId; name: string; seenAt: Date };

export type CalendarReading = {
  mailbox: string;
  /** Where the next reading goes on; null before the first, and after Outlook has forgotten it. */
  link: string | null;
  readAt: Date | null;
  /** When everything was last compared. */
  comparedAt: Date | null;
};

export type CalendarStore = {
  /** Only one reads a mailbox: undefined while somebody who began after `staleBefore` still does. */
  claim(mailbox: string, reader: string, now: Date, staleBefore: Date): Promise<CalendarReading | undefined>;
  /** False when somebody else has taken the mailbox over: nothing may be written then. */
  advance(
    mailbox: string,
    reader: string,
    step: { link?: string; readAt?: Date; comparedAt?: Date },
    now: Date,
  ): Promise<boolean>;
  release(mailbox: string, reader: string): Promise<void>;
  readings(): Promise<CalendarReading[]>;

  /** Series of a mailbox to which one of Outlook's ids belongs, as its own or as that of one of its meetings. */
  seriesTouched(mailbox: string, eventIds: string[]): Promise<Series[]>;
  /** Those that Outlook has, or had: booked and ended ones. */
  seriesInMailbox(mailbox: string): Promise<Series[]>;
  /** Waits its turn, held until the transaction ends. */
  seriesForUpdate(id: SeriesId): Promise<Series | undefined>;
  /** Booked series with a meeting that begins in the span. */
  seriesMeeting(mailbox: string, span: CalendarSpan): Promise<Series[]>;
  setTimes(
    id: OccurrenceId,
    times: Pick<Occurrence, 'eventId' | 'regularStart' | 'startsAt' | 'endsAt'>,
  ): Promise<void>;
  setDiary(id: OccurrenceId, diary: Occurrence['diary']): Promise<void>;
  cancelOccurrences(ids: OccurrenceId[]): Promise<void>;
  /** The same, since somebody took the whole series out of Outlook. */
  loseOccurrences(ids: OccurrenceId[]): Promise<void>;
  /** They stand in Outlook after all. */
  restoreOccurrences(ids: OccurrenceId[]): Promise<void>;

  replies(ids: OccurrenceId[]): Promise<Reply[]>;
  saveReply(reply: Reply & { programmeId: ProgrammeId }): Promise<void>;
  conflicts(ids: OccurrenceId[]): Promise<Conflict[]>;
  /** Takes the place of what was known of these meetings. */
  setConflicts(ids: OccurrenceId[], conflicts: (Conflict & { programmeId: ProgrammeId })[]): Promise<void>;
  /** The first reason counts. */
  addCancellation(cancellation: Cancellation & { programmeId: ProgrammeId }): Promise<void>;
  /** Takes a decline back, and nothing else. */
  removeDeclined(occurrenceId: OccurrenceId, personId: PersonId): Promise<void>;
  /** Meetings of a series moved at the wish of one of these people in the last `withinMs`, and not counted yet. */
  lateMoves(seriesId: SeriesId, personIds: PersonId[], withinMs: number): Promise<Cancellation[]>;
  cancellations(pairId: PairId): Promise<Cancellation[]>;
  /** Every address that we have put on a series, in small letters. */
  invited(seriesId: SeriesId): Promise<string[]>;
  addInvited(series: { id: SeriesId; programmeId: ProgrammeId }, mails: string[]): Promise<void>;
  /** Of series that are over. */
  forgetInvited(): Promise<void>;
  /** Undefined when they were seen on this series before. */
  addUninvited(uninvited: Uninvited & { mail: string }): Promise<Uninvited | undefined>;
  uninvited(id: string): Promise<Uninvited | undefined>;
  forgetUninvited(before: Date): Promise<void>;
};
