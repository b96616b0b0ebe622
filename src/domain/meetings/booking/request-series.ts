import type { PairId } from '../../kernel/ids.ts';
import type { JobQueue } from '../../kernel/jobs.ts';
import { fault, ok, type Result } from '../../kernel/result.ts';
import { systemScope, type Transact } from '../../kernel/unit-of-work.ts';
import type { PairStore } from '../../matching/ports.ts';

type Deps = { transact: Transact<{ pairs: PairStore; jobs: JobQueue }> };

/** Has the hours of a pair chosen, with all others of its programme that have none. Faults: `no-such-pair`. */
export const requestSeries =
  (deps: Deps) =>
  async ({ pairId }: { pairId: PairId }): Promise<Result<'ordered' | 'not-needed'>> =>
    deps.transact(systemScope, async ({ pairs, jobs }) => {
      const pair = await pairs.get(pairId);
      if (!pair) return fault('no-such-pair', 'There is no such pair.');
      if (pair.state !== 'live') return ok('not-needed');
      await jobs.enqueue({ name: 'plan-series', data: { programmeId: pair.programmeId } });
      return ok('ordered');
    });
