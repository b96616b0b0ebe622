import type { OccurrenceId, PairId, PersonId, ProgrammeId, SeriesId } from '../kernel/ids.ts';
import { Unavailable } from '../kernel/unavailable.ts';
import type { Diary, Occurrence, Series } from './meetings.ts';

/** Outlook could not be asked. */
export class CalendarUnavailable extends Unavailable {
  override name = 'CalendarUnavailable';
}

/** The organisation's calendar (Outlook). Throws `CalendarUnavailable` when it gave up: the job is tried again. */
export type Calendar = {
  /** Diaries of the mail addresses over [from, to), asked through a mailbox that we may use; any period length. */
  diaries(mailbox: string, addresses: string[], from: Date, to: Date): Promise<Map<string, Diary>>;
  /** Creates the series, or answers the one that the same transactionId has made before. */
  createSeries(order: SeriesOrder): Promise<{ eventId: string; joinUrl: string | null }>;
  /** The Teams link of a series that was made without one; null while there is none. */
  findLink(mailbox: string, eventId: string): Promise<string | null>;
  /** Asks Outlook to make it an online meeting after all. */
  askForLink(mailbox: string, eventId: string): Promise<string | null>;
  /** Finds a series by our own id (extended property); for after a crash or a lost answer. */
  findSeries(mailbox: string, seriesId: SeriesId): Promise<{ eventId: string; joinUrl: string | null } | null>;
  /** Cancels the whole series with a message to both; already gone is fine. */
  cancelSeries(mailbox: string, eventId: string, comment: string): Promise<void>;
  /** Cancels what lies after a moment and keeps the past. */
  cancelAfter(mailbox: string, eventId: string, after: Date, until: Date, comment: string): Promise<void>;
  /**
   * Ends a series after its first `keep` meetings (1 or more), counted by its rule, with one mail to both. Outlook then
   * forgets what was moved or cancelled among those that stay.
   */
  cutSeries(mailbox: string, eventId: string, keep: number): Promise<'cut' | 'gone'>;
  /**
   * Moves one occurrence; Exchange tells both. Moving it to where it is sends nothing.
   * crosses-boundary: Exchange refuses a move to or past the day of its neighbour · gone: no such series or occurrence
   */
  moveOccurrence(order: OccurrenceMove): Promise<'moved' | 'crosses-boundary' | 'gone'>;
  /** Cancels one occurrence with a message to both. */
  cancelOccurrence(occurrence: OccurrenceRef, comment: string): Promise<'cancelled' | 'gone'>;
  /** Takes one person off a series, or off one instance; Exchange tells that person alone. */
  removeAttendee(mailbox: string, eventId: string, mail: string): Promise<'removed' | 'not-on-it' | 'gone'>;
  /** Puts one person on a series, or on one instance. Already there is fine. */
  addAttendee(mailbox: string, eventId: string, attendee: Attendee): Promise<'added' | 'gone'>;
};

/** One occurrence of a series, by where the series' rule puts it. */
export type OccurrenceRef = { mailbox: string; seriesEventId: string; regularStart: Date };

export type OccurrenceMove = OccurrenceRef & {
  startsAt: Date;
  endsAt: Date;
  /** The series' own zone: Outlook shows the organizer the hour in it. */
  timeZone: string;
};

export type Attendee = { mail: string; name: string; kind: 'required' | 'optional' };

export type SeriesOrder = {
  seriesId: SeriesId;
  mailbox: string;
  transactionId: string;
  subject: string;
  bodyHtml: string;
  timeZone: string;
  /** Local wall-clock start of the first hour in `timeZone`: YYYY-MM-DDTHH:MM:SS. */
  firstStart: string;
  minutes: number;
  everyWeeks: number;
  count: number;
  attendees: { mail: string; name: string }[];
};

export type MeetingStore = {
  seriesOfPair(pairId: PairId): Promise<Series | undefined>;
  /** Every series of a pair but those that were let go, in the order in which they were made. */
  allOfPair(pairId: PairId): Promise<Series[]>;
  addSeries(series: Series, occurrences: Occurrence[]): Promise<void>;
  series(id: SeriesId): Promise<Series | undefined>;
  /** Outlook has the event; what is to be moved in it is not moved yet. */
  markMade(id: SeriesId, eventId: string, joinUrl: string | null): Promise<void>;
  markBooked(id: SeriesId, eventId: string, joinUrl: string | null): Promise<void>;
  /** Let go before anything was sent. */
  markDropped(id: SeriesId): Promise<void>;
  /** The same, unless its sending has begun; answers whether it was let go. */
  dropUntried(id: SeriesId): Promise<boolean>;
  /** A move was refused: the meeting is where the series' rule puts it. */
  returnToRule(id: OccurrenceId): Promise<void>;
  markEnded(id: SeriesId): Promise<void>;
  /** An ended one stands in Outlook after all. */
  reopen(id: SeriesId): Promise<void>;
  markToBookAgain(id: SeriesId, at: Date): Promise<void>;
  occurrencesOfSeries(ids: SeriesId[]): Promise<Occurrence[]>;
  seriesInProgramme(programmeId: ProgrammeId): Promise<Series[]>;
  occurrence(id: OccurrenceId): Promise<(Occurrence & { pairId: PairId; programmeId: ProgrammeId }) | undefined>;
  /** Hours already chosen for a person by us, in any programme, from a moment on. */
  hoursOfPerson(personId: PersonId, from: Date): Promise<{ from: Date; to: Date }[]>;
  /** The same of many people at once; an hour of two of them stands there for each. */
  hoursOfPeople(personIds: PersonId[], from: Date): Promise<{ personId: PersonId; from: Date; to: Date }[]>;
  /** How many series each mailbox organises. */
  seriesByMailbox(): Promise<{ mailbox: string; series: number }[]>;
  /** Mailboxes that have organised for these pairs before, the latest series deciding. */
  mailboxesOfPairs(pairIds: PairId[]): Promise<{ pairId: PairId; mailbox: string }[]>;
  /** Booked occurrences that ended before `before`, nobody asked yet; locked for this transaction. */
  dueForFeedback(before: Date, limit: number): Promise<(Occurrence & { pairId: PairId; programmeId: ProgrammeId })[]>;
  markAsked(ids: OccurrenceId[], at: Date): Promise<void>;
  /** Waits its turn: bookings that touch one of these people follow each other. Held until the transaction ends. */
  lockPeople(personIds: PersonId[]): Promise<void>;
};
