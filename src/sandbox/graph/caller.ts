import type { JWTPayload } from 'jose';

/** Who calls Graph, from the verified token. */
export type GraphCaller =
  | { kind: 'application'; appId: string; roles: string[] }
  | { kind: 'delegated'; appId: string; userId: string; scopes: string[] };

/** Reads a verified token: one with scopes speaks for a person, one without for an application. */
export function callerOf(claims: JWTPayload): GraphCaller {
  const appId = claims['appid'] as string;
  if (typeof claims['scp'] === 'string') {
    return { kind: 'delegated', appId, userId: claims['oid'] as string, scopes: claims['scp'].split(' ') };
  }
  return { kind: 'application', appId, roles: (claims['roles'] as string[] | undefined) ?? [] };
}
