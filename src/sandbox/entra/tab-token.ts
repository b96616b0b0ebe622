import { hash } from 'node:crypto';
import type { Person } from '../people/person.ts';
import type { World } from '../world.ts';
import { lifetime } from './lifetime.ts';
import { issuer } from './verify.ts';

const TEAMS_WEB = '5e3ce6c0-2b1f-4285-8d4b-75ee78787346';

/**
 * A v2 token for the product's API with scope `access_as_user`, as Teams' single sign-on gives it to a tab, or Entra to
 * a page that signs people in by itself: then that app is the `client`. Like Entra it has no `roles` at all for a person
 * without an app role.
 */
export function signTabToken(world: World, person: Person, client = TEAMS_WEB): Promise<string> {
  const { tenantId, apiAppId } = world.config;
  return world.keys.entra.sign({
    ...lifetime(world),
    iss: issuer(tenantId),
    aud: apiAppId,
    azp: client,
    azpacr: '0',
    scp: 'access_as_user',
    tid: tenantId,
    oid: person.id,
    sub: pairwise(person.id, apiAppId),
    name: person.displayName,
    preferred_username: person.userPrincipalName,
    ...(person.roles.length === 0 ? {} : { roles: person.roles }),
    ver: '2.0',
  });
}

/** Entra's `sub` differs from app to app, so that nobody uses it as a person's id. */
export function pairwise(personId: string, appId: string): string {
  return hash('sha256', `${personId} ${appId}`, 'base64url');
}
