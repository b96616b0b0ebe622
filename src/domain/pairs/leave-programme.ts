import type { Clock } from '../kernel/clock.ts';
import type { PersonId, ProgrammeId } from '../kernel/ids.ts';
import type { AuditLog, JobQueue, Outbox } from '../kernel/jobs.ts';
import { fault, ok, type Result } from '../kernel/result.ts';
import { systemScope, type Transact } from '../kernel/unit-of-work.ts';
import type { Pair, PairStore, ScenarioStore } from '../matching/ports.ts';
import type { ParticipantStore } from '../people/ports.ts';
import type { EnrolmentStore, InvitationStore, PartnerRequestStore, ProgrammeStore } from '../programme/ports.ts';
import type { AlertStore, KeptForMeetings } from './ports.ts';

export type LeaveStores = {
  programmes: ProgrammeStore;
  enrolments: EnrolmentStore;
  invitations: InvitationStore;
  partnerRequests: PartnerRequestStore;
  assistants: KeptForMeetings;
  pauses: KeptForMeetings;
  participants: ParticipantStore;
  pairs: PairStore;
  scenarios: ScenarioStore;
  alerts: AlertStore;
  outbox: Outbox;
  jobs: JobQueue;
  audit: AuditLog;
};
type Deps = { transact: Transact<LeaveStores>; clock: Clock };

/**
 * One click, no reason asked. What the person said of themselves is deleted, and so are who keeps their diary and a pause; a
 * pair ends, its future meetings are cancelled, and the partner is told kindly and comes first in the next round.
 */
export const leaveProgramme =
  (deps: Deps) =>
  async (input: { programmeId: ProgrammeId; personId: PersonId }): Promise<Result<null>> =>
    // The partner's rows change too, hence the system's scope; that the enrolment is the caller's own is checked here.
    deps.transact(systemScope, (stores) => leaveWithin(stores, { ...input, actor: input.personId }, deps.clock.now()));

/** The same in a transaction that has more to do. `actor` is the person, or 'system' when they left the organisation. */
export async function leaveWithin(
  stores: LeaveStores,
  { programmeId, personId, actor }: { programmeId: ProgrammeId; personId: PersonId; actor: PersonId | 'system' },
  now: Date,
): Promise<Result<null>> {
  // Publishing and others who leave take turns: a pair may be about to appear, or to be ended from its other side.
  await stores.programmes.getForUpdate(programmeId);
  const enrolment = await stores.enrolments.get(programmeId, personId);
  if (enrolment?.state !== 'active') return fault('not-joined', 'You are not in this programme.');
  await stores.enrolments.save({
    ...enrolment,
    offers: [],
    wants: [],
    area: null,
    languages: [],
    capacity: 1,
    waitingSince: null,
    state: 'left',
  });
  await stores.partnerRequests.remove(programmeId, personId);
  await stores.assistants.remove(programmeId, personId);
  await stores.pauses.remove(programmeId, personId);
  await stores.invitations.answer(programmeId, personId, 'declined');
  await stores.scenarios.forgetPerson(programmeId, personId);
  for (const live of await stores.pairs.liveOfPerson(personId)) {
    if (live.programmeId !== programmeId) continue;
    const pair = await stores.pairs.getForUpdate(live.id);
    if (pair?.state !== 'live') continue;
    const partner = pair.mentorId === personId ? pair.menteeId : pair.mentorId;
    await stores.pairs.end(pair.id, now);
    await closeAlerts(stores, pair, now);
    await stores.jobs.enqueue({ name: 'end-series', data: { pairId: pair.id } });
    const others = (await stores.pairs.liveOfPerson(partner)).some((one) => one.programmeId === programmeId);
    if (!others) await stores.enrolments.setWaiting(programmeId, [partner], now);
    await stores.outbox.add({
      key: `pair-ended:${pair.id}:${partner}`,
      to: partner,
      programmeId,
      about: { kind: 'pair-ended', pairId: pair.id },
    });
  }
  const elsewhere = (await stores.enrolments.ofPerson(personId)).some((e) => e.state === 'active');
  if (!elsewhere) await stores.participants.remove(personId);
  await stores.audit.add({ actor, action: 'programme-left', programmeId, subject: personId });
  return ok(null);
}

/** What was to be decided about a pair needs no deciding when it has ended. */
async function closeAlerts({ alerts, outbox }: LeaveStores, pair: Pair, now: Date): Promise<void> {
  for (const { id, state, matter } of await alerts.inProgramme(pair.programmeId)) {
    if (state !== 'open' || !('pairId' in matter) || matter.pairId !== pair.id) continue;
    await alerts.close(id, 'pair-ended', now, null);
    await outbox.revise(id);
  }
}
