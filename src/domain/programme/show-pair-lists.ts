import type { ProgrammeId } from '../kernel/ids.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { Transact } from '../kernel/unit-of-work.ts';
import type { PairListStore } from './ports.ts';
import { pairListNames, type PairListName } from './programme.ts';

type Deps = { transact: Transact<{ pairLists: PairListStore }> };

export type PairListSize = { list: PairListName; pairs: number; changedAt: Date | null };

/** Every list that a coordinator may keep, with how many pairs are on it. */
export const showPairLists =
  (deps: Deps) =>
  async ({ programmeId }: { programmeId: ProgrammeId }): Promise<Result<PairListSize[]>> =>
    deps.transact({ kind: 'programme', programmeId }, async ({ pairLists }) => {
      const sizes = new Map((await pairLists.counts(programmeId)).map((one) => [one.list, one]));
      return ok(pairListNames.map((list) => sizes.get(list) ?? { list, pairs: 0, changedAt: null }));
    });
