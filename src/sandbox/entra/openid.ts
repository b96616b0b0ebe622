import { Router } from 'express';
import type { World } from '../world.ts';
import { issuer } from './verify.ts';

/**
 * What Entra publishes about its tokens. The issuer is the real one, so that the product's checks stay as they are in
 * production; the endpoints are the sandbox's.
 */
export function openidRoutes({ config: { tenantId }, keys, address }: World): Router {
  const router = Router();
  const entra = `${address}/${tenantId}`;

  router.get(`/${tenantId}/v2.0/.well-known/openid-configuration`, (_req, res) => {
    res.json({
      issuer: issuer(tenantId),
      authorization_endpoint: `${entra}/oauth2/v2.0/authorize`,
      token_endpoint: `${entra}/oauth2/v2.0/token`,
      end_session_endpoint: `${entra}/oauth2/v2.0/logout`,
      jwks_uri: `${entra}/discovery/v2.0/keys`,
      token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt'],
      response_types_supported: ['code', 'id_token'],
      subject_types_supported: ['pairwise'],
      id_token_signing_alg_values_supported: ['RS256'],
      scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    });
  });
  router.get(`/${tenantId}/discovery/v2.0/keys`, (_req, res) => {
    // Entra names the issuer at each key; libraries that check it must find it here too.
    res.json({ keys: keys.entra.jwks.keys.map((key) => ({ ...key, issuer: issuer(tenantId) })) });
  });
  return router;
}
