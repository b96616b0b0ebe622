import type { PersonId, ProgrammeId } from '../kernel/ids.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { Transact } from '../kernel/unit-of-work.ts';
import type { PartnerRequestStore } from './ports.ts';

type Deps = { transact: Transact<{ partnerRequests: PartnerRequestStore }> };

/** Deletes what the person told the matcher alone, whatever state the programme is in. */
export const withdrawRequests =
  (deps: Deps) =>
  async ({ programmeId, personId }: { programmeId: ProgrammeId; personId: PersonId }): Promise<Result<null>> =>
    deps.transact({ kind: 'person', personId }, async ({ partnerRequests }) => {
      await partnerRequests.remove(programmeId, personId);
      return ok(null);
    });
