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
  /** Finds a series by our own id (extended property); for after a crash or a lost answer. */
  findSeries(mailbox: string, seriesId: SeriesId): Promise<{ eventId: string; joinUrl: string | null } | null>;
  /** Cancels the whole series with a message to both; already gone is fine. */
  cancelSeries(mailbox: string, eventId: string, comment: string): Promise<void>;
  /** Cancels what lies after a moment and keeps the past. */
  cancelAfter(mailbox: string, eventId: string, after: Date, until: Date, comment: string): Promise<void>;
};

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
  addSeries(series: Series, occurrences: Occurrence[]): Promise<void>;
  markBooked(id: SeriesId, eventId: string, joinUrl: string | null): Promise<void>;
  markEnded(id: SeriesId): Promise<void>;
  occurrencesOfSeries(ids: SeriesId[]): Promise<Occurrence[]>;
  seriesInProgramme(programmeId: ProgrammeId): Promise<Series[]>;
  occurrence(id: OccurrenceId): Promise<(Occurrence & { pairId: PairId; programmeId: ProgrammeId }) | undefined>;
  /** Hours already chosen for a person by us, in any programme, from a moment on. */
  hoursOfPerson(personId: PersonId, from: Date): Promise<{ from: Date; to: Date }[]>;
  /** Booked occurrences that ended before `before`, nobody asked yet; locked for this transaction. */
  dueForFeedback(before: Date, limit: number): Promise<(Occurrence & { pairId: PairId; programmeId: ProgrammeId })[]>;
  markAsked(ids: OccurrenceId[], at: Date): Promise<void>;
  /** Waits its turn: bookings that touch one of these people follow each other. Held until the transaction ends. */
  lockPeople(personIds: PersonId[]): Promise<void>;
};
