import type { Clock } from '../kernel/clock.ts';
import type { PersonId, ProgrammeId } from '../kernel/ids.ts';
import type { JobQueue, Outbox } from '../kernel/jobs.ts';
import { fault, ok, type Result } from '../kernel/result.ts';
import type { Transact } from '../kernel/unit-of-work.ts';
import type { Directory, ParticipantStore } from '../people/ports.ts';
import type { EnrolmentStore, InvitationStore, PartnerRequestStore, ProgrammeStore } from './ports.ts';
import { checkRequests, type NamedPeople } from './partner-requests.ts';
import type { Enrolment, Role } from './programme.ts';

type Deps = {
  transact: Transact<{
    programmes: ProgrammeStore;
    invitations: InvitationStore;
    enrolments: EnrolmentStore;
    partnerRequests: PartnerRequestStore;
    participants: ParticipantStore;
    jobs: JobQueue;
    outbox: Outbox;
  }>;
  directory: Directory;
  clock: Clock;
};

export type Profile = {
  role: Role;
  offers: string[];
  wants: string[];
  area: string | null;
  languages: string[];
  /** Left out: as before, at first one. */
  capacity?: number | undefined;
  /** For the matcher alone. Left out: as before. */
  requests?: NamedPeople | undefined;
};

/**
 * The person joins, or changes what they said; from now on their name and work details are kept. Possible for invited
 * people while the programme is enrolling.
 */
export const enrol =
  (deps: Deps) =>
  async (input: {
    programmeId: ProgrammeId;
    personId: PersonId;
    profile: Profile;
    via: 'card' | 'tab';
  }): Promise<Result<Enrolment>> => {
    const { programmeId, personId, profile } = input;
    const requests = profile.requests && checkRequests(profile.requests, personId);
    if (requests && !requests.ok) return requests;
    const named = requests ? [...requests.value.avoid, ...requests.value.wishes] : [];
    const present = new Map((await deps.directory.look([personId, ...named])).map((one) => [one.id, one]));
    const details = present.get(personId);
    if (!details) return fault('not-in-directory', 'The directory does not know you any more, so you could not join.');
    return deps.transact({ kind: 'person', personId }, async (stores) => {
      const programme = await stores.programmes.get(programmeId);
      const invitation = await stores.invitations.get(programmeId, personId);
      if (!programme || !invitation) return fault('not-invited', 'You have not been invited to this programme.');
      if (programme.state !== 'enrolling') {
        return fault('enrolment-closed', `${programme.name} is not taking people in at the moment.`);
      }
      if (invitation.role !== null && invitation.role !== profile.role) {
        return fault('wrong-role', `You were invited to join as a ${invitation.role}.`, 'role');
      }
      const before = await stores.enrolments.get(programmeId, personId);
      const largest = programme.largestCapacity[profile.role];
      const capacity = profile.capacity ?? Math.min(before?.capacity ?? 1, largest);
      if (capacity > largest) {
        const most = largest === 1 ? 'one partner' : `${largest} partners`;
        return fault('too-many-partners', `In ${programme.name} a ${profile.role} has ${most} at most.`, 'capacity');
      }
      const now = deps.clock.now();
      const enrolment: Enrolment = {
        programmeId,
        personId,
        role: profile.role,
        offers: tidy(profile.offers),
        wants: tidy(profile.wants),
        area: profile.area === null || profile.area.trim() === '' ? null : profile.area.trim(),
        languages: tidy(profile.languages),
        capacity,
        state: 'active',
        via: input.via,
        enrolledAt: before?.state === 'active' ? before.enrolledAt : now,
        waitingSince: before?.waitingSince ?? null,
      };
      await stores.participants.save([
        { ...details, timeZone: null, worksFrom: null, worksTo: null, refreshedAt: now },
      ]);
      await stores.enrolments.save(enrolment);
      if (requests) {
        // Whoever has left the organisation meanwhile needs no wish and no distance any more.
        const still = (ids: PersonId[]) => ids.filter((id) => present.has(id));
        const { avoid, wishes } = requests.value;
        await stores.partnerRequests.save({
          programmeId,
          personId,
          avoid: still(avoid),
          wishes: still(wishes),
          toldAt: now,
        });
      }
      await stores.invitations.answer(programmeId, personId, 'joined');
      // A card in the chat that still asks becomes a receipt.
      if (input.via === 'tab') await stores.outbox.reviseLetter(`invitation:${programmeId}:${personId}`);
      await stores.jobs.enqueue({ name: 'refresh-participant', data: { personId } });
      return ok(enrolment);
    });
  };

const tidy = (texts: string[]): string[] => [
  ...new Set(texts.map((text) => text.normalize('NFC').trim()).filter((text) => text !== '')),
];
