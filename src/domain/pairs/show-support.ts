import type { Clock } from '../kernel/clock.ts';
import type { PersonId, ProgrammeId } from '../kernel/ids.ts';
import { fault, ok, type Result } from '../kernel/result.ts';
import { systemScope, type Transact } from '../kernel/unit-of-work.ts';
import type { PairStore } from '../matching/ports.ts';
import type { ChartStore } from '../people/ports.ts';
import type { ProgrammeStore } from '../programme/ports.ts';
import type { SupportStore } from './ports.ts';
import { supportCircumstances } from './renew-support.ts';
import { supportGaps, type SupportContact } from './support-contacts.ts';

type Deps = {
  transact: Transact<{ programmes: ProgrammeStore; pairs: PairStore; chart: ChartStore; support: SupportStore }>;
  clock: Clock;
};

type PairOfPeople = { mentorId: PersonId; menteeId: PersonId };
export type SupportOverview = { contacts: SupportContact[]; gaps: (PairOfPeople & { contacts: 0 | 1 })[] };

/**
 * The support contacts of a programme, and for which pairs they are too few: no contact at all, or no second. Without
 * `pairs` its live pairs are meant; with them, those that are about to be published. Faults: `no-such-programme`.
 */
export const showSupport =
  (deps: Deps) =>
  async (input: { programmeId: ProgrammeId; pairs?: PairOfPeople[] }): Promise<Result<SupportOverview>> =>
    // The chart belongs to no programme, hence the system's scope.
    deps.transact(systemScope, async (stores) => {
      const programme = await stores.programmes.get(input.programmeId);
      if (!programme) return fault('no-such-programme', 'There is no such programme.');
      const live = (await stores.pairs.inProgramme(programme.id)).filter((pair) => pair.state === 'live');
      const asked = (input.pairs ?? live).map(({ mentorId, menteeId }) => ({ mentorId, menteeId }));
      const circumstances = await supportCircumstances(stores, programme, [...live, ...asked], deps.clock);
      return ok({ contacts: circumstances.contacts, gaps: supportGaps(asked, circumstances) });
    });
