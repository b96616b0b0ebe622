import type { JWTPayload } from 'jose';
import type { World } from '../world.ts';
import type { AppRegistration } from './apps.ts';
import { EntraError } from './errors.ts';
import { LIFETIME_SECONDS, lifetime } from './lifetime.ts';
import { pairwise } from './tab-token.ts';
import type { Form, TokenAnswer } from './token-messages.ts';
import { issuer, verifyEntraToken } from './verify.ts';

const GRAPH = 'https://graph.microsoft.com';

/** Changes a tab's token into one for Graph, for the same person and only what was consented to. */
export async function onBehalfOf(world: World, app: AppRegistration, form: Form): Promise<TokenAnswer> {
  if (form.requested_token_use !== 'on_behalf_of') {
    throw new EntraError(400, 'invalid_request', 90014, "The required field 'requested_token_use' is missing.");
  }
  const claims = await checkAssertion(world, app, form.assertion);
  const person = world.directory.get(claims['oid'] as string);
  if (person === undefined) {
    throw new EntraError(400, 'invalid_grant', 50034, 'The user account does not exist in the directory.');
  }
  const scopes = grantedScopes(app, form.scope);
  const { tenantId } = world.config;
  const base = { ...lifetime(world), iss: issuer(tenantId), tid: tenantId, oid: person.id, ver: '2.0' };
  const named = { name: person.displayName, preferred_username: person.userPrincipalName };
  const answer: TokenAnswer = {
    token_type: 'Bearer',
    scope: scopes.join(' '),
    expires_in: LIFETIME_SECONDS - 1,
    ext_expires_in: LIFETIME_SECONDS - 1,
    access_token: await world.keys.entra.sign({
      ...base,
      ...named,
      aud: GRAPH,
      sub: pairwise(person.id, GRAPH),
      appid: app.appId,
      azp: app.appId,
      scp: scopes.join(' '),
      idtyp: 'user',
    }),
  };
  if (scopes.includes('openid')) {
    const sub = pairwise(person.id, app.appId);
    answer['id_token'] = await world.keys.entra.sign({ ...base, ...named, aud: app.appId, sub });
  }
  if (form.client_info === '1') {
    answer['client_info'] = Buffer.from(JSON.stringify({ uid: person.id, utid: tenantId })).toString('base64url');
  }
  return answer;
}

async function checkAssertion(world: World, app: AppRegistration, assertion = ''): Promise<JWTPayload> {
  const audience = [app.appId, `api://${app.appId}`];
  const claims = await verifyEntraToken(world, assertion, audience).catch(
    (error: { code?: string; claim?: string }) => {
      if (error.code === 'ERR_JWT_EXPIRED' || error.claim === 'nbf') {
        throw new EntraError(400, 'invalid_grant', 500133, 'Assertion is not within its valid time range.');
      }
      if (error.claim === 'aud') {
        const description = 'Assertion audience does not match the Client app presenting the assertion.';
        throw new EntraError(400, 'invalid_grant', 500131, description);
      }
      throw new EntraError(400, 'invalid_grant', 50013, 'Assertion failed signature validation.');
    },
  );
  if (typeof claims['scp'] === 'string' && typeof claims['oid'] === 'string') return claims;
  const description = 'The assertion is not a delegated access token: an app-only or ID token was presented.';
  throw new EntraError(400, 'invalid_grant', 50027, description);
}

/** Scopes by their short names; refuses what nobody consented to. */
function grantedScopes(app: AppRegistration, wanted = ''): string[] {
  const names = wanted
    .split(' ')
    .filter(Boolean)
    .map((scope) => scope.replace(`${GRAPH}/`, ''));
  if (names.length === 0) {
    throw new EntraError(400, 'invalid_request', 900144, "The request body must contain the parameter 'scope'.");
  }
  const asked = names.includes('.default') ? app.scopes : names;
  const missing = asked.filter((name) => !app.scopes.includes(name));
  if (missing.length === 0) return asked;
  const description = `The user or administrator has not consented to ${missing.join(', ')} for the app '${app.appId}'.`;
  throw new EntraError(400, 'invalid_grant', 65001, description);
}
