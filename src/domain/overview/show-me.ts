import type { PersonId } from '../kernel/ids.ts';
import { ok, type Result } from '../kernel/result.ts';
import { systemScope, type Transact } from '../kernel/unit-of-work.ts';
import type { PersonDetails } from '../people/people.ts';
import type { ChartStore, Directory, ParticipantStore } from '../people/ports.ts';
import { personNames } from './person-names.ts';

type Deps = { transact: Transact<{ chart: ChartStore; participants: ParticipantStore }>; directory: Directory };

/** The reader; `inChart` is false for someone with a mailbox but no place in the organisation, for example a guest. */
export const showMe =
  (deps: Deps) =>
  async (input: { personId: PersonId }): Promise<Result<{ person: PersonDetails; inChart: boolean }>> => {
    const name = await personNames(deps, [input.personId]);
    const inChart = await deps.transact(systemScope, ({ chart }) => chart.isPresent(input.personId));
    return ok({ person: name(input.personId), inChart });
  };
