import * as contract from '../../contract/directory.ts';
import { ok } from '../../domain/kernel/result.ts';
import type { UseCases } from '../use-cases.ts';
import { route, type Web } from '../route.ts';
import { instantOrNull, memberView, personView } from './person-view.ts';

/** The organisation's chart and people, for coordinators. */
export function addDirectoryRoutes(web: Web, use: UseCases): void {
  const state = async () => {
    const shown = await use.showDirectory({});
    if (!shown.ok) return shown;
    const { phase, people, leavers, pages, startedAt, finishedAt, fault } = shown.value;
    const [started, finished] = [instantOrNull(startedAt), instantOrNull(finishedAt)];
    return ok({ phase, people, leavers, pages, startedAt: started, finishedAt: finished, fault });
  };

  route(web, contract.getDirectoryState, 'coordinator-role', state);

  route(web, contract.startSync, 'coordinator-role', async () => {
    await use.requestSync();
    return state();
  });

  route(web, contract.getChart, 'coordinator-role', async ({ params }) => {
    const shown = await use.showChart(params);
    if (!shown.ok) return shown;
    const { line, nodes, more } = shown.value;
    return ok({
      line: line.map(personView),
      nodes: nodes.map(({ person, reports }) => ({ person: personView(person), reports })),
      more,
    });
  });

  route(web, contract.searchPeople, 'coordinator-role', async ({ params }) => {
    const found = await use.findPeople(params);
    if (!found.ok) return found;
    return ok({ people: found.value.map((person) => ({ ...memberView(person), mail: person.mail })) });
  });
}
