import { Router } from 'express';
import type { World } from '../world.ts';

/** OpenID metadata and keys of the Bot Connector, at /botframework/v1. */
export function connectorOpenIdRoutes(world: World): Router {
  const router = Router();
  router.get('/.well-known/openidconfiguration', (_req, res) => {
    res.json({
      issuer: 'https://api.botframework.com',
      authorization_endpoint: 'https://invalid.botframework.com',
      jwks_uri: `${world.address}/botframework/v1/keys`,
      id_token_signing_alg_values_supported: ['RS256'],
      token_endpoint_auth_methods_supported: ['private_key_jwt'],
    });
  });
  // The second address is the real one's; the Teams SDK derives it from the metadata's own address.
  router.get(['/keys', '/.well-known/keys'], (_req, res) => {
    res.json(world.keys.connector.jwks);
  });
  return router;
}
