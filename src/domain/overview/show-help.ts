import type { OccurrenceId, PairId, PersonId, ProgrammeId } from '../kernel/ids.ts';
import { fault, ok, type Result } from '../kernel/result.ts';
import type { Transact } from '../kernel/unit-of-work.ts';
import type { Pair, PairStore } from '../matching/ports.ts';
import type { MeetingStore } from '../meetings/ports.ts';
import type { SupportStore } from '../pairs/ports.ts';
import type { PersonDetails } from '../people/people.ts';
import type { Directory, ParticipantStore } from '../people/ports.ts';
import type { InvitationStore, ProgrammeStore } from '../programme/ports.ts';
import type { Programme } from '../programme/programme.ts';
import { personNames } from './person-names.ts';

/** Whom somebody can turn to: in confidence first, then those who run the programme. */
export type Help<Someone = PersonDetails> = { contacts: Someone[]; coordinators: Someone[] };

type Deps = {
  transact: Transact<{
    programmes: ProgrammeStore;
    invitations: InvitationStore;
    pairs: PairStore;
    meetings: MeetingStore;
    support: SupportStore;
    participants: ParticipantStore;
  }>;
  directory: Directory;
};

/** A card names one of these. */
export type HelpAbout = { programmeId?: ProgrammeId; pairId?: PairId; occurrenceId?: OccurrenceId };

/**
 * Whom somebody can turn to about a programme of theirs. That they asked is written down nowhere. Faults: `not-yours`.
 */
export const showHelp =
  (deps: Deps) =>
  async ({ personId, about }: { personId: PersonId; about: HelpAbout }): Promise<Result<Help>> => {
    const found = await deps.transact({ kind: 'person', personId }, async (stores) => {
      const meeting = about.occurrenceId && (await stores.meetings.occurrence(about.occurrenceId));
      const pair = about.pairId && (await stores.pairs.get(about.pairId));
      const programmeId = about.programmeId ?? (pair || meeting || undefined)?.programmeId;
      const programme = programmeId && (await stores.programmes.get(programmeId));
      if (!programme || !(await stores.invitations.get(programme.id, personId))) return null;
      const own = (await stores.pairs.liveOfPerson(personId)).filter((one) => one.programmeId === programme.id);
      const meant = own.filter(({ id }) => id === (pair || undefined)?.id || id === (meeting || undefined)?.pairId);
      return helpIn(stores.support, programme, meant.length > 0 ? meant : own, personId);
    });
    if (!found) return fault('not-yours', 'This is not about a programme of yours any more.');
    const name = await personNames(deps, [...found.contacts, ...found.coordinators]);
    return ok({ contacts: found.contacts.map(name), coordinators: found.coordinators.map(name) });
  };

/** The same as ids, for pairs of the person's own. */
export async function helpIn(
  support: SupportStore,
  { coordinators }: Programme,
  pairs: Pair[],
  personId: PersonId,
): Promise<Help<PersonId>> {
  const contacts = new Set<PersonId>();
  for (const { id } of pairs) {
    const { first, second } = await support.ofPair(id);
    for (const contact of [first, second]) if (contact !== null) contacts.add(contact);
  }
  return { contacts: [...contacts], coordinators: coordinators.filter((id) => id !== personId) };
}
