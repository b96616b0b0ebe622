import type { ProgrammeId } from '../kernel/ids.ts';
import { fault, ok, type Result } from '../kernel/result.ts';
import type { Transact } from '../kernel/unit-of-work.ts';
import type { PairStore } from '../matching/ports.ts';
import type { MeetingStore } from '../meetings/ports.ts';
import type { EnrolmentStore, InvitationStore, ProgrammeStore } from '../programme/ports.ts';
import type { Programme } from '../programme/programme.ts';

type Deps = {
  transact: Transact<{
    programmes: ProgrammeStore;
    invitations: InvitationStore;
    enrolments: EnrolmentStore;
    pairs: PairStore;
    meetings: MeetingStore;
  }>;
};

export type ProgrammeCounts = {
  invited: number;
  mentors: number;
  mentees: number;
  pairs: number;
  meetingsBooked: number;
};

/** A programme with the numbers that a coordinator looks at first. */
export const showProgramme =
  (deps: Deps) =>
  async (input: { programmeId: ProgrammeId }): Promise<Result<{ programme: Programme; counts: ProgrammeCounts }>> =>
    deps.transact({ kind: 'programme', programmeId: input.programmeId }, async (stores) => {
      const programme = await stores.programmes.get(input.programmeId);
      if (!programme) return fault('no-such-programme', 'There is no such programme.');
      const active = (await stores.enrolments.inProgramme(programme.id)).filter((e) => e.state === 'active');
      const pairs = await stores.pairs.inProgramme(programme.id);
      const booked = (await stores.meetings.seriesInProgramme(programme.id)).filter((one) => one.state === 'booked');
      const counts = {
        invited: (await stores.invitations.inProgramme(programme.id)).length,
        mentors: active.filter((enrolment) => enrolment.role === 'mentor').length,
        mentees: active.filter((enrolment) => enrolment.role === 'mentee').length,
        pairs: pairs.filter((pair) => pair.state === 'live').length,
        meetingsBooked: (await stores.meetings.occurrencesOfSeries(booked.map((one) => one.id))).length,
      };
      return ok({ programme, counts });
    });
