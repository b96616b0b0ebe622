import type { ColumnType, Generated, Kysely } from 'kysely';
import type { Feedback } from '../../domain/feedback/feedback.ts';
import type { PairId, PersonId, ProgrammeId, SeriesId } from '../../domain/kernel/ids.ts';
import type { Letter } from '../../domain/kernel/jobs.ts';
import type { Chat, LetterState } from '../../domain/letters/letters.ts';
import type { Pair } from '../../domain/matching/ports.ts';
import type { Scenario, ScenarioResult } from '../../domain/matching/scenario.ts';
import type {
  CalendarReading,
  Cancellation,
  Conflict,
  Reply,
  Uninvited,
} from '../../domain/meetings/calendar/calendar-changes.ts';
import type { BookingRow } from '../../domain/meetings/booking/booking.ts';
import type { Assistant } from '../../domain/meetings/new-times/assistants.ts';
import type { Occurrence, Series } from '../../domain/meetings/meetings.ts';
import type { Pause } from '../../domain/meetings/pauses.ts';
import type { TimeChoice, TimeProposal } from '../../domain/meetings/new-times/time-proposals.ts';
import type { NotificationKind, Subscription } from '../../domain/meetings/subscriptions/subscriptions.ts';
import type { Alert } from '../../domain/pairs/alerts.ts';
import type { SupportContact } from '../../domain/pairs/support-contacts.ts';
import type { Participant, SyncState } from '../../domain/people/people.ts';
import type {
  Enrolment,
  Invitation,
  ListedPair,
  PairListName,
  PartnerRequests,
  Programme,
} from '../../domain/programme/programme.ts';

/** Read as a value, written as its JSON text: an array would otherwise be taken for one of PostgreSQL's own. */
type Json<T> = ColumnType<T, Written<T>, Written<T>>;
type Written<T> = null extends T ? string | null : string;

type JsonOfScenario = 'settings' | 'locked' | 'forbidden' | 'progress' | 'fault' | 'figures';

/**
 * The tables as the migrations leave them, in camel case (the database has snake case). Where a row is what the domain
 * calls it, its type is the domain's.
 */
export type Tables = {
  chartPeople: {
    id: PersonId;
    managerId: PersonId | null;
    changedAt: Date;
    seenAt: Date;
    leftAt: Date | null;
  };
  formerManagers: { personId: PersonId; managerId: PersonId; until: Date };
  syncState: SyncState & { single: Generated<boolean> };
  participants: Participant & { goneAt: ColumnType<Date | null, undefined, Date | null> };
  programmes: Omit<Programme, JsonOfProgramme> & { [Name in JsonOfProgramme]: Json<Programme[Name]> };
  enrolments: Enrolment;
  invitations: Invitation;
  partnerRequests: PartnerRequests;
  listedPairs: ListedPair & { programmeId: ProgrammeId; list: PairListName; addedAt: Date };
  scenarios: Omit<Scenario, JsonOfScenario> & { [Name in JsonOfScenario]: Json<Scenario[Name]> } & {
    /** Null until a run has ended well. */
    result: ColumnType<ScenarioResult | null, string | undefined, string>;
  };
  pairs: Pair;
  series: Omit<Series, 'bookAgainAt'> & {
    triedAt: ColumnType<Date | null, undefined, Date>;
    bookAgainAt: ColumnType<Date | null, undefined, Date>;
  };
  occurrences: Omit<Occurrence, 'goneWithSeries'> & {
    programmeId: ProgrammeId;
    goneWithSeries: ColumnType<boolean, undefined, boolean>;
  };
  bookings: BookingRow;
  mailboxSends: {
    id: string;
    mailbox: string;
    seriesId: string | null;
    messages: number;
    recipients: number;
    begunAt: Date;
    settledAt: Date | null;
  };
  /** Moments inside JSON are written as ISO text. */
  timeProposals: Omit<TimeProposal, 'hours' | 'refused'> & {
    hours: Json<{ startsAt: string; endsAt: string; checked: boolean }[]>;
    refused: Json<string[]>;
  };
  timeChoices: Omit<TimeChoice, 'suits'> & { programmeId: ProgrammeId; suits: Json<string[]> };
  assistants: Assistant;
  pauses: Pause;
  calendarReadings: CalendarReading & { reader: string | null; claimedAt: Date | null };
  replies: Reply & { programmeId: ProgrammeId };
  conflicts: Conflict & { programmeId: ProgrammeId };
  cancellations: Cancellation & { programmeId: ProgrammeId };
  uninvited: Uninvited & { mail: string };
  invitedAddresses: { seriesId: SeriesId; programmeId: ProgrammeId; mail: string };
  feedback: Feedback;
  letters: {
    id: Generated<string>;
    key: string;
    toPerson: PersonId;
    programmeId: ProgrammeId | null;
    about: Json<Letter['about']>;
    state: LetterState;
    reason: string | null;
    activityId: string | null;
    createdAt: Date;
    sendingSince: Date | null;
    settledAt: Date | null;
  };
  alerts: Omit<Alert, 'matter'> & { subject: string; matter: Json<Alert['matter']> };
  supportContacts: SupportContact & { programmeId: ProgrammeId; position: number };
  pairSupport: {
    pairId: PairId;
    programmeId: ProgrammeId;
    firstContact: PersonId | null;
    secondContact: PersonId | null;
  };
  chats: Chat;
  subscriptions: Subscription;
  notifications: { digest: string; mailbox: string; kind: NotificationKind; receivedAt: Date };
  audit: {
    id: Generated<string>;
    at: Date;
    actor: string;
    action: string;
    programmeId: ProgrammeId | null;
    subject: string | null;
    detail: Json<Record<string, string | number | boolean | null>>;
  };
};

type JsonOfProgramme = 'matchSettings' | 'largestCapacity' | 'levels';

/** A pool, or a transaction on one of its connections. */
export type Database = Kysely<Tables>;
