import type {
  AlertId,
  OccurrenceId,
  PairId,
  PersonId,
  ProgrammeId,
  ScenarioId,
  SeriesId,
  TimeProposalId,
} from './ids.ts';

/** Work to be done after the transaction that ordered it has been committed. Ids only: a job never holds personal data. */
export type Job =
  | { name: 'sync-directory'; data: Record<string, never> }
  | { name: 'refresh-participant'; data: { personId: PersonId } }
  | { name: 'run-scenario'; data: { programmeId: ProgrammeId; scenarioId: ScenarioId; runId: string } }
  | { name: 'introduce-pair'; data: { pairId: PairId } }
  /** One pair by itself; a whole round is planned together. */
  | { name: 'book-series'; data: { pairId: PairId } }
  | { name: 'plan-series'; data: { programmeId: ProgrammeId } }
  | { name: 'send-series'; data: Record<string, never> }
  /** `ask`: Outlook is asked for a link, rather than looked at. */
  | { name: 'mend-link'; data: { seriesId: SeriesId; ask: boolean } }
  | { name: 'end-series'; data: { pairId: PairId } }
  | { name: 'find-times'; data: { proposalId: TimeProposalId } }
  | { name: 'move-occurrence'; data: { proposalId: TimeProposalId } }
  | { name: 'tend-proposals'; data: Record<string, never> }
  | { name: 'read-calendars'; data: Record<string, never> }
  /** `whole`: everything is compared, whatever has changed. */
  | { name: 'read-mailbox'; data: { mailbox: string; whole: boolean } }
  | { name: 'keep-subscriptions'; data: Record<string, never> }
  /** null: every pair that meets in the coming weeks. */
  | { name: 'watch-diaries'; data: { mailbox: string; pairId: PairId | null } }
  | { name: 'compare-series'; data: { seriesId: SeriesId } }
  | { name: 'count-cancellations'; data: { pairId: PairId } }
  /** `formerId`: who kept the diary before. */
  | {
      name: 'invite-assistant';
      data: { programmeId: ProgrammeId; personId: PersonId; formerId: PersonId | null };
    }
  | { name: 'ask-feedback'; data: Record<string, never> }
  | { name: 'deliver-letter'; data: { letterId: string } }
  | { name: 'revise-letter'; data: { letterId: string } }
  /** null: every programme that is running. */
  | { name: 'watch-pairs'; data: { programmeId: ProgrammeId | null } };

/** Adds jobs in the transaction at hand. */
export type JobQueue = {
  enqueue(job: Job, options?: { notBefore?: Date; once?: string }): Promise<void>;
};

/** A message to one person's chat. It names what it is about and no more: its words are made when it is sent. */
export type Letter = {
  /** The same key twice is one letter, so that nothing is sent twice. */
  key: string;
  to: PersonId;
  programmeId: ProgrammeId | null;
  about:
    | { kind: 'welcome' }
    | { kind: 'invitation'; programmeId: ProgrammeId }
    | { kind: 'introduction'; pairId: PairId }
    | { kind: 'no-common-hour'; pairId: PairId }
    | { kind: 'unmatched'; programmeId: ProgrammeId }
    | { kind: 'feedback-request'; occurrenceId: OccurrenceId }
    | { kind: 'pair-ended'; pairId: PairId }
    | { kind: 'forwarded-invitation'; pairId: PairId; uninvitedId: string }
    /** `reminder`: the same question once more, to whoever has not answered. */
    | { kind: 'new-times'; proposalId: TimeProposalId; round: number; reminder?: true }
    | { kind: 'no-new-hour'; proposalId: TimeProposalId }
    | { kind: 'alert'; alertId: AlertId };
};

/**
 * What leaves the house is first written here, in the transaction of the decision itself. `add` also enqueues the job
 * that delivers it. A letter whose key is already there is left as it is.
 */
export type Outbox = {
  add(letter: Letter): Promise<void>;
  /** What an alert says has changed: cards that were sent are brought up to date, those that wait may be let go. */
  revise(alertId: AlertId): Promise<void>;
  /** The same for what a proposal of new hours says. */
  reviseTimes(proposalId: TimeProposalId): Promise<void>;
  /** The same for one letter: what it asked was answered elsewhere. */
  reviseLetter(key: string): Promise<void>;
};

/** A row of the audit log: who did what to whom; it can be added and read, never changed. */
export type AuditEntry = {
  actor: PersonId | 'system';
  action: string;
  programmeId?: ProgrammeId;
  subject?: string;
  detail?: Record<string, string | number | boolean | null>;
};

export type AuditLog = { add(entry: AuditEntry): Promise<void> };
