import { getHome } from '../../contract/home.ts';
import { getMe } from '../../contract/me.ts';
import { getPrivacy } from '../../contract/privacy.ts';
import { ok } from '../../domain/kernel/result.ts';
import type { UseCases } from '../use-cases.ts';
import { route, type Web } from '../route.ts';
import { homeView } from './home-view.ts';
import { instantOrNull, memberView } from './person-view.ts';

/** What everybody who signs in sees of themselves. */
export function addOwnRoutes(web: Web, use: UseCases): void {
  route(web, getMe, 'signed-in', async ({ reader }) => {
    const shown = await use.showMe({ personId: reader.personId });
    if (!shown.ok) return shown;
    return ok({ person: memberView(shown.value.person), inChart: shown.value.inChart, roles: reader.roles });
  });

  route(web, getHome, 'signed-in', async ({ reader }) => {
    const shown = await use.showHome({ personId: reader.personId });
    return shown.ok ? ok({ participations: shown.value.map(homeView) }) : shown;
  });

  route(web, getPrivacy, 'signed-in', async ({ reader }) => {
    const shown = await use.showPrivacy({ personId: reader.personId });
    if (!shown.ok) return shown;
    const { kept, programmes } = shown.value;
    return ok({ programmes, kept: kept.map((one) => ({ ...one, since: instantOrNull(one.since) })) });
  });
}
