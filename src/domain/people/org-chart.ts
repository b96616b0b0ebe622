import type { PersonId } from '../kernel/ids.ts';
import type { DirectoryPage } from './people.ts';

/** What one page of the directory means for the chart. */
export type ChartChange = {
  people: { id: PersonId; managerId: PersonId | null }[];
  /** Deleted and disabled accounts, and guests: the chart holds members who are there. */
  left: PersonId[];
  /** Members whose manager this page leaves out: right for those in the chart, to be asked for the others. */
  managerUnknown: PersonId[];
};

/** Sorts a page into who stays in the chart and who does not. Nobody is their own manager. */
export function readPage(page: DirectoryPage): ChartChange {
  const isMember = ({ isDisabled, details }: DirectoryPage['people'][number]) => !isDisabled && !details.isGuest;
  const members = page.people.filter(isMember);
  return {
    people: members
      .filter((person) => person.managerKnown)
      .map(({ details, managerId }) => ({ id: details.id, managerId: managerId === details.id ? null : managerId })),
    left: [...page.left, ...page.people.filter((person) => !isMember(person)).map((person) => person.details.id)],
    managerUnknown: members.filter((person) => !person.managerKnown).map((person) => person.details.id),
  };
}
