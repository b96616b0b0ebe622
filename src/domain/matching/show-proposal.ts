import type { ProgrammeId } from '../kernel/ids.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { Transact } from '../kernel/unit-of-work.ts';
import type { Proposal, ProposalStore } from './ports.ts';

type Deps = { transact: Transact<{ proposals: ProposalStore }> };

/** The latest run of the matcher, or null before the first. */
export const showProposal =
  (deps: Deps) =>
  async (input: { programmeId: ProgrammeId }): Promise<Result<Proposal | null>> =>
    deps.transact({ kind: 'programme', programmeId: input.programmeId }, async ({ proposals }) =>
      ok((await proposals.latest(input.programmeId)) ?? null),
    );
