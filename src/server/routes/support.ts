import * as contract from '../../contract/support.ts';
import type { ProgrammeId } from '../../domain/kernel/ids.ts';
import { ok } from '../../domain/kernel/result.ts';
import type { UseCases } from '../use-cases.ts';
import { route, type Web } from '../route.ts';
import { personView } from './person-view.ts';

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
      gaps: gaps.map((gap) => ({
        mentor: personView(name(gap.mentorId)),
        mentee: personView(name(gap.menteeId)),
        contacts: gap.contacts,
      })),
    });
  };

  route(web, contract.getSupport, 'programme-coordinator', ({ params }) => view(params.programmeId));
  route(web, contract.setSupport, 'programme-coordinator', async ({ reader, params, body }) => {
    const set = await use.setSupportContacts({ ...params, by: reader.personId, contacts: body.contacts });
    return set.ok ? view(params.programmeId) : set;
  });
}
