import type { PersonView } from '../../contract/endpoint.ts';
import type { PersonDetails } from '../../domain/people/people.ts';

/** A person as others may see them: no mail, no place, no hours. */
export const personView = (person: PersonDetails): PersonView => ({
  id: person.id,
  name: person.displayName,
  title: person.jobTitle,
  department: person.department,
});

/** The same for coordinators, who are told whom nothing reaches but mail. */
export const memberView = (person: PersonDetails): PersonView => ({
  ...personView(person),
  ...(person.isGuest && { byMail: true }),
});

export const instantOf = (date: Date): string => date.toISOString();
export const instantOrNull = (date: Date | null): string | null => date?.toISOString() ?? null;
