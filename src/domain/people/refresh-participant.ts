import type { Clock } from '../kernel/clock.ts';
import type { PersonId } from '../kernel/ids.ts';
import { fault, ok, type Result } from '../kernel/result.ts';
import { systemScope, type Transact } from '../kernel/unit-of-work.ts';
import type { Participant } from './people.ts';
import type { Directory, ParticipantStore, WorkingHours } from './ports.ts';

type Deps = {
  transact: Transact<{ participants: ParticipantStore }>;
  directory: Directory;
  workingHours: WorkingHours;
  clock: Clock;
};

/** Reads one participant's details, zone and hours anew. Faults: `not-a-participant`, `not-in-directory`. */
export const refreshParticipant =
  (deps: Deps) =>
  async ({ personId }: { personId: PersonId }): Promise<Result<Participant>> => {
    const [details] = await deps.directory.look([personId]);
    if (!details) return fault('not-in-directory', 'The directory does not know this person any more.');
    const [hours] = details.mail === null ? [] : await deps.workingHours.of([{ id: personId, mail: details.mail }]);
    return deps.transact(systemScope, async ({ participants }) => {
      // Who has left meanwhile must not come back by a late job.
      const joined = await participants.known([personId]);
      if (!joined.has(personId)) return fault('not-a-participant', 'This person is in no programme.');
      const { timeZone = null, worksFrom = null, worksTo = null } = hours ?? {};
      await participants.save([{ ...details, timeZone, worksFrom, worksTo, refreshedAt: deps.clock.now() }]);
      const [saved] = await participants.list([personId]);
      return ok(saved!);
    });
  };
