import type { PersonId, ProgrammeId } from '../kernel/ids.ts';
import type { Enrolment, Invitation, Programme, ProgrammeState } from './programme.ts';

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
  setWaiting(programmeId: ProgrammeId, personIds: PersonId[], since: Date): Promise<void>;
};

export type InvitationStore = {
  /** Returns those that are new; one person is invited once per programme. */
  add(invitations: Invitation[]): Promise<Invitation[]>;
  get(programmeId: ProgrammeId, personId: PersonId): Promise<Invitation | undefined>;
  answer(programmeId: ProgrammeId, personId: PersonId, answer: 'joined' | 'declined'): Promise<void>;
  inProgramme(programmeId: ProgrammeId): Promise<Invitation[]>;
  ofPerson(personId: PersonId): Promise<Invitation[]>;
};
