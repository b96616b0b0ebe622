import type { PersonDetails } from '../../src/domain/people/people.ts';
import type { Directory } from '../../src/domain/people/ports.ts';

/** A chart small enough to hold in one's head: a head, two deputies, four managers each, three staff under each. */
export type SmallOrganisation = {
  people: { id: string; managerId: string | null; name: string; depth: number }[];
  seniors: string[];
  juniors: string[];
  guest: string;
  directory: Directory;
};

const id = (n: number): string => `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;

export function smallOrganisation(): SmallOrganisation {
  const people: SmallOrganisation['people'] = [];
  const add = (managerId: string | null, name: string, depth: number): string => {
    people.push({ id: id(people.length + 1), managerId, name, depth });
    return id(people.length);
  };
  const head = add(null, 'Head', 0);
  for (const side of ['North', 'South']) {
    const deputy = add(head, `${side} deputy`, 1);
    for (let m = 1; m <= 4; m++) {
      const lead = add(deputy, `${side} manager ${m}`, 2);
      for (let s = 1; s <= 3; s++) {
        const staff = add(lead, `${side} staff ${m}.${s}`, 3);
        add(staff, `${side} apprentice ${m}.${s}`, 4);
      }
    }
  }
  const guest = id(5000);
  const details = new Map<string, PersonDetails>(people.map((person) => [person.id, detailsOf(person)]));
  details.set(guest, { ...detailsOf({ id: guest, name: 'Board guest', depth: 0 }), isGuest: true });
  const unused = async (): Promise<never> => {
    throw new Error('not part of this test');
  };
  return {
    people,
    seniors: people.filter((person) => person.depth === 2).map((person) => person.id),
    juniors: people.filter((person) => person.depth === 4).map((person) => person.id),
    guest,
    directory: {
      look: async (ids) => ids.flatMap((one) => details.get(one) ?? []),
      findByMail: async (mails) => [...details.values()].filter((one) => one.mail !== null && mails.includes(one.mail)),
      search: async (text) => [...details.values()].filter((one) => one.displayName.startsWith(text)),
      bookmark: unused,
      page: unused,
      changes: unused,
      withManagers: unused,
    },
  };
}

function detailsOf(person: { id: string; name: string; depth: number }): PersonDetails {
  return {
    id: person.id,
    displayName: person.name,
    mail: `${person.name.toLowerCase().replace(/[^a-z0-9]+/g, '.')}@contoso.example`,
    jobTitle: `Level ${person.depth}`,
    department: person.name.startsWith('North') ? 'North' : 'South',
    officeLocation: 'Leeds',
    preferredLanguage: 'en-GB',
    grade: `Grade ${person.depth}`,
    isGuest: false,
  };
}
