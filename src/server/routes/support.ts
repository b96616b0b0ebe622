import * as contract from '../../contract/support.ts';
import type { PersonId, ProgrammeId } from '../../domain/kernel/ids.ts';
import { ok } from '../../domain/kernel/result.ts';
import type { SupportOverview } from '../../domain/pairs/show-support.ts';
import type { PersonDetails } from '../../domain/people/people.ts';
import type { UseCases } from '../use-cases.ts';
import { route, type Web } from '../route.ts';
import { personView } from './person-view.ts';

export const supportGapView = (
  { mentorId, menteeId, contacts }: SupportOverview['gaps'][number],
  name: (id: PersonId) => PersonDetails,
): contract.SupportGapView => ({ mentor: personView(name(mentorId)), mentee: personView(name(menteeId)), contacts });

/** Whom people can turn to in confidence; nothing of whether anybody did. */
export function addSupportRoutes(web: Web, use: UseCases): void {
  const view = async (programmeId: ProgrammeId) => {
    const shown = await use.showSupport({ programmeId });
    if (!shown.ok) return shown;
    const { contacts, gaps } = shown.value;
    const name = await use.personNames([
      ...contacts.map(({ personId }) => personId),
      ...gaps.flatMap(({ mentorId, menteeId }) => [mentorId, menteeId]),
    ]);
    return ok({
      contacts: contacts.map(({ personId, awayUntil }) => ({ person: personView(name(personId)), awayUntil })),
      gaps: gaps.map((gap) => supportGapView(gap, name)),
    });
  };

  route(web, contract.getSupport, 'programme-coordinator', ({ params }) => view(params.programmeId));
  route(web, contract.setSupport, 'programme-coordinator', async ({ reader, params, body }) => {
    const set = await use.setSupportContacts({ ...params, by: reader.personId, contacts: body.contacts });
    return set.ok ? view(params.programmeId) : set;
  });
}
