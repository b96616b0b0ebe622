import type { JWK, JWTPayload } from 'jose';

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
