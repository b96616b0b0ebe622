import type { PersonId, TimeProposalId } from '../kernel/ids.ts';
import { fault, ok, type Result } from '../kernel/result.ts';
import { systemScope, type Transact } from '../kernel/unit-of-work.ts';
import type { AssistantStore } from '../meetings/new-times/assistants.ts';
import type { PlanStores } from '../meetings/new-times/proposal-plan.ts';
import type { NewTimesFacts } from './letters.ts';
import { newTimesFacts } from './new-times-facts.ts';

type Deps = { transact: Transact<PlanStores & { assistants: AssistantStore }> };

/** What a round of a proposal says to one reader now; for the card that takes the place of an answered one. Faults: `no-such-proposal`. */
export const showTimeProposal =
  (deps: Deps) =>
  async (input: { proposalId: TimeProposalId; round: number; personId: PersonId }): Promise<Result<NewTimesFacts>> => {
    const { proposalId, round, personId } = input;
    const facts = await deps.transact(systemScope, (stores) => newTimesFacts(stores, proposalId, round, personId));
    return facts ? ok(facts) : fault('no-such-proposal', 'There is no such question for you.');
  };
