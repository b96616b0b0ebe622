import type { AlertId, OccurrenceId, PairId, PersonId, ProgrammeId, TimeProposalId } from '../kernel/ids.ts';
import type { Feedback } from '../feedback/feedback.ts';
import type { Letter } from '../kernel/jobs.ts';
import type { Breach } from '../matching/chart-breaches.ts';
import type { ProposalCause, ProposedHour } from '../meetings/new-times/time-proposals.ts';
import type { AlertState } from '../pairs/alerts.ts';
import type { Role } from '../programme/programme.ts';

/**
 * waiting: not sent yet · sending: the attempt has begun · sent: Teams confirmed it ·
 * unknown: the answer was lost, so it may have arrived; never sent again blindly · failed: refused for good
 */
export type LetterState = 'waiting' | 'sending' | 'sent' | 'unknown' | 'failed';

export type StoredLetter = Letter & {
  id: string;
  state: LetterState;
  /** Why it failed or is unknown, as a code: `blocked`, `not-installed`, `gone`, `answer-lost`, `killed`. */
  reason: string | null;
  activityId: string | null;
  createdAt: Date;
  settledAt: Date | null;
};

type PartnerFacts = { name: string; title: string | null; department: string | null };

/** For a programme's coordinators. */
export type AlertFacts =
  | {
      kind: 'rules-broken';
      alertId: AlertId;
      pairId: PairId;
      programmeId: ProgrammeId;
      programmeName: string;
      mentorName: string;
      menteeName: string;
      breaches: Breach[];
      /** Only of the reader's own pair: whether the programme has a coordinator who is not in it and so may decide. */
      ownPair?: 'others-decide' | 'nobody-decides';
      state: AlertState;
      /** Who decided; the name is looked up when it is not the reader's own. Both null while nobody has. */
      closedBy: PersonId | null;
      closedByName: string | null;
    }
  | {
      kind: 'left-organisation';
      programmeId: ProgrammeId;
      programmeName: string;
      personName: string;
      partnerNames: string[];
    }
  | {
      kind: 'support-gap';
      programmeId: ProgrammeId;
      programmeName: string;
      state: AlertState;
      /** Pairs without any contact, and pairs with only one: how many, and the first few by name. */
      none: { pairs: number; named: string[] };
      onlyOne: { pairs: number; named: string[] };
    }
  | {
      kind: 'cancelled-in-a-row';
      programmeId: ProgrammeId;
      pairId: PairId;
      programmeName: string;
      personName: string;
      partnerName: string;
      /** When the two meetings were to be by the series' rule, with the programme's zone. */
      meetingsAt: Date[];
      timeZone: string;
      state: AlertState;
    }
  | {
      kind: 'series-deleted';
      programmeId: ProgrammeId;
      pairId: PairId;
      programmeName: string;
      mentorName: string;
      menteeName: string;
      state: AlertState;
    }
  | {
      kind: 'no-agreed-hour';
      programmeId: ProgrammeId;
      pairId: PairId;
      programmeName: string;
      mentorName: string;
      menteeName: string;
      /** When the meeting still is, with the programme's zone; null: the pair has no hour at all. */
      meetingAt: Date | null;
      timeZone: string;
      state: AlertState;
    };

/** Hours put to one of two people, or to whoever keeps that person's diary, as they stand for this reader. */
export type NewTimesFacts = {
  kind: 'new-times';
  proposalId: TimeProposalId;
  round: number;
  /** The question was put before, and is still open. */
  isReminder: boolean;
  /** Null: the first hour of a whole series. */
  occurrenceId: OccurrenceId | null;
  /**
   * open: the reader is asked · answered: the other one has yet to · newer: others are sought, or were sent since ·
   * agreed: Outlook is being told · arranged · no-hour · over: the meeting, or the pair, is no more
   */
  state: 'open' | 'answered' | 'newer' | 'agreed' | 'arranged' | 'no-hour' | 'over';
  because: ProposalCause;
  /** Whose diary an assistant keeps; null: it is the reader's own. */
  diaryOf: string | null;
  /** Null for an assistant, who sees times alone. */
  partnerName: string | null;
  /** The neutral name that stands in the calendar. */
  calendarName: string;
  askedByReader: boolean;
  /** When the meeting was to begin; null for the first hour of a series. */
  movedFrom: Date | null;
  hours: ProposedHour[];
  /** What was said for this diary; null: nothing yet. */
  suits: Date[] | null;
  agreedStart: Date | null;
  everyWeeks: number;
  sessions: number;
  /** The reader's zone (IANA), or that of whose diary it is. */
  timeZone: string;
};

/** What a card says; collected when it is sent, so that nothing personal waits in a queue. */
export type LetterFacts =
  | { kind: 'welcome'; name: string }
  | {
      kind: 'invitation';
      programmeId: ProgrammeId;
      programmeName: string;
      goal: string;
      topics: string[];
      sessions: number;
      gapWeeks: number;
      startsOn: string;
      largestCapacity: Record<Role, number>;
      /** Null: the person chooses. */
      role: Role | null;
    }
  | {
      kind: 'introduction';
      pairId: PairId;
      programmeName: string;
      partner: PartnerFacts;
      myRole: Role;
      reasons: string;
      sessions: number;
      gapWeeks: number;
    }
  | { kind: 'no-common-hour'; pairId: PairId; programmeName: string; partnerName: string }
  | { kind: 'unmatched'; programmeName: string }
  | {
      kind: 'feedback-request';
      occurrenceId: OccurrenceId;
      programmeName: string;
      partnerName: string;
      position: number;
      of: number;
      startsAt: Date;
      /** The reader's zone (IANA). */
      timeZone: string;
    }
  | NewTimesFacts
  /** Answered, here or in the tab: the card is its own receipt. */
  | { kind: 'invitation-answered'; state: 'answered'; programmeName: string; joinedAs: Role | null }
  | { kind: 'feedback-given'; state: 'answered'; noteFor: Feedback['noteFor'] | null }
  | {
      kind: 'no-new-hour';
      pairId: PairId;
      partnerName: string;
      /** When the meeting still is; null: the pair has no hour at all. */
      meetingAt: Date | null;
      timeZone: string;
    }
  | { kind: 'forwarded-invitation'; pairId: PairId; programmeName: string; partnerName: string; otherName: string }
  | AlertFacts
  /** The name of someone who left their last programme is kept no longer: empty until it is looked up. */
  | { kind: 'pair-ended'; programmeName: string; partnerName: string; partnerId: PersonId };

/** The bot's chat with one person. */
export type Chat = {
  personId: PersonId;
  conversationId: string;
  /** blocked: Teams refused (403), the person removed or blocked the bot. */
  state: 'open' | 'blocked';
};
