import type { PersonId } from '../kernel/ids.ts';
import { fault, ok, type Result } from '../kernel/result.ts';
import { systemScope, type Transact } from '../kernel/unit-of-work.ts';
import type { PersonDetails } from './people.ts';
import type { ChartStore, Directory } from './ports.ts';

type Deps = { transact: Transact<{ chart: ChartStore }>; directory: Directory };

export type ChartView = {
  /** From the top down to the person asked for; empty at the top. */
  line: PersonDetails[];
  /** Direct reports, or those without a manager, with everybody below counted; largest first. */
  nodes: { person: PersonDetails; reports: number }[];
  /** How many direct reports are not in `nodes`. */
  more: number;
};

const MOST_SHOWN = 50;
// Ids and counts only, so that the rest can be counted.
const MOST_COUNTED = 100_000;

/** One level of the chart. Names are read from the directory at this moment and not kept. Faults: `not-in-chart`. */
export const showChart =
  ({ transact, directory }: Deps) =>
  async ({ under }: { under?: PersonId }): Promise<Result<ChartView>> => {
    const found = await transact(systemScope, async ({ chart }) => {
      if (under !== undefined && !(await chart.isPresent(under))) return null;
      const line = under === undefined ? [] : (await chart.lineOf(under)).reverse();
      return { line, reports: await chart.reportsOf(under ?? null, MOST_COUNTED) };
    });
    if (!found) return fault('not-in-chart', 'This person is not in the organisation chart.', 'under');
    const shown = found.reports.slice(0, MOST_SHOWN);
    const people = await directory.look([...found.line, ...shown.map((report) => report.id)]);
    const byId = new Map(people.map((person) => [person.id, person]));
    // Someone who left since the last synchronisation has no name any more and is left out.
    return ok({
      line: found.line.flatMap((id) => byId.get(id) ?? []),
      nodes: shown.flatMap(({ id, reports }) => {
        const person = byId.get(id);
        return person ? [{ person, reports }] : [];
      }),
      more: found.reports.length - shown.length,
    });
  };
