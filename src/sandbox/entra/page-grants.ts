import { hash, randomBytes } from 'node:crypto';
import type { World } from '../world.ts';

/** What a person allowed a page: a code (once, for minutes), then refresh tokens (each for the rest of a day). */
export type PageGrant = {
  personId: string;
  clientId: string;
  redirectUri: string;
  codeChallenge: string;
  nonce: string | null;
  /** As asked for, in the order of the request. */
  scopes: string[];
};

type Kind = 'code' | 'refresh';
type Kept = { grant: PageGrant; expiresAt: number };

const LIFETIME_MS: Record<Kind, number> = { code: 10 * 60_000, refresh: 24 * 3_600_000 };

export type PageGrants = ReturnType<typeof openPageGrants>;

/** Codes and refresh tokens, by digest, on disk. `expiresAt` limits a refresh token to its first sign-in's day. */
export function openPageGrants({ db, clock }: World) {
  db.exec(`CREATE TABLE IF NOT EXISTS page_grant (
    digest TEXT PRIMARY KEY, kind TEXT NOT NULL, grant_json TEXT NOT NULL, expires_at INTEGER NOT NULL) STRICT;`);
  const insert = db.prepare('INSERT INTO page_grant VALUES (?, ?, ?, ?)');
  const take = db.prepare(
    'DELETE FROM page_grant WHERE digest = ? AND kind = ? AND expires_at > ? RETURNING grant_json, expires_at',
  );
  const digest = (secret: string): string => hash('sha256', secret);
  return {
    add(kind: Kind, grant: PageGrant, expiresAt = clock.now().getTime() + LIFETIME_MS[kind]): string {
      const secret = randomBytes(48).toString('base64url');
      insert.run(digest(secret), kind, JSON.stringify(grant), expiresAt);
      return secret;
    },
    /** Undefined for one that is unknown, over, or was taken before: each is good once. */
    take(kind: Kind, secret: string): Kept | undefined {
      const row = take.get(digest(secret), kind, clock.now().getTime());
      if (row === undefined) return undefined;
      return { grant: JSON.parse(row['grant_json'] as string) as PageGrant, expiresAt: row['expires_at'] as number };
    },
  };
}
