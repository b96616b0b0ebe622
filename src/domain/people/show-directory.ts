import { ok, type Result } from '../kernel/result.ts';
import { systemScope, type Transact } from '../kernel/unit-of-work.ts';
import type { SyncState } from './people.ts';
import type { ChartStore } from './ports.ts';

type Deps = { transact: Transact<{ chart: ChartStore }> };

/** How far the chart has got and how many people it holds. */
export const showDirectory =
  ({ transact }: Deps) =>
  async (_input: Record<string, never>): Promise<Result<SyncState & { people: number; leavers: number }>> =>
    transact(systemScope, async ({ chart }) => {
      const { people, leavers } = await chart.size();
      return ok({ ...(await chart.syncState()), people, leavers });
    });
