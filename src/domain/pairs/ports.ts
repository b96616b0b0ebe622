import type { AlertId, PairId, PersonId, ProgrammeId } from '../kernel/ids.ts';
import type { Alert, Matter } from './alerts.ts';
import type { SupportChoice, SupportContact } from './support-contacts.ts';

export type AlertStore = {
  /** Throws when an alert about the same is open. */
  add(alert: Alert): Promise<void>;
  get(id: AlertId): Promise<Alert | undefined>;
  /** Newest first. */
  inProgramme(programmeId: ProgrammeId): Promise<Alert[]>;
  change(id: AlertId, matter: Matter): Promise<void>;
  close(id: AlertId, state: Exclude<Alert['state'], 'open'>, at: Date, by: PersonId | null): Promise<void>;
};

export type SupportStore = {
  /** In the coordinators' order. */
  contacts(programmeId: ProgrammeId): Promise<SupportContact[]>;
  setContacts(programmeId: ProgrammeId, contacts: SupportContact[]): Promise<void>;
  /** The programmes on whose list a person is. */
  listing(personId: PersonId): Promise<ProgrammeId[]>;
  ofPair(pairId: PairId): Promise<SupportChoice>;
  /** Takes the place of all that was chosen for the programme's pairs. */
  setChoices(programmeId: ProgrammeId, choices: ({ pairId: PairId } & SupportChoice)[]): Promise<void>;
};

/** What leaving needs of what is kept for somebody's meetings (who keeps their diary, a pause); meetings know more of it. */
export type KeptForMeetings = {
  remove(programmeId: ProgrammeId, personId: PersonId): Promise<void>;
};
