import type { OccurrenceId, PairId, ProgrammeId, SeriesId } from '../kernel/ids.ts';

/** Times are instants; the zone in which the wall-clock time is constant is the series' own. */
export type Series = {
  id: SeriesId;
  pairId: PairId;
  programmeId: ProgrammeId;
  organizerMailbox: string;
  timeZone: string;
  everyWeeks: number;
  sessionMinutes: number;
  /**
   * chosen: the hour is decided and ordered, Outlook has not confirmed it · booked: Outlook has it ·
   * no-common-hour: nothing was found, see `explanation` · ended: cancelled ·
   * dropped: let go before anything was sent, so that the pair waits again
   */
  state: 'chosen' | 'booked' | 'no-common-hour' | 'ended' | 'dropped';
  /** Sent with the event: Outlook answers the same id with the same event. */
  transactionId: string;
  /** Outlook's immutable id of the series master, once known. */
  eventId: string | null;
  joinUrl: string | null;
  /** One sentence for people: 'Tuesday 10:00 because 5 of 6 are free for both.' */
  explanation: string;
  createdAt: Date;
  /** When a coordinator asked that what is left of it be booked again, after somebody took it out of Outlook. */
  bookAgainAt?: Date | null;
};

export type Occurrence = {
  id: OccurrenceId;
  seriesId: SeriesId;
  /** 1 for the first meeting. */
  position: number;
  /** Where the series' rule puts it (Graph's `originalStart`): it is moved when `startsAt` differs. */
  regularStart: Date;
  startsAt: Date;
  endsAt: Date;
  /** What both diaries said when it was chosen. */
  diary: 'free' | 'clash' | 'unknown';
  /** Outlook's immutable id of this one instance, once known. */
  eventId: string | null;
  state: 'planned' | 'cancelled';
  /** Cancelled only since somebody took the whole series out of Outlook. */
  goneWithSeries?: true;
  feedbackAskedAt: Date | null;
};

/** A busy stretch of a diary. */
export type Busy = { from: Date; to: Date; status: 'tentative' | 'busy' | 'oof' | 'workingElsewhere' | 'unknown' };

/** One person's diary over a period; `known` false: hidden, external or in error, and never to be treated as free. */
export type Diary = {
  known: boolean;
  busy: Busy[];
  timeZone: string | null;
  /** HH:MM local, with ISO weekdays 1–7; null where the calendar did not tell. */
  worksFrom: string | null;
  worksTo: string | null;
  workDays: number[];
};

/** A diary that can't be seen. */
export const unknownDiary: Diary = {
  known: false,
  busy: [],
  timeZone: null,
  worksFrom: null,
  worksTo: null,
  workDays: [],
};
