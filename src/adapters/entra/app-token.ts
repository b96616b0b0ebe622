import { ConfidentialClientApplication, ManagedIdentityApplication } from '@azure/msal-node';
import type { Clock } from '../../domain/kernel/clock.ts';

/**
 * Answers a token for `scope` (for example `https://graph.microsoft.com/.default`). `refused` is a token that the
 * service has just answered 401 to: it is not given again.
 */
export type AppTokens = (scope: string, refused?: string) => Promise<string>;

export type AppTokenOptions = {
  /** `https://login.microsoftonline.com`, or a sandbox on this machine. */
  authorityUrl: string;
  tenantId: string;
  clientId: string;
  /** A secret (never in production), or a signed assertion from a federated credential. */
  credential: { secret: string } | { assertion: () => Promise<string> };
  clock: Clock;
};

/** Entra refused to give a token, or could not be reached. `code` is msal's, for example `invalid_client`. */
export class TokenUnavailable extends Error {
  override name = 'TokenUnavailable';
  code: string;
  constructor(code: string) {
    super(`Entra gave no token: ${code}`);
    this.code = code;
  }
}

const ENTRA = 'https://login.microsoftonline.com';
// Entra's app tokens live 60 to 90 minutes. msal's own cache counts real time, which a moved clock leaves behind, so
// tokens are kept here, by the clock of the house.
const KEEP_MS = 45 * 60_000;

/** Tokens of one app registration by client credentials; one request at a time for each scope. */
export function createAppTokens(options: AppTokenOptions): AppTokens {
  const app = new ConfidentialClientApplication({ auth: authOptions(options) });
  const kept = new Map<string, { token: string; until: number }>();
  const asking = new Map<string, Promise<string>>();

  const ask = async (scope: string): Promise<string> => {
    const askedAt = options.clock.now().getTime();
    const answer = await app.acquireTokenByClientCredential({ scopes: [scope], skipCache: true }).catch(refuse);
    if (!answer) throw new TokenUnavailable('empty_answer');
    kept.set(scope, { token: answer.accessToken, until: askedAt + KEEP_MS });
    return answer.accessToken;
  };

  return (scope, refused) => {
    const known = kept.get(scope);
    if (known && known.token !== refused && options.clock.now().getTime() < known.until) {
      return Promise.resolve(known.token);
    }
    const running = asking.get(scope);
    if (running) return running;
    const started = ask(scope).finally(() => asking.delete(scope));
    asking.set(scope, started);
    return started;
  };
}

/**
 * The assertion of a managed identity that the app registration trusts (federated credential), so that production
 * keeps no secret.
 */
export function managedIdentityAssertion(managedIdentityClientId: string): () => Promise<string> {
  const identity = new ManagedIdentityApplication({
    managedIdentityIdParams: { userAssignedClientId: managedIdentityClientId },
  });
  return async () => {
    const answer = await identity.acquireToken({ resource: 'api://AzureADTokenExchange' }).catch(refuse);
    return answer.accessToken;
  };
}

function authOptions(options: AppTokenOptions) {
  const { credential, clientId, tenantId } = options;
  const proof =
    'secret' in credential ? { clientSecret: credential.secret } : { clientAssertion: credential.assertion };
  const base = new URL(options.authorityUrl);
  if (base.origin === ENTRA) return { clientId, ...proof, authority: `${ENTRA}/${tenantId}` };
  if (base.protocol !== 'https:' && base.hostname !== '127.0.0.1' && base.hostname !== 'localhost') {
    throw new Error('ENTRA_AUTHORITY_URL: expected https, or http on this machine');
  }
  // msal refuses an http authority: name the real one and tell it where its endpoints are.
  const endpoint = `${base.origin}/${tenantId}`;
  return {
    clientId,
    ...proof,
    authority: `${ENTRA}/${tenantId}`,
    knownAuthorities: [new URL(ENTRA).host],
    authorityMetadata: JSON.stringify({
      issuer: `${ENTRA}/${tenantId}/v2.0`,
      authorization_endpoint: `${endpoint}/oauth2/v2.0/authorize`,
      token_endpoint: `${endpoint}/oauth2/v2.0/token`,
      jwks_uri: `${endpoint}/discovery/v2.0/keys`,
      end_session_endpoint: `${endpoint}/oauth2/v2.0/logout`,
    }),
  };
}

// msal's messages can quote the request: only the code goes on.
function refuse(error: unknown): never {
  const { errorCode } = error as { errorCode?: string };
  throw new TokenUnavailable(errorCode ?? 'unreachable');
}
