import type { Clock } from '../kernel/clock.ts';
import type { PersonId, ProgrammeId } from '../kernel/ids.ts';
import type { JobQueue } from '../kernel/jobs.ts';
import { fault, ok, type Result } from '../kernel/result.ts';
import type { Transact } from '../kernel/unit-of-work.ts';
import type { Directory, ParticipantStore } from '../people/ports.ts';
import type { EnrolmentStore, InvitationStore, ProgrammeStore } from './ports.ts';
import type { Enrolment, Role } from './programme.ts';

type Deps = {
  transact: Transact<{
    programmes: ProgrammeStore;
    invitations: InvitationStore;
    enrolments: EnrolmentStore;
    participants: ParticipantStore;
    jobs: JobQueue;
  }>;
  directory: Directory;
  clock: Clock;
};

export type Profile = { role: Role; offers: string[]; wants: string[]; area: string | null; languages: string[] };

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
    const [details] = await deps.directory.look([personId]);
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
      const now = deps.clock.now();
      const enrolment: Enrolment = {
        programmeId,
        personId,
        role: profile.role,
        offers: tidy(profile.offers),
        wants: tidy(profile.wants),
        area: profile.area === null || profile.area.trim() === '' ? null : profile.area.trim(),
        languages: tidy(profile.languages),
        state: 'active',
        via: input.via,
        enrolledAt: before?.state === 'active' ? before.enrolledAt : now,
        waitingSince: before?.waitingSince ?? null,
      };
      await stores.participants.save([
        { ...details, timeZone: null, worksFrom: null, worksTo: null, refreshedAt: now },
      ]);
      await stores.enrolments.save(enrolment);
      await stores.invitations.answer(programmeId, personId, 'joined');
      await stores.jobs.enqueue({ name: 'refresh-participant', data: { personId } });
      return ok(enrolment);
    });
  };

const tidy = (texts: string[]): string[] => [
  ...new Set(texts.map((text) => text.normalize('NFC').trim()).filter((text) => text !== '')),
];
