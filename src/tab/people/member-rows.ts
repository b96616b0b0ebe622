import type { PersonView } from '../../contract/endpoint.ts';
import type { EnrolmentView, InvitationView, RoleName } from '../../contract/programmes.ts';

/** One line of the list of people: what was asked of them and what they said. */
export type MemberRow = {
  person: PersonView;
  role: RoleName | null;
  invitation: InvitationView | null;
  enrolment: EnrolmentView | null;
};

/** Invitations and enrolments put together, by name; someone may have joined without an invitation. */
export function memberRows(people: { invitations: InvitationView[]; enrolments: EnrolmentView[] }): MemberRow[] {
  const rows = new Map<string, MemberRow>();
  for (const invitation of people.invitations) {
    const { person, role } = invitation;
    rows.set(person.id, { person, role, invitation, enrolment: null });
  }
  for (const enrolment of people.enrolments) {
    const { person, role } = enrolment;
    rows.set(person.id, { person, role, invitation: rows.get(person.id)?.invitation ?? null, enrolment });
  }
  return [...rows.values()].sort((a, b) => a.person.name.localeCompare(b.person.name, 'en-GB'));
}

/** Whether every word that was typed begins some part of the name, whatever the accents and capitals. */
export function nameFits(name: string, typed: string): boolean {
  const parts = plain(name).split(/[\s-]+/);
  return plain(typed)
    .split(/\s+/)
    .every((word) => parts.some((part) => part.startsWith(word)));
}

const plain = (words: string): string =>
  words
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .trim();
