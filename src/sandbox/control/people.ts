import { rank } from '../people/grades.ts';
import type { Person } from '../people/person.ts';
import type { World } from '../world.ts';

/** A person as the host page shows one. */
export type PresentedPerson = {
  id: string;
  name: string;
  title: string;
  department: string;
  office: string;
  mail: string;
  timeZone: string;
  roles: string[];
  isGuest: boolean;
};

/** Turns a person of the directory into what the host page shows. */
export function present(person: Person): PresentedPerson {
  return {
    id: person.id,
    name: person.displayName,
    title: person.jobTitle,
    department: person.department,
    office: person.officeLocation,
    mail: person.mail,
    timeZone: person.timeZone,
    roles: person.roles,
    isGuest: person.userType === 'Guest',
  };
}

const FEATURED = 40;

/**
 * People worth a place in the picker: coordinators, the sponsor, those whom a part names (a chat, a meeting), then
 * some seniors and some juniors, always the same ones, and the guests.
 */
export function featuredPeople({ directory, config, featured }: World): Person[] {
  const chosen = new Map<string, Person>();
  const add = (person: Person | undefined): void => {
    if (person !== undefined) chosen.set(person.id, person);
  };
  directory.withRole('Coordinator').forEach(add);
  directory.withRole('Sponsor').forEach(add);
  for (const name of featured) for (const id of name().slice(0, FEATURED)) add(directory.get(id));
  const staff = directory
    .list(0, 2000)
    .filter(
      ({ mail, grade, userType }) => grade !== '' && userType === 'Member' && !config.organizerMailboxes.includes(mail),
    );
  staff
    .filter(({ grade }) => rank(grade) <= 3)
    .slice(0, 8)
    .forEach(add);
  staff
    .filter(({ grade }) => rank(grade) >= 7)
    .slice(0, 8)
    .forEach(add);
  directory.guests().forEach(add);
  return [...chosen.values()];
}
