import type { PersonId, ProgrammeId } from '../kernel/ids.ts';
import type {
  Enrolment,
  Invitation,
  ListedPair,
  PairListName,
  PartnerRequests,
  Programme,
  ProgrammeState,
} from './programme.ts';

export type ProgrammeStore = {
  add(programme: Programme): Promise<void>;
  get(id: ProgrammeId): Promise<Programme | undefined>;
  /** Locks the row until the transaction ends, so that two people can't move a programme on at once. */
  getForUpdate(id: ProgrammeId): Promise<Programme | undefined>;
  save(programme: Programme): Promise<void>;
  setState(id: ProgrammeId, state: ProgrammeState): Promise<void>;
  /** Programmes that the person coordinates, newest first. */
  coordinatedBy(personId: PersonId): Promise<Programme[]>;
  /** All, newest first (sponsors, who see names of programmes and aggregates only). */
  all(): Promise<Programme[]>;
};

export type EnrolmentStore = {
  get(programmeId: ProgrammeId, personId: PersonId): Promise<Enrolment | undefined>;
  save(enrolment: Enrolment): Promise<void>;
  inProgramme(programmeId: ProgrammeId): Promise<Enrolment[]>;
  ofPerson(personId: PersonId): Promise<Enrolment[]>;
  /** Whoever waits already goes on waiting since then. */
  setWaiting(programmeId: ProgrammeId, personIds: PersonId[], since: Date): Promise<void>;
  endWaiting(programmeId: ProgrammeId, personIds: PersonId[]): Promise<void>;
};

/**
 * Rows that no programme's scope sees: a person's scope sees the person's own, and all of them are for the matcher, in
 * the system's.
 */
export type PartnerRequestStore = {
  get(programmeId: ProgrammeId, personId: PersonId): Promise<PartnerRequests | undefined>;
  /** In place of what was told before; without anybody in it nothing is kept. */
  save(requests: PartnerRequests): Promise<void>;
  remove(programmeId: ProgrammeId, personId: PersonId): Promise<void>;
  inProgramme(programmeId: ProgrammeId): Promise<PartnerRequests[]>;
};

export type PairListStore = {
  /** By list; those without pairs are missing. */
  counts(programmeId: ProgrammeId): Promise<{ list: PairListName; pairs: number; changedAt: Date }[]>;
  pairs(programmeId: ProgrammeId, list: PairListName): Promise<ListedPair[]>;
  inProgramme(programmeId: ProgrammeId): Promise<(ListedPair & { list: PairListName })[]>;
  /** Returns how many were not on the list yet. */
  add(programmeId: ProgrammeId, list: PairListName, pairs: ListedPair[], at: Date): Promise<number>;
  /** Returns how many were on it. */
  clear(programmeId: ProgrammeId, list: PairListName): Promise<number>;
  /** Programmes in which a coordinator listed this person. */
  naming(personId: PersonId): Promise<ProgrammeId[]>;
};

export type InvitationStore = {
  /** Returns those that are new; one person is invited once per programme. */
  add(invitations: Invitation[]): Promise<Invitation[]>;
  get(programmeId: ProgrammeId, personId: PersonId): Promise<Invitation | undefined>;
  answer(programmeId: ProgrammeId, personId: PersonId, answer: 'joined' | 'declined'): Promise<void>;
  inProgramme(programmeId: ProgrammeId): Promise<Invitation[]>;
  ofPerson(personId: PersonId): Promise<Invitation[]>;
};
