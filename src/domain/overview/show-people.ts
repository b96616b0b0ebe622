import type { ProgrammeId } from '../kernel/ids.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { Transact } from '../kernel/unit-of-work.ts';
import type { LetterState } from '../letters/letters.ts';
import type { LetterStore } from '../letters/ports.ts';
import type { PersonDetails } from '../people/people.ts';
import type { Directory, ParticipantStore } from '../people/ports.ts';
import type { EnrolmentStore, InvitationStore } from '../programme/ports.ts';
import type { Enrolment, Invitation } from '../programme/programme.ts';
import { personNames } from './person-names.ts';

type Deps = {
  transact: Transact<{
    invitations: InvitationStore;
    enrolments: EnrolmentStore;
    letters: LetterStore;
    participants: ParticipantStore;
  }>;
  directory: Directory;
};

export type ProgrammePeople = {
  invitations: (Invitation & { person: PersonDetails; card: LetterState | null })[];
  enrolments: (Enrolment & { person: PersonDetails })[];
};

/** Who was invited, who joined and in what words, newest first; for the programme's coordinators. */
export const showPeople =
  (deps: Deps) =>
  async (input: { programmeId: ProgrammeId }): Promise<Result<ProgrammePeople>> => {
    const { programmeId } = input;
    const { invitations, enrolments, letters } = await deps.transact(
      { kind: 'programme', programmeId },
      async (stores) => ({
        invitations: await stores.invitations.inProgramme(programmeId),
        enrolments: (await stores.enrolments.inProgramme(programmeId)).filter((one) => one.state === 'active'),
        letters: await stores.letters.inProgramme(programmeId),
      }),
    );
    const ids = [...invitations, ...enrolments].map((one) => one.personId);
    const name = await personNames(deps, ids);
    // Whoever had answered before it was sent was rightly sent none.
    const sent = letters.filter(({ about, reason }) => about.kind === 'invitation' && reason !== 'nothing-to-say');
    const card = new Map(sent.map((one) => [one.to, one.state]));
    return ok({
      invitations: invitations.map((one) => ({
        ...one,
        person: name(one.personId),
        card: card.get(one.personId) ?? null,
      })),
      enrolments: enrolments.map((one) => ({ ...one, person: name(one.personId) })),
    });
  };
