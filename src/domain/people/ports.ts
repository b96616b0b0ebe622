import type { PersonId } from '../kernel/ids.ts';
import { Unavailable } from '../kernel/unavailable.ts';
import type { DirectoryPage, DirectoryPerson, Participant, PersonDetails, SyncState } from './people.ts';

/** The directory could not be asked. */
export class DirectoryUnavailable extends Unavailable {
  override name = 'DirectoryUnavailable';
}

/** The organisation's directory (Microsoft Graph). Every call throws `DirectoryUnavailable` when it gave up. */
export type Directory = {
  /** A link from which `changes` will tell everything that happens from now on. */
  bookmark(): Promise<string>;
  /** One page of everybody (at most 100), each with the manager; null starts at the beginning. `expired`: start over. */
  page(nextLink: string | null): Promise<DirectoryPage | 'expired'>;
  /** One page of what changed since a bookmark; `expired` when the bookmark is too old (410): start over. */
  changes(link: string): Promise<DirectoryPage | 'expired'>;
  /** People with their managers, for those of whom a change did not tell the manager; the gone are missing. */
  withManagers(ids: PersonId[]): Promise<DirectoryPerson[]>;
  /** Looks people up as they are now; those who are gone are missing from the answer. */
  look(ids: PersonId[]): Promise<PersonDetails[]>;
  /** By exact mail address or user principal name (case does not matter). */
  findByMail(addresses: string[]): Promise<PersonDetails[]>;
  /** People whose name starts with the text, at most `limit`. */
  search(text: string, limit: number): Promise<PersonDetails[]>;
};

/** Time zone and working hours, as free/busy answers tell them. Unknown people are missing from the answer. */
export type WorkingHours = {
  of(
    people: { id: PersonId; mail: string }[],
  ): Promise<{ id: PersonId; timeZone: string | null; worksFrom: string | null; worksTo: string | null }[]>;
};

/** The synchronised chart. Of people who never joined a programme only id, manager and change date are kept. */
export type ChartStore = {
  syncState(): Promise<SyncState>;
  saveSyncState(state: SyncState): Promise<void>;
  /** Adds or changes people of one page; a changed manager closes the old entry of the history. Returns rows changed. */
  upsert(people: { id: PersonId; managerId: PersonId | null }[], at: Date): Promise<number>;
  /** Marks leavers; they lose their manager in the chart and keep their history. */
  markLeft(ids: PersonId[], at: Date): Promise<number>;
  /** Marks as left whoever was not seen since a full read began. */
  markUnseen(since: Date, at: Date): Promise<number>;
  size(): Promise<{ people: number; leavers: number; roots: number }>;
  /** The whole chart without leavers, for the matcher. */
  all(): Promise<{ id: PersonId; managerId: PersonId | null }[]>;
  /** Direct reports with the number of people below each, largest first; null asks for the roots. */
  reportsOf(managerId: PersonId | null, limit: number): Promise<{ id: PersonId; reports: number }[]>;
  /** The line from a person up to the root, the person first. */
  lineOf(id: PersonId): Promise<PersonId[]>;
  /** These people and everybody above them, each with the manager; those who are not in the chart are missing. */
  linesOf(ids: PersonId[]): Promise<{ id: PersonId; managerId: PersonId | null }[]>;
  formerManagers(ids: PersonId[]): Promise<{ personId: PersonId; managerId: PersonId; until: Date }[]>;
  isPresent(id: PersonId): Promise<boolean>;
  /** Those of these people who have left the organisation, and guests who joined and have gone from the directory. */
  leavers(ids: PersonId[]): Promise<Set<PersonId>>;
};

/** People who joined: the only ones whose name and work details are kept. */
export type ParticipantStore = {
  get(id: PersonId): Promise<Participant | undefined>;
  list(ids: PersonId[]): Promise<Participant[]>;
  /** Adds or refreshes; keeps known working hours where the new ones are null. Who was read since they went is there again. */
  save(participants: Participant[]): Promise<void>;
  /** Those of them who joined. They stay until the transaction ends, so that a late `save` brings nobody back. */
  known(ids: PersonId[]): Promise<Set<PersonId>>;
  /** Guests of them have gone; of members the chart tells. */
  markGone(ids: PersonId[], at: Date): Promise<void>;
  /** Guests whom nobody has refreshed since a full read began have gone. */
  markUnseen(since: Date, at: Date): Promise<void>;
  remove(id: PersonId): Promise<void>;
};
