import * as contract from '../../contract/matching.ts';
import { ok } from '../../domain/kernel/result.ts';
import type { Proposal } from '../../domain/matching/ports.ts';
import type { UseCases } from '../use-cases.ts';
import { route, type Web } from '../route.ts';
import { proposalView } from './matching-view.ts';

/** Running the matcher, looking at what it proposes, and publishing it. */
export function addMatchingRoutes(web: Web, use: UseCases): void {
  const view = async (proposal: Proposal) => {
    const { pairs, unmatched } = proposal.outcome;
    const ids = [...pairs.flatMap((pair) => [pair.mentorId, pair.menteeId]), ...unmatched.map((one) => one.personId)];
    return proposalView(proposal, await use.personNames(ids));
  };

  route(web, contract.getProposal, 'programme-coordinator', async ({ params }) => {
    const shown = await use.showProposal(params);
    return shown.ok ? ok({ proposal: shown.value && (await view(shown.value)) }) : shown;
  });
  route(web, contract.runMatch, 'programme-coordinator', async ({ reader, params, body }) => {
    const run = await use.runMatch({ ...params, by: reader.personId, run: body });
    return run.ok ? ok({ proposal: await view(run.value) }) : run;
  });
  route(web, contract.publishMatch, 'programme-coordinator', async ({ reader, params }) => {
    const published = await use.publishMatch({ ...params, by: reader.personId });
    return published.ok ? ok({ proposal: await view(published.value) }) : published;
  });
}
