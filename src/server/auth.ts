import { errors, jwtVerify, type JWTPayload } from 'jose';
import { z } from 'zod';
import type { SigningKeys } from '../adapters/openid/signing-keys.ts';
import type { Clock } from '../domain/kernel/clock.ts';
import type { PersonId } from '../domain/kernel/ids.ts';

/** Who asks, as the token in hand says. Roles last as long as the token does: about an hour. */
export type Reader = { personId: PersonId; roles: AppRole[] };
export type AppRole = 'Coordinator' | 'Sponsor';

/** Answers the reader, or null when the header holds no token that we accept. */
export type ReadTabToken = (authorization: string | undefined) => Promise<Reader | null>;

/**
 * Microsoft's clients that may ask for a token on a person's behalf, from
 * https://learn.microsoft.com/microsoftteams/platform/tabs/how-to/authentication/tab-sso-register-aad
 */
const MICROSOFT_CLIENTS = new Set([
  '1fec8e78-bce4-4aaf-ab1b-5451cc387264', // Teams desktop and mobile
  '5e3ce6c0-2b1f-4285-8d4b-75ee78787346', // Teams web
  '4765445b-32c6-49b0-83e6-1d93765276ca', // Microsoft 365 web
  '0ec893e0-5785-4de6-99da-4ed124e5296c', // Microsoft 365 desktop
  'd3590ed6-52b3-4102-aeff-aad2292ab01c', // Microsoft 365 mobile, Outlook desktop
  'bc59ab01-8403-45c6-8796-ac3ef710b3e3', // Outlook web
  '27922004-5251-4030-b22d-91ecd9a37ea4', // Outlook mobile
]);

const claims = z.object({
  ver: z.literal('2.0'),
  tid: z.string(),
  oid: z.uuid(),
  azp: z.string(),
  scp: z.string(),
  idtyp: z.string().optional(),
  roles: z.array(z.string()).default([]),
});

/** Entra's issuer of v2 tokens; Entra's own name, whatever address it is asked at. */
export const tabTokenIssuer = (tenantId: string): string => `https://login.microsoftonline.com/${tenantId}/v2.0`;

/**
 * Checks the token that Teams, Outlook or Microsoft 365 gave the tab, or that the page itself got in a browser of its
 * own (then our registration is the client too): v2, for our API, on behalf of a person.
 */
export function createTabTokenReader(options: {
  tenantId: string;
  apiAppId: string;
  keys: SigningKeys;
  clock: Clock;
}): ReadTabToken {
  const { tenantId, apiAppId, keys, clock } = options;
  const clients = new Set([...MICROSOFT_CLIENTS, apiAppId]);
  return async (authorization) => {
    const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization ?? '')?.[1];
    if (token === undefined) return null;
    try {
      const { payload } = await jwtVerify(token, keys.find, {
        algorithms: ['RS256'],
        issuer: tabTokenIssuer(tenantId),
        audience: apiAppId,
        requiredClaims: ['exp', 'nbf', 'iat'],
        clockTolerance: 60,
        currentDate: clock.now(),
      });
      return readerOf(payload, tenantId, clients);
    } catch (error) {
      if (error instanceof errors.JOSEError) return null;
      throw error;
    }
  };
}

function readerOf(payload: JWTPayload, tenantId: string, clients: ReadonlySet<string>): Reader | null {
  const read = claims.safeParse(payload);
  if (!read.success) return null;
  const { tid, oid, azp, scp, idtyp, roles } = read.data;
  const delegated = idtyp !== 'app' && scp.split(' ').includes('access_as_user');
  if (!delegated || tid !== tenantId || !clients.has(azp)) return null;
  return {
    personId: oid,
    roles: roles.filter((role): role is AppRole => role === 'Coordinator' || role === 'Sponsor'),
  };
}
