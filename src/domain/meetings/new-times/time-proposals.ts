import type { OccurrenceId, PairId, PersonId, ProgrammeId, TimeProposalId } from '../../kernel/ids.ts';

/**
 * Why new hours are put to two people. `no-known-hour`: for a whole series, of which no hour is known to be free; all
 * others are about one meeting.
 */
export type ProposalCause =
  'declined' | 'counter-proposal' | 'conflict' | 'asked' | 'left-its-window' | 'no-known-hour';

/** Checked: nothing stands in either diary there. Otherwise a diary could not be read, or something is in the way. */
export type ProposedHour = { startsAt: Date; endsAt: Date; checked: boolean };

/**
 * looking: hours are being sought · open: both are asked · agreed: both said yes to one hour, and Outlook is told ·
 * arranged: Outlook has it · no-hour: nothing suited, the coordinators know · over: there is nothing left to move, since
 * the meeting was cancelled, is past, or the pair has ended
 */
export type ProposalState = 'looking' | 'open' | 'agreed' | 'arranged' | 'no-hour' | 'over';

/** Hours for one meeting, or for the first one of a whole series. At most one is under way for each. */
export type TimeProposal = {
  id: TimeProposalId;
  programmeId: ProgrammeId;
  pairId: PairId;
  /** Null: the first hour of a whole series. */
  occurrenceId: OccurrenceId | null;
  because: ProposalCause;
  raisedBy: PersonId | 'system';
  raisedAt: Date;
  /** When the meeting was to begin when this was raised; null for a whole series. */
  movedFrom: Date | null;
  /** An hour that one of them has named (a counter-proposal): offered first if it is possible. */
  wished: Date | null;
  state: ProposalState;
  /** 1 for the first hours; each time that none suits both there are others. */
  round: number;
  /** Of this round, in order of time: three, or fewer where there are no more. */
  hours: ProposedHour[];
  /** Starts of earlier rounds, which are not offered again. */
  refused: Date[];
  agreedStart: Date | null;
  /** Since when this round's hours are put to both; null while they are sought. */
  askedAt: Date | null;
  closedAt: Date | null;
};

/** The hour on which both have agreed and that Outlook may not know yet; undefined in any other state. */
export const agreedHour = ({ state, hours, agreedStart }: TimeProposal): ProposedHour | undefined =>
  state === 'agreed' ? hours.find(({ startsAt }) => startsAt.getTime() === agreedStart?.getTime()) : undefined;

/** What one of the two said in one round. */
export type TimeChoice = {
  proposalId: TimeProposalId;
  round: number;
  /** Whose diary it is about. */
  personId: PersonId;
  /** Who answered: the person, or their assistant. */
  answeredBy: PersonId;
  /** Starts that suit; empty: none does. */
  suits: Date[];
  via: 'card' | 'tab';
  at: Date;
};

export type TimeProposalStore = {
  /** False when one is under way for the same meeting, or the same series, already. */
  add(proposal: TimeProposal): Promise<boolean>;
  get(id: TimeProposalId): Promise<TimeProposal | undefined>;
  /** Locks the row until the transaction ends: answers to one proposal take turns. */
  getForUpdate(id: TimeProposalId): Promise<TimeProposal | undefined>;
  save(proposal: TimeProposal): Promise<void>;
  /** All to which both are asked, of every programme, oldest first. */
  open(): Promise<TimeProposal[]>;
  /** About one meeting, newest first. */
  ofOccurrence(id: OccurrenceId): Promise<TimeProposal[]>;
  /** About the first hour of a pair's series, newest first. */
  ofSeries(pairId: PairId): Promise<TimeProposal[]>;
  /** Under way for a pair (looking, open, agreed), oldest first. */
  underWay(pairIds: PairId[]): Promise<TimeProposal[]>;
  /** In place of what the same person said in the same round. */
  saveChoice(choice: TimeChoice, programmeId: ProgrammeId): Promise<void>;
  choices(id: TimeProposalId, round: number): Promise<TimeChoice[]>;
  /** Our own record of a meeting follows what Outlook has done. */
  recordMove(id: OccurrenceId, hour: ProposedHour): Promise<void>;
  /** Hours that a person has agreed to, in any programme, and that Outlook has not confirmed yet. */
  hoursAgreedTo(personId: PersonId): Promise<{ from: Date; to: Date; proposalId: TimeProposalId }[]>;
};
