import type { PersonId, ProgrammeId } from '../kernel/ids.ts';
import type { Outbox } from '../kernel/jobs.ts';
import { fault, ok, type Result } from '../kernel/result.ts';
import type { Transact } from '../kernel/unit-of-work.ts';
import type { EnrolmentStore, InvitationStore } from './ports.ts';

type Deps = { transact: Transact<{ invitations: InvitationStore; enrolments: EnrolmentStore; outbox: Outbox }> };

/** 'No, thank you' to an invitation; no reason is asked. Whoever has joined already leaves instead. */
export const declineInvitation =
  (deps: Deps) =>
  async (input: { programmeId: ProgrammeId; personId: PersonId }): Promise<Result<null>> =>
    deps.transact({ kind: 'person', personId: input.personId }, async ({ invitations, enrolments, outbox }) => {
      const invitation = await invitations.get(input.programmeId, input.personId);
      if (!invitation) return fault('not-invited', 'You have not been invited to this programme.');
      const enrolment = await enrolments.get(input.programmeId, input.personId);
      if (enrolment?.state === 'active') {
        return fault('already-joined', 'You have joined this programme. You can leave it at any time.');
      }
      await invitations.answer(input.programmeId, input.personId, 'declined');
      await outbox.reviseLetter(`invitation:${input.programmeId}:${input.personId}`);
      return ok(null);
    });
