import type { Clock } from '../kernel/clock.ts';
import type { NewId, PersonId, ProgrammeId } from '../kernel/ids.ts';
import type { AuditLog } from '../kernel/jobs.ts';
import { fault, ok, type Result } from '../kernel/result.ts';
import { systemScope, type Transact } from '../kernel/unit-of-work.ts';
import type { PairStore } from '../matching/ports.ts';
import type { Directory } from '../people/ports.ts';
import type { ProgrammeStore } from '../programme/ports.ts';
import { renewSupport, type SupportStores } from './renew-support.ts';
import type { SupportContact } from './support-contacts.ts';

type Deps = {
  transact: Transact<SupportStores & { programmes: ProgrammeStore; pairs: PairStore; audit: AuditLog }>;
  directory: Directory;
  clock: Clock;
  newId: NewId;
};

/**
 * The coordinators' list of people to turn to, in order. Whoever is whose contact follows at once.
 * Faults: `no-such-programme`, `listed-twice`, `not-in-directory`, `guest`, `is-coordinator`; `at` names the row.
 */
export const setSupportContacts =
  (deps: Deps) =>
  async (input: { programmeId: ProgrammeId; by: PersonId; contacts: SupportContact[] }): Promise<Result<null>> => {
    const { programmeId, by, contacts } = input;
    const ids = contacts.map(({ personId }) => personId);
    const people = new Map((await deps.directory.look(ids)).map((person) => [person.id, person]));
    // Pairs are compared with the chart, which belongs to no programme: hence the system's scope.
    return deps.transact(systemScope, async (stores) => {
      const programme = await stores.programmes.getForUpdate(programmeId);
      if (!programme) return fault('no-such-programme', 'There is no such programme.');
      for (const [index, id] of ids.entries()) {
        const at = `contacts.${index}.personId`;
        const person = people.get(id);
        if (!person) return fault('not-in-directory', 'This person is not in the directory.', at);
        const name = person.displayName;
        if (ids.indexOf(id) < index) return fault('listed-twice', `${name} is on the list twice.`, at);
        if (person.isGuest) return fault('guest', `${name} is a guest, and can’t be reached in Teams from here.`, at);
        if (programme.coordinators.includes(id)) {
          const why = 'so people would have nobody apart from you to turn to';
          return fault('is-coordinator', `${name} coordinates this programme, ${why}.`, at);
        }
      }
      await stores.support.setContacts(programmeId, contacts);
      await stores.audit.add({
        actor: by,
        action: 'support-contacts-changed',
        programmeId,
        detail: { contacts: contacts.length },
      });
      const live = (await stores.pairs.inProgramme(programmeId)).filter((pair) => pair.state === 'live');
      if (programme.state === 'running') await renewSupport(stores, programme, live, deps);
      return ok(null);
    });
  };
