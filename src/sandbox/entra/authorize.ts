import { Router, urlencoded } from 'express';
import type { Response } from 'express';
import type { World } from '../world.ts';
import { registeredApps } from './apps.ts';
import { EntraError } from './errors.ts';
import { openPageGrants } from './page-grants.ts';
import { signInPage, troublePage } from './sign-in-pages.ts';
import type { Form } from './token-messages.ts';

/** What a page asks for when it sends somebody here. */
type Asked = {
  clientId: string;
  redirectUri: string;
  codeChallenge: string;
  nonce: string | null;
  state: string | null;
  mode: 'fragment' | 'query';
  scopes: string[];
};

/** `/{tenant}/oauth2/v2.0/authorize`: authorisation code with PKCE for pages, and a page to choose who signs in. */
export function authorizeRoutes(world: World): Router {
  const grants = openPageGrants(world);
  const router = Router();
  const path = `/${world.config.tenantId}/oauth2/v2.0/authorize`;

  router.get(path, (req, res) => {
    answer(world, res, () => {
      const query = req.query as Form;
      const { redirectUri } = read(world, query);
      showPage(res, signInPage(world, query['login_hint'] ?? ''), redirectUri);
    });
  });

  router.post(path, urlencoded({ extended: false }), (req, res) => {
    answer(world, res, () => {
      const asked = read(world, req.query as Form);
      const { person: id, mail } = (req.body ?? {}) as Form;
      const person = world.directory.get(id || (mail ?? '').trim());
      if (person === undefined) {
        const trouble = `We couldn’t find an account with the name ‘${mail ?? ''}’.`;
        return showPage(res.status(200), signInPage(world, mail ?? '', trouble), asked.redirectUri);
      }
      const { state, mode, ...grant } = asked;
      const back = new URLSearchParams({ code: grants.add('code', { ...grant, personId: person.id }) });
      if (state !== null) back.set('state', state);
      res.redirect(302, `${asked.redirectUri}${mode === 'fragment' ? '#' : '?'}${back.toString()}`);
    });
  });
  return router;
}

/** Reads and checks what is asked. A fault is shown here: whoever asks wrongly isn't sent anything. */
function read(world: World, query: Form): Asked {
  const app = registeredApps(world.config).find(({ appId }) => appId === query['client_id']);
  if (app === undefined) {
    const description = `Application with identifier '${query['client_id'] ?? ''}' was not found in the directory.`;
    throw new EntraError(400, 'unauthorized_client', 700016, description);
  }
  const { redirect_uri: redirectUri = '', code_challenge: codeChallenge = '' } = query;
  if (!app.spaRedirectUris.includes(redirectUri)) {
    const description = `The redirect URI '${redirectUri}' does not match the redirect URIs configured for the application.`;
    throw new EntraError(400, 'invalid_request', 50011, description);
  }
  if (query['response_type'] !== 'code') {
    throw new EntraError(
      400,
      'unsupported_response_type',
      700054,
      "Only response_type 'code' is enabled for this app.",
    );
  }
  if (query['code_challenge_method'] !== 'S256' || !/^[\w-]{43}$/.test(codeChallenge)) {
    const description = 'Proof Key for Code Exchange is required for cross-origin authorization code redemption.';
    throw new EntraError(400, 'invalid_request', 9002325, description);
  }
  const mode = query['response_mode'] ?? 'query';
  if (mode !== 'fragment' && mode !== 'query') {
    throw new EntraError(400, 'invalid_request', 70007, `'${mode}' is not a supported value of 'response_mode' here.`);
  }
  const { nonce = null, state = null } = query;
  return { clientId: app.appId, redirectUri, codeChallenge, nonce, state, mode, scopes: readScopes(app.appId, query) };
}

function readScopes(appId: string, { scope = '' }: Form): string[] {
  const scopes = scope.split(' ').filter(Boolean);
  const ofApi = scopes.filter((one) => !['openid', 'profile', 'email', 'offline_access'].includes(one));
  if (ofApi.some((one) => one.startsWith('api://'))) {
    const description =
      'Application is requesting a token for itself. This scenario is supported only if resource is specified using the GUID based App Identifier.';
    throw new EntraError(400, 'invalid_resource', 90009, description);
  }
  const wrong = ofApi.find((one) => one !== `${appId}/access_as_user`);
  if (wrong === undefined && ofApi.length > 0) return scopes;
  throw new EntraError(400, 'invalid_scope', 70011, `The provided value for the input parameter 'scope' is not valid.`);
}

function showPage(res: Response, html: string, redirectUri: string): void {
  // After its form Chromium holds the redirect to form-action, too.
  const policy = `default-src 'none'; style-src 'unsafe-inline'; form-action 'self' ${new URL(redirectUri).origin}; frame-ancestors 'none'`;
  res.set({ 'Content-Security-Policy': policy, 'Cache-Control': 'no-store' }).type('html').send(html);
}

function answer(world: World, res: Response, work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof EntraError)) throw error;
    const { error_description: words } = error.body(world.clock.now()) as { error_description: string };
    res.status(error.status).set('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'");
    res.type('html').send(troublePage(words));
  }
}
