import type { ProgrammeId } from '../kernel/ids.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { Transact } from '../kernel/unit-of-work.ts';
import type { PairListStore } from './ports.ts';
import type { ListedPair, PairListName } from './programme.ts';

type Deps = { transact: Transact<{ pairLists: PairListStore }> };
type Input = { programmeId: ProgrammeId; list: PairListName; pairs: ListedPair[] };

/** Before a list is saved: how many of its pairs are kept already, and how many are kept in all. Writes nothing. */
export const comparePairList =
  (deps: Deps) =>
  async ({ programmeId, list, pairs }: Input): Promise<Result<{ already: number; onList: number }>> =>
    deps.transact({ kind: 'programme', programmeId }, async ({ pairLists }) => {
      const before = new Set((await pairLists.pairs(programmeId, list)).map(pairKey));
      const already = new Set(pairs.map(pairKey).filter((pair) => before.has(pair))).size;
      return ok({ already, onList: before.size });
    });

/** The same whoever is named first. */
export const pairKey = ({ one, other }: ListedPair): string => [one, other].sort().join(' ');
