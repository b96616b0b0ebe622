import type { Clock } from '../kernel/clock.ts';
import type { PersonId, ProgrammeId } from '../kernel/ids.ts';
import type { AuditLog } from '../kernel/jobs.ts';
import { fault, ok, type Result } from '../kernel/result.ts';
import type { Transact } from '../kernel/unit-of-work.ts';
import { pairKey } from './compare-pair-list.ts';
import type { PairListStore, ProgrammeStore } from './ports.ts';
import type { ListedPair, PairListName } from './programme.ts';

type Deps = {
  transact: Transact<{ programmes: ProgrammeStore; pairLists: PairListStore; audit: AuditLog }>;
  clock: Clock;
};

type Input = {
  programmeId: ProgrammeId;
  by: PersonId;
  list: PairListName;
  pairs: ListedPair[];
  /** `replace`: the list is these pairs and no others from now on. */
  how: 'replace' | 'append';
};

/**
 * Keeps a coordinator's list for every later run of the matcher. `kept` counts pairs that were on it before and stay.
 * Whom a coordinator who takes part may have for a partner is not theirs to decide, so what a list says of them stays.
 * Faults: `no-such-programme`, `programme-over`, `own-pair`.
 */
export const savePairList =
  (deps: Deps) =>
  async (input: Input): Promise<Result<{ added: number; kept: number; removed: number }>> =>
    deps.transact({ kind: 'programme', programmeId: input.programmeId }, async ({ programmes, pairLists, audit }) => {
      const { programmeId, list, pairs, how } = input;
      const programme = await programmes.getForUpdate(programmeId);
      if (!programme) return fault('no-such-programme', 'There is no such programme.');
      if (programme.state === 'closed' || programme.state === 'archived') {
        return fault('programme-over', `${programme.name} is over, so its lists stay as they are.`);
      }
      const listed = await pairLists.pairs(programmeId, list);
      if (changesOwn(input, listed)) {
        return fault(
          'own-pair',
          'This would change what the list says of you, which only another coordinator of the programme may decide. Leave the lines with your own address as they are on the list; the others can be saved.',
        );
      }
      const before = new Set(listed.map(pairKey));
      const kept = new Set(pairs.map(pairKey).filter((pair) => before.has(pair))).size;
      if (how === 'replace') await pairLists.clear(programmeId, list);
      const written = await pairLists.add(programmeId, list, pairs, deps.clock.now());
      const change = {
        added: how === 'replace' ? written - kept : written,
        kept: how === 'replace' ? kept : before.size,
        removed: how === 'replace' ? before.size - kept : 0,
      };
      await audit.add({
        actor: input.by,
        action: 'pair-list-saved',
        programmeId,
        subject: list,
        detail: { how, ...change },
      });
      return ok(change);
    });

/** Whether a pair that names whoever saves the list would come onto it or go from it. */
function changesOwn({ by, pairs, how }: Input, listed: ListedPair[]): boolean {
  const own = (list: ListedPair[]) => new Set(list.filter(names(by)).map(pairKey));
  const [before, given] = [own(listed), own(pairs)];
  const comes = [...given].some((pair) => !before.has(pair));
  return comes || (how === 'replace' && [...before].some((pair) => !given.has(pair)));
}

export const names =
  (personId: PersonId) =>
  ({ one, other }: ListedPair): boolean =>
    one === personId || other === personId;
