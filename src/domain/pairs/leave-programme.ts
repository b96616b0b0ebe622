import type { Clock } from '../kernel/clock.ts';
import type { PersonId, ProgrammeId } from '../kernel/ids.ts';
import type { AuditLog, JobQueue, Outbox } from '../kernel/jobs.ts';
import { fault, ok, type Result } from '../kernel/result.ts';
import { systemScope, type Transact } from '../kernel/unit-of-work.ts';
import type { PairStore, ProposalStore } from '../matching/ports.ts';
import type { ParticipantStore } from '../people/ports.ts';
import type { EnrolmentStore, InvitationStore, ProgrammeStore } from '../programme/ports.ts';

type Deps = {
  transact: Transact<{
    programmes: ProgrammeStore;
    enrolments: EnrolmentStore;
    invitations: InvitationStore;
    participants: ParticipantStore;
    pairs: PairStore;
    proposals: ProposalStore;
    outbox: Outbox;
    jobs: JobQueue;
    audit: AuditLog;
  }>;
  clock: Clock;
};

/**
 * One click, no reason asked. What the person said of themselves is deleted; a pair ends, its future meetings are
 * cancelled, and the partner is told kindly and comes first in the next round.
 */
export const leaveProgramme =
  (deps: Deps) =>
  async (input: { programmeId: ProgrammeId; personId: PersonId }): Promise<Result<null>> =>
    // The partner's rows change too, hence the system's scope; that the enrolment is the caller's own is checked here.
    deps.transact(systemScope, async (stores) => {
      const { programmeId, personId } = input;
      // Publishing and others who leave take turns: a pair may be about to appear, or to be ended from its other side.
      await stores.programmes.getForUpdate(programmeId);
      const enrolment = await stores.enrolments.get(programmeId, personId);
      if (enrolment?.state !== 'active') return fault('not-joined', 'You are not in this programme.');
      const now = deps.clock.now();
      await stores.enrolments.save({
        ...enrolment,
        offers: [],
        wants: [],
        area: null,
        languages: [],
        waitingSince: null,
        state: 'left',
      });
      await stores.invitations.answer(programmeId, personId, 'declined');
      await stores.proposals.forgetWords(programmeId, personId);
      for (const live of await stores.pairs.liveOfPerson(personId)) {
        if (live.programmeId !== programmeId) continue;
        const pair = await stores.pairs.getForUpdate(live.id);
        if (pair?.state !== 'live') continue;
        const partner = pair.mentorId === personId ? pair.menteeId : pair.mentorId;
        await stores.pairs.end(pair.id, now);
        await stores.jobs.enqueue({ name: 'end-series', data: { pairId: pair.id } });
        await stores.enrolments.setWaiting(programmeId, [partner], now);
        await stores.outbox.add({
          key: `pair-ended:${pair.id}:${partner}`,
          to: partner,
          programmeId,
          about: { kind: 'pair-ended', pairId: pair.id },
        });
      }
      const elsewhere = (await stores.enrolments.ofPerson(personId)).some((e) => e.state === 'active');
      if (!elsewhere) await stores.participants.remove(personId);
      await stores.audit.add({ actor: personId, action: 'programme-left', programmeId, subject: personId });
      return ok(null);
    });
