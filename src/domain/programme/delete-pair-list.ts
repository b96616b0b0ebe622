import type { PersonId, ProgrammeId } from '../kernel/ids.ts';
import type { AuditLog } from '../kernel/jobs.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { Transact } from '../kernel/unit-of-work.ts';
import type { PairListStore } from './ports.ts';
import type { PairListName } from './programme.ts';

type Deps = { transact: Transact<{ pairLists: PairListStore; audit: AuditLog }> };
type Input = { programmeId: ProgrammeId; by: PersonId; list: PairListName };

/** Empties one of the coordinator's lists; possible also when the programme is over. */
export const deletePairList =
  (deps: Deps) =>
  async ({ programmeId, by, list }: Input): Promise<Result<{ removed: number }>> =>
    deps.transact({ kind: 'programme', programmeId }, async ({ pairLists, audit }) => {
      const removed = await pairLists.clear(programmeId, list);
      await audit.add({ actor: by, action: 'pair-list-deleted', programmeId, subject: list, detail: { removed } });
      return ok({ removed });
    });
