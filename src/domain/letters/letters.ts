import type { AlertId, OccurrenceId, PairId, PersonId, ProgrammeId } from '../kernel/ids.ts';
import type { Letter } from '../kernel/jobs.ts';
import type { Breach } from '../matching/chart-breaches.ts';
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
