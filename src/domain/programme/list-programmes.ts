import type { PersonId } from '../kernel/ids.ts';
import { ok, type Result } from '../kernel/result.ts';
import { systemScope, type Transact } from '../kernel/unit-of-work.ts';
import type { ProgrammeStore } from './ports.ts';
import type { Programme } from './programme.ts';

type Deps = { transact: Transact<{ programmes: ProgrammeStore }> };

/** A coordinator sees the programmes on whose own list they are; a sponsor sees all, and only aggregates within. */
export const listProgrammes =
  (deps: Deps) =>
  async (input: { personId: PersonId; sponsor: boolean }): Promise<Result<Programme[]>> =>
    deps.transact(systemScope, async ({ programmes }) =>
      ok(input.sponsor ? await programmes.all() : await programmes.coordinatedBy(input.personId)),
    );
