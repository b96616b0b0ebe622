import type { PersonId, ProgrammeId } from '../kernel/ids.ts';
import type { AuditLog } from '../kernel/jobs.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { Transact } from '../kernel/unit-of-work.ts';
import type { Directory } from '../people/ports.ts';
import type { PairListStore } from './ports.ts';
import type { PairListName } from './programme.ts';
import type { NamedPair } from './read-pair-list.ts';

type Deps = { transact: Transact<{ pairLists: PairListStore; audit: AuditLog }>; directory: Directory };
type Input = { programmeId: ProgrammeId; by: PersonId; list: PairListName };

/** One list in names and addresses, as the directory has them now; pairs with somebody who has gone are left out. */
export const exportPairList =
  (deps: Deps) =>
  async ({ programmeId, by, list }: Input): Promise<Result<{ pairs: NamedPair[]; leftOut: number }>> => {
    const listed = await deps.transact({ kind: 'programme', programmeId }, async ({ pairLists, audit }) => {
      const found = await pairLists.pairs(programmeId, list);
      await audit.add({
        actor: by,
        action: 'pair-list-exported',
        programmeId,
        subject: list,
        detail: { pairs: found.length },
      });
      return found;
    });
    const ids = new Set(listed.flatMap(({ one, other }) => [one, other]));
    const known = new Map((await deps.directory.look([...ids])).map((person) => [person.id, person]));
    const pairs = listed.flatMap((pair): NamedPair[] => {
      const [one, other] = [known.get(pair.one), known.get(pair.other)];
      return one && other ? [{ one, other }] : [];
    });
    return ok({ pairs, leftOut: listed.length - pairs.length });
  };
