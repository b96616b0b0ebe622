import type { PersonId } from '../kernel/ids.ts';

/** What the directory says of a person at this moment. */
export type PersonDetails = {
  id: PersonId;
  displayName: string;
  mail: string | null;
  jobTitle: string | null;
  department: string | null;
  officeLocation: string | null;
  preferredLanguage: string | null;
  /** As the directory writes it; null also where no attribute holds grades. */
  grade: string | null;
  isGuest: boolean;
};

/** Someone who joined a programme. Zone is IANA; hours are HH:MM in it; null where the calendar did not tell. */
export type Participant = PersonDetails & {
  timeZone: string | null;
  worksFrom: string | null;
  worksTo: string | null;
  refreshedAt: Date;
};

/** A person as one page of the directory tells it; `managerKnown` is false where a change left the manager out. */
export type DirectoryPerson = {
  details: PersonDetails;
  managerId: PersonId | null;
  managerKnown: boolean;
  /** Account disabled: treated as having left. */
  isDisabled: boolean;
};

/** One page: people, leavers (ids), and how to go on: a link to the next page, or the link for later changes. */
export type DirectoryPage = {
  people: DirectoryPerson[];
  left: PersonId[];
  nextLink: string | null;
  deltaLink: string | null;
};

/** How far the chart has got; kept after every page, so that a kill costs one page at most. */
export type SyncState = {
  phase: 'never' | 'reading' | 'catching-up' | 'ready';
  /** Where the reading goes on; null at the beginning. */
  nextLink: string | null;
  /** Taken before the reading began; changes since then are applied after it. */
  deltaLink: string | null;
  pages: number;
  peopleRead: number;
  startedAt: Date | null;
  finishedAt: Date | null;
  fault: string | null;
};
