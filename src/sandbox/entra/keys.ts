import type { DatabaseSync } from 'node:sqlite';
import { SignJWT, calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK } from 'jose';
import type { JWK, JWTPayload } from 'jose';
import { readSetting, writeSetting } from '../state.ts';

/** The pretend tenant's signing keys (RS256), kept on disk; Entra and the Bot Connector each have their own. */
export type Keys = {
  entra: Signer;
  connector: Signer;
};

export type Signer = {
  /** Public keys as published at the key-set address. */
  jwks: { keys: JWK[] };
  /** Signs a token with the claims as given; `iat`, `nbf` and `exp` must be in them, from the sandbox's clock. */
  sign(claims: JWTPayload): Promise<string>;
};

/** Reads both keys from the state, making them at the first start, so that tokens outlive a restart. */
export async function loadKeys(db: DatabaseSync): Promise<Keys> {
  const [entra, connector] = await Promise.all([
    loadSigner(db, 'key-entra', {}),
    // Bot Framework publishes for which channels a key may speak.
    loadSigner(db, 'key-connector', { endorsements: ['msteams'] }),
  ]);
  return { entra, connector };
}

async function loadSigner(db: DatabaseSync, name: string, published: Record<string, unknown>): Promise<Signer> {
  const stored = readSetting(db, name);
  const jwk = stored === undefined ? await newKey() : (JSON.parse(stored) as JWK);
  if (stored === undefined) writeSetting(db, name, JSON.stringify(jwk));
  const key = await importJWK(jwk, 'RS256');
  const kid = await calculateJwkThumbprint(jwk);
  const { kty, n, e } = jwk;
  return {
    jwks: { keys: [{ kty, use: 'sig', alg: 'RS256', kid, n, e, ...published }] },
    sign: (claims) => new SignJWT(claims).setProtectedHeader({ typ: 'JWT', alg: 'RS256', kid }).sign(key),
  };
}

async function newKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  return exportJWK(privateKey);
}
