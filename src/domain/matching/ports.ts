import type { PairId, PersonId, ProgrammeId, ProposalId } from '../kernel/ids.ts';
import type { MatchOutcome, MatchSettings } from './match-types.ts';

/** One run of the matcher as it was kept: what it was asked, on which input, and what it answered. */
export type Proposal = {
  id: ProposalId;
  programmeId: ProgrammeId;
  settings: MatchSettings;
  /** SHA-256 of the canonical input, so that a result can be tied to what it was made from. */
  inputDigest: string;
  outcome: MatchOutcome;
  createdBy: PersonId;
  createdAt: Date;
  publishedAt: Date | null;
};

export type ProposalStore = {
  add(proposal: Proposal): Promise<void>;
  get(programmeId: ProgrammeId, id: ProposalId): Promise<Proposal | undefined>;
  latest(programmeId: ProgrammeId): Promise<Proposal | undefined>;
  markPublished(programmeId: ProgrammeId, id: ProposalId, at: Date): Promise<void>;
  /** Takes out of every run of a programme the words about a person: which topics they had in common with whom. */
  forgetWords(programmeId: ProgrammeId, personId: PersonId): Promise<void>;
};

/** A published pair. Once it ends, its reason is kept for the coordinator and never shown to the partner. */
export type Pair = {
  id: PairId;
  programmeId: ProgrammeId;
  mentorId: PersonId;
  menteeId: PersonId;
  score: number;
  /** Steps between the two in the chart; null in different trees. */
  distance: number | null;
  reasons: string;
  state: 'live' | 'ended';
  publishedAt: Date;
  endedAt: Date | null;
};

export type PairStore = {
  add(pairs: Pair[]): Promise<void>;
  get(id: PairId): Promise<Pair | undefined>;
  getForUpdate(id: PairId): Promise<Pair | undefined>;
  inProgramme(programmeId: ProgrammeId): Promise<Pair[]>;
  liveOfPerson(personId: PersonId): Promise<Pair[]>;
  /** Everyone ever paired, in any programme; for 'never twice'. */
  past(personIds: PersonId[]): Promise<{ mentorId: PersonId; menteeId: PersonId }[]>;
  /** Also deletes its reasons: they name topics that someone who leaves may have withdrawn. */
  end(id: PairId, at: Date): Promise<void>;
};
