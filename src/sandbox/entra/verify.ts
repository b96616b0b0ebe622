import { createLocalJWKSet, jwtVerify } from 'jose';
import type { JWTPayload } from 'jose';
import type { World } from '../world.ts';

/** Real issuer of the tenant's v2 tokens; only the endpoints are the sandbox's own. */
export function issuer(tenantId: string): string {
  return `https://login.microsoftonline.com/${tenantId}/v2.0`;
}

/**
 * Checks a token of the pretend Entra: signature, issuer, audience and times by the sandbox's clock.
 * Throws jose's own errors, whose `code` tells what was wrong.
 */
export async function verifyEntraToken(world: World, token: string, audience: string | string[]): Promise<JWTPayload> {
  const { payload } = await jwtVerify(token, createLocalJWKSet(world.keys.entra.jwks), {
    algorithms: ['RS256'],
    issuer: issuer(world.config.tenantId),
    audience,
    currentDate: world.clock.now(),
    requiredClaims: ['exp', 'nbf', 'iat', 'tid'],
  });
  return payload;
}

/** The token of an `Authorization: Bearer …` header, undefined when there is none. */
export function bearerToken(header: string | undefined): string | undefined {
  return /^Bearer +(\S+)$/i.exec(header ?? '')?.[1];
}
