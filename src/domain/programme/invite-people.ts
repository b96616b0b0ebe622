import type { Clock } from '../kernel/clock.ts';
import type { PersonId, ProgrammeId } from '../kernel/ids.ts';
import type { AuditLog, Outbox } from '../kernel/jobs.ts';
import { fault, ok, type Fault, type Result } from '../kernel/result.ts';
import type { Transact } from '../kernel/unit-of-work.ts';
import type { Directory } from '../people/ports.ts';
import type { InvitationStore, ProgrammeStore } from './ports.ts';
import type { Role } from './programme.ts';

type Deps = {
  transact: Transact<{ programmes: ProgrammeStore; invitations: InvitationStore; outbox: Outbox; audit: AuditLog }>;
  directory: Directory;
  clock: Clock;
};

/** People to invite; `at` says where each was named (a row of a list), for the faults. */
export type Invitee = { personId: PersonId; role: Role | null; at?: string };

/** Several faults at once: nothing was written. */
export type InvitationFaults = Fault & { details?: { at: string; message: string }[] };

/** Invites everybody in the list by a card each, guests by mail, or, when one can't be invited, nobody. */
export const invitePeople =
  (deps: Deps) =>
  async (input: {
    programmeId: ProgrammeId;
    by: PersonId;
    people: Invitee[];
  }): Promise<Result<{ invited: number; alreadyInvited: number }, InvitationFaults>> => {
    const known = new Map((await deps.directory.look(input.people.map((p) => p.personId))).map((p) => [p.id, p]));
    const details = input.people.flatMap((invitee, index) => {
      const at = invitee.at ?? `people.${index}`;
      const person = known.get(invitee.personId);
      if (!person) return [{ at, message: 'This person is not in the directory.' }];
      if (person.isGuest && person.mail === null) {
        return [{ at, message: `${person.displayName} is a guest without a mail address, and can't be written to.` }];
      }
      return [];
    });
    if (details.length > 0) {
      const message = `${details.length} of ${input.people.length} can't be invited, so nobody was.`;
      return { ok: false, fault: { code: 'cannot-invite', message, details } };
    }
    return deps.transact(
      { kind: 'programme', programmeId: input.programmeId },
      async ({ programmes, invitations, outbox, audit }) => {
        const programme = await programmes.getForUpdate(input.programmeId);
        if (!programme) return fault('no-such-programme', 'There is no such programme.');
        if (programme.state !== 'enrolling') {
          return fault('not-enrolling', 'People can be invited while the programme is open for enrolment.');
        }
        const invitedAt = deps.clock.now();
        const fresh = await invitations.add(
          input.people.map(({ personId, role }) => ({
            programmeId: programme.id,
            personId,
            role,
            invitedAt,
            answer: null,
            isGuest: known.get(personId)?.isGuest ?? false,
          })),
        );
        for (const { personId } of fresh) {
          await outbox.add({
            key: `invitation:${programme.id}:${personId}`,
            to: personId,
            programmeId: programme.id,
            about: { kind: 'invitation', programmeId: programme.id },
          });
        }
        await audit.add({
          actor: input.by,
          action: 'people-invited',
          programmeId: programme.id,
          detail: { invited: fresh.length },
        });
        return ok({ invited: fresh.length, alreadyInvited: input.people.length - fresh.length });
      },
    );
  };
