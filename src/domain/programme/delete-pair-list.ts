import type { PersonId, ProgrammeId } from '../kernel/ids.ts';
import type { AuditLog } from '../kernel/jobs.ts';
import { fault, ok, type Result } from '../kernel/result.ts';
import type { Transact } from '../kernel/unit-of-work.ts';
import type { PairListStore, ProgrammeStore } from './ports.ts';
import type { PairListName } from './programme.ts';
import { names } from './save-pair-list.ts';

type Deps = { transact: Transact<{ programmes: ProgrammeStore; pairLists: PairListStore; audit: AuditLog }> };
type Input = { programmeId: ProgrammeId; by: PersonId; list: PairListName };

/**
 * Empties one of the coordinator's lists; possible also when the programme is over. Until then whoever is on it
 * themselves may not, as with any change of what it says of them. Fault: `own-pair`.
 */
export const deletePairList =
  (deps: Deps) =>
  async ({ programmeId, by, list }: Input): Promise<Result<{ removed: number }>> =>
    deps.transact({ kind: 'programme', programmeId }, async ({ programmes, pairLists, audit }) => {
      const programme = await programmes.getForUpdate(programmeId);
      const isOver = programme?.state === 'closed' || programme?.state === 'archived';
      if (!isOver && (await pairLists.pairs(programmeId, list)).some(names(by))) {
        return fault(
          'own-pair',
          'This list names you, and what it says of you only another coordinator of the programme may decide. You can take all other lines off: replace the list by those with your own address.',
        );
      }
      const removed = await pairLists.clear(programmeId, list);
      await audit.add({ actor: by, action: 'pair-list-deleted', programmeId, subject: list, detail: { removed } });
      return ok({ removed });
    });
