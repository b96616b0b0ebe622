import type { ProgrammeId } from '../kernel/ids.ts';
import { systemScope, type Transact } from '../kernel/unit-of-work.ts';
import type { ParticipantStore, WorkingHours } from '../people/ports.ts';
import type { EnrolmentStore } from '../programme/ports.ts';

type Deps = {
  workingHours: WorkingHours;
  transact: Transact<{ enrolments: EnrolmentStore; participants: ParticipantStore }>;
};

/**
 * Asks for the working hours of those who joined so lately that nobody has yet: a run that guessed them would be out of
 * date as soon as they are known.
 */
export async function learnMissingHours(deps: Deps, programmeId: ProgrammeId): Promise<void> {
  const missing = await deps.transact(systemScope, async ({ enrolments, participants }) => {
    const active = (await enrolments.inProgramme(programmeId)).filter((one) => one.state === 'active');
    const known = await participants.list(active.map((one) => one.personId));
    return known.filter((one) => one.timeZone === null && one.mail !== null);
  });
  if (missing.length === 0) return;
  const hours = await deps.workingHours.of(missing.map(({ id, mail }) => ({ id, mail: mail ?? '' })));
  const learned = new Map(hours.map((one) => [one.id, one]));
  await deps.transact(systemScope, async ({ participants }) => {
    // Asked again: who has left meanwhile must not come back.
    const joined = await participants.known([...learned.keys()]);
    const still = await participants.list([...joined]);
    await participants.save(still.map((one) => ({ ...one, ...learned.get(one.id) })));
  });
}
