import * as contract from '../../contract/programmes.ts';
import { ok, type Result } from '../../domain/kernel/result.ts';
import type { Programme } from '../../domain/programme/programme.ts';
import type { UseCases } from '../use-cases.ts';
import { route, type Web } from '../route.ts';
import { programmeView } from './programme-view.ts';

/** Programmes and their way from draft to matching. */
export function addProgrammeRoutes(web: Web, use: UseCases): void {
  /** Programmes with their numbers and their coordinators' names. */
  const views = async (programmes: Programme[]) => {
    const name = await use.personNames(programmes.flatMap((one) => one.coordinators));
    return Promise.all(
      programmes.map(async ({ id }) => {
        const shown = await use.showProgramme({ programmeId: id });
        if (!shown.ok) throw new Error('a programme vanished between two questions');
        return programmeView(shown.value.programme, shown.value.counts, name);
      }),
    );
  };
  const one = async (result: Result<Programme>) => {
    if (!result.ok) return result;
    const [programme] = await views([result.value]);
    return programme ? ok({ programme }) : Promise.reject(new Error('a programme without a view'));
  };

  route(web, contract.listProgrammes, 'coordinator-or-sponsor', async ({ reader: { personId, roles } }) => {
    const listed = await use.listProgrammes({ personId, sponsor: roles.includes('Sponsor') });
    return listed.ok ? ok({ programmes: await views(listed.value) }) : listed;
  });
  route(web, contract.createProgramme, 'coordinator-role', async ({ reader, body }) =>
    one(await use.createProgramme({ by: reader.personId, settings: body })),
  );
  route(web, contract.getProgramme, 'programme-coordinator-or-sponsor', async ({ params }) => {
    const shown = await use.showProgramme(params);
    return shown.ok ? one(ok(shown.value.programme)) : shown;
  });
  route(web, contract.changeProgramme, 'programme-coordinator', async ({ reader, params, body }) =>
    one(await use.changeProgramme({ ...params, by: reader.personId, settings: body })),
  );
  route(web, contract.openProgramme, 'programme-coordinator', async ({ reader, params }) =>
    one(await use.openProgramme({ ...params, by: reader.personId })),
  );
  route(web, contract.closeEnrolment, 'programme-coordinator', async ({ reader, params }) =>
    one(await use.closeEnrolment({ ...params, by: reader.personId })),
  );
}
