import { createRemoteJWKSet, type JWTVerifyGetKey } from 'jose';

/** The public keys of one token issuer, read from its OpenID metadata when first needed and kept. */
export type SigningKeys = {
  /** Finds the key that a token names. Throws `KeysUnavailable` when the issuer can't be asked. */
  find: JWTVerifyGetKey;
  /** Channels for which a key may speak, as the Bot Connector publishes them; empty for other issuers. */
  endorsements(kid: string | undefined): string[];
};

export class KeysUnavailable extends Error {
  readonly code = 'signing-keys-unavailable';
}

/** How long keys are kept, and how soon an unknown key may make us ask again: forged key ids must not become a flood. */
const KEEP_MS = 24 * 60 * 60 * 1000;
const ASK_AGAIN_MS = 30_000;
const TIMEOUT_MS = 5_000;

/** `issuer` is what the metadata must say of itself; its key set must be at the same origin as the metadata. */
export function createSigningKeys(metadataUrl: string, issuer: string): SigningKeys {
  type KeySet = ReturnType<typeof createRemoteJWKSet>;
  let loading: Promise<KeySet> | undefined;
  let loaded: KeySet | undefined;

  const load = async (): Promise<KeySet> => {
    const answer = await fetch(metadataUrl, { redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (!answer.ok) throw new Error(`status ${answer.status}`);
    const metadata = (await answer.json()) as { issuer?: unknown; jwks_uri?: unknown };
    if (metadata.issuer !== issuer) throw new Error('another issuer');
    const keys = new URL(String(metadata.jwks_uri));
    if (keys.origin !== new URL(metadataUrl).origin) throw new Error('keys at another origin');
    return createRemoteJWKSet(keys, {
      cacheMaxAge: KEEP_MS,
      cooldownDuration: ASK_AGAIN_MS,
      timeoutDuration: TIMEOUT_MS,
    });
  };

  return {
    async find(header, token) {
      loading ??= load();
      try {
        loaded = await loading;
      } catch (error) {
        loading = undefined;
        throw new KeysUnavailable('the metadata of a token issuer could not be read', { cause: error });
      }
      try {
        return await loaded(header, token);
      } catch (error) {
        if (isUnreachable(error))
          throw new KeysUnavailable('the keys of a token issuer could not be read', { cause: error });
        throw error;
      }
    },
    endorsements(kid) {
      const key = loaded?.jwks()?.keys.find((one) => one.kid === kid);
      const endorsements: unknown = key && 'endorsements' in key ? key.endorsements : undefined;
      return Array.isArray(endorsements) ? endorsements.map(String) : [];
    },
  };
}

/** A key set that could not be fetched, as opposed to one that does not hold the key. */
function isUnreachable(error: unknown): boolean {
  const code = (error as { code?: string }).code;
  return code === 'ERR_JWKS_TIMEOUT' || code === 'ERR_JOSE_GENERIC' || error instanceof TypeError;
}
