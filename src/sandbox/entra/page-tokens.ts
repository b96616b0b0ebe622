import { hash } from 'node:crypto';
import type { Person } from '../people/person.ts';
import type { World } from '../world.ts';
import { registeredApps } from './apps.ts';
import { EntraError } from './errors.ts';
import { LIFETIME_SECONDS, lifetime } from './lifetime.ts';
import { openPageGrants, type PageGrant, type PageGrants } from './page-grants.ts';
import { pairwise, signTabToken } from './tab-token.ts';
import type { Form, TokenAnswer } from './token-messages.ts';
import { issuer } from './verify.ts';

/** A page has no secret to prove itself with; an app that has one comes another way. */
export const isForPage = ({ grant_type: type, client_secret: secret, client_assertion: assertion }: Form): boolean =>
  (type === 'authorization_code' || type === 'refresh_token') && secret === undefined && assertion === undefined;

/** Changes a page's code, or its refresh token, into tokens. Each may be used once; only a page may ask, by its origin. */
export async function answerPage(world: World, form: Form, origin: string | undefined): Promise<TokenAnswer> {
  const app = registeredApps(world.config).find(({ appId }) => appId === form.client_id);
  if (app === undefined) {
    const description = `Application with identifier '${form.client_id ?? ''}' was not found in the directory.`;
    throw new EntraError(400, 'unauthorized_client', 700016, description);
  }
  if (origin === undefined) {
    const description =
      "Tokens issued for the 'Single-Page Application' client-type may only be redeemed via cross-origin requests.";
    throw new EntraError(400, 'invalid_request', 9002327, description);
  }
  const grants = openPageGrants(world);
  const { grant, expiresAt } = form.grant_type === 'refresh_token' ? refreshed(grants, form) : redeemed(grants, form);
  if (grant.clientId !== form.client_id || new URL(grant.redirectUri).origin !== origin) {
    throw new EntraError(400, 'invalid_grant', 700005, 'Provided grant was issued to another client or page.');
  }
  const person = world.directory.get(grant.personId);
  if (person === undefined) {
    throw new EntraError(400, 'invalid_grant', 50034, 'The user account does not exist in the directory.');
  }
  return tokens(world, person, grant, grants.add('refresh', { ...grant, nonce: null }, expiresAt));
}

function refreshed(grants: PageGrants, form: Form) {
  const taken = grants.take('refresh', form.refresh_token ?? '');
  if (taken) return taken;
  throw new EntraError(
    400,
    'invalid_grant',
    700084,
    'The refresh token was issued to a single page app (SPA), and is over.',
  );
}

function redeemed(grants: PageGrants, form: Form) {
  const taken = grants.take('code', form.code ?? '');
  if (!taken) {
    throw new EntraError(400, 'invalid_grant', 54005, 'OAuth2 Authorization code was already redeemed, or is over.');
  }
  const { grant } = taken;
  if (form.redirect_uri !== grant.redirectUri) {
    const description = 'The reply address of the request does not match the one the code was issued for.';
    throw new EntraError(400, 'invalid_grant', 500112, description);
  }
  if (hash('sha256', form.code_verifier ?? '', 'base64url') !== grant.codeChallenge) {
    const description = 'The Code_Verifier does not match the code_challenge supplied in the authorization request.';
    throw new EntraError(400, 'invalid_grant', 501481, description);
  }
  return { grant, expiresAt: undefined };
}

async function tokens(world: World, person: Person, grant: PageGrant, refreshToken: string): Promise<TokenAnswer> {
  const { tenantId } = world.config;
  const { clientId, nonce } = grant;
  return {
    token_type: 'Bearer',
    scope: grant.scopes.filter((scope) => scope !== 'offline_access').join(' '),
    expires_in: LIFETIME_SECONDS - 1,
    ext_expires_in: LIFETIME_SECONDS - 1,
    access_token: await signTabToken(world, person, clientId),
    ...(grant.scopes.includes('offline_access') && { refresh_token: refreshToken, refresh_token_expires_in: 86_400 }),
    id_token: await world.keys.entra.sign({
      ...lifetime(world),
      iss: issuer(tenantId),
      tid: tenantId,
      ver: '2.0',
      aud: clientId,
      oid: person.id,
      sub: pairwise(person.id, clientId),
      name: person.displayName,
      preferred_username: person.mail,
      ...(nonce !== null && { nonce }),
    }),
    client_info: Buffer.from(JSON.stringify(homeOf(person, tenantId))).toString('base64url'),
  };
}

/** Who the person is in the tenant that they come from: a guest has another id there, in another tenant. */
function homeOf({ id, mail, userType }: Person, tenantId: string): { uid: string; utid: string } {
  if (userType === 'Member') return { uid: id, utid: tenantId };
  return { uid: uuidOf(`home ${mail}`), utid: uuidOf(`tenant ${mail.split('@')[1]}`) };
}

const uuidOf = (key: string): string =>
  hash('sha1', key).replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-5$3-8$4-$5');
