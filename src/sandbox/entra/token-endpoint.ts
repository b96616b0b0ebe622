import { timingSafeEqual } from 'node:crypto';
import { Router, urlencoded } from 'express';
import type { World } from '../world.ts';
import { registeredApps } from './apps.ts';
import type { AppRegistration } from './apps.ts';
import { EntraError } from './errors.ts';
import { LIFETIME_SECONDS, lifetime } from './lifetime.ts';
import { onBehalfOf } from './on-behalf-of.ts';
import { answerPage, isForPage } from './page-tokens.ts';
import type { Form, TokenAnswer } from './token-messages.ts';
import { issuer, verifyEntraToken } from './verify.ts';

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const ON_BEHALF_OF = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
/** Audience of the token with which a managed identity stands for a registration (federated credential). */
const EXCHANGE = 'api://AzureADTokenExchange';

/**
 * `POST /{tenant}/oauth2/v2.0/token`: client credentials, on-behalf-of and what a page in a browser asks for, refused as
 * Entra refuses. Only pages of registered addresses may read the answer.
 */
export function tokenRoutes(world: World): Router {
  const router = Router();
  router.all('/:tenant/oauth2/v2.0/token', (req, res, next) => {
    const { origin } = req.headers;
    if (origin !== undefined && isPageOrigin(world, origin)) {
      res.set({ 'Access-Control-Allow-Origin': origin, Vary: 'Origin' });
      res.set({ 'Access-Control-Allow-Methods': 'POST, OPTIONS', 'Access-Control-Allow-Headers': 'content-type' });
    }
    if (req.method === 'OPTIONS') res.status(204).end();
    else next();
  });
  router.post('/:tenant/oauth2/v2.0/token', urlencoded({ extended: false }), async (req, res) => {
    res.set({ 'Cache-Control': 'no-store, no-cache', Pragma: 'no-cache' });
    try {
      res.json(await answer(world, req.params.tenant, (req.body ?? {}) as Form, req.headers.origin));
    } catch (error) {
      if (!(error instanceof EntraError)) throw error;
      res.status(error.status).json(error.body(world.clock.now()));
    }
  });
  return router;
}

const isPageOrigin = (world: World, origin: string): boolean =>
  registeredApps(world.config).some(({ spaRedirectUris }) =>
    spaRedirectUris.some((uri) => new URL(uri).origin === origin),
  );

async function answer(world: World, tenant: string, form: Form, origin: string | undefined): Promise<TokenAnswer> {
  if (tenant !== world.config.tenantId) {
    throw new EntraError(400, 'invalid_request', 90002, `Tenant '${tenant}' not found.`);
  }
  if (isForPage(form)) return answerPage(world, form, origin);
  const app = await authenticate(world, form);
  if (form.grant_type === 'client_credentials') return clientCredentials(world, app, form);
  if (form.grant_type === ON_BEHALF_OF) return onBehalfOf(world, app, form);
  const what = form.grant_type === undefined ? 'is missing' : `'${form.grant_type}' is not supported`;
  throw new EntraError(400, 'unsupported_grant_type', 70003, `The app's grant_type ${what}.`);
}

/** The registration that calls, proven by its secret or by a managed identity's token. */
async function authenticate(world: World, form: Form): Promise<AppRegistration> {
  const id = form.client_id;
  if (id === undefined) {
    throw new EntraError(400, 'invalid_request', 900144, "The request body must contain the parameter 'client_id'.");
  }
  const app = registeredApps(world.config).find(({ appId }) => appId === id);
  if (app === undefined) {
    const description = `Application with identifier '${id}' was not found in the directory.`;
    throw new EntraError(400, 'unauthorized_client', 700016, description);
  }
  if (form.client_secret !== undefined) {
    if (sameText(form.client_secret, app.secret)) return app;
    throw new EntraError(401, 'invalid_client', 7000215, `Invalid client secret provided for app '${id}'.`);
  }
  if (form.client_assertion_type === ASSERTION_TYPE && form.client_assertion !== undefined) {
    await verifyEntraToken(world, form.client_assertion, EXCHANGE).catch(() => {
      throw new EntraError(401, 'invalid_client', 700027, 'Client assertion failed signature or audience validation.');
    });
    return app;
  }
  const description = "The request body must contain the parameter 'client_assertion' or 'client_secret'.";
  throw new EntraError(401, 'invalid_client', 7000218, description);
}

async function clientCredentials(world: World, app: AppRegistration, form: Form): Promise<TokenAnswer> {
  const resource = /^(https:\/\/\S+|api:\/\/\S+)\/\.default$/.exec(form.scope ?? '')?.[1];
  if (resource === undefined) {
    const description = `The provided value for scope '${form.scope ?? ''}' is not valid: it must end with '/.default'.`;
    throw new EntraError(400, 'invalid_scope', 1002012, description);
  }
  if (!['https://graph.microsoft.com', 'https://api.botframework.com'].includes(resource)) {
    throw new EntraError(400, 'invalid_resource', 500011, `The resource principal named ${resource} was not found.`);
  }
  const roles = app.roles[resource];
  const access_token = await world.keys.entra.sign({
    ...lifetime(world),
    iss: issuer(world.config.tenantId),
    aud: resource,
    sub: app.appId,
    oid: app.appId,
    tid: world.config.tenantId,
    appid: app.appId,
    azp: app.appId,
    azpacr: form.client_secret === undefined ? '2' : '1',
    idtyp: 'app',
    ver: '2.0',
    ...(roles === undefined ? {} : { roles }),
  });
  return { token_type: 'Bearer', expires_in: LIFETIME_SECONDS - 1, ext_expires_in: LIFETIME_SECONDS - 1, access_token };
}

function sameText(given: string, secret: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(secret)];
  return one.length === other.length && timingSafeEqual(one, other);
}
