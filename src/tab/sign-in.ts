import {
  AuthError,
  CacheLookupPolicy,
  createStandardPublicClientApplication,
  InteractionRequiredAuthError,
  type AccountInfo,
  type AuthenticationResult,
  type IPublicClientApplication,
} from '@azure/msal-browser';

/** Somebody who signed in on this page, in a browser outside Teams. */
export type BrowserSession = {
  name: string;
  /** A token for our own API; with `fresh` one that was not handed out before. May leave the page to ask the person. */
  token: (fresh: boolean) => Promise<string>;
  /** Forgets the person on this page; their session with Microsoft is theirs. */
  signOut: () => Promise<void>;
};

export type SignIn = {
  /** Null: nobody has signed in, or not to the end. */
  session: BrowserSession | null;
  /** Goes to Microsoft's sign-in and comes back to this very page. */
  signIn: () => Promise<void>;
};

export type SignInSettings = {
  tenantId: string;
  /** The API's own registration: the page asks for a token for itself. */
  clientId: string;
  /** A sandbox that plays Entra; null: Microsoft's own. */
  entraUrl: string | null;
};

/** Registered as a redirect address of kind SPA; whoever began on another page is taken back there. */
const REDIRECT = '/tab/home';
/** A token is renewed this long before its end. */
const MARGIN_MS = 60_000;

/**
 * Microsoft's own library: authorisation code with PKCE, by redirect, tokens in this browser tab's session alone. Also
 * finishes a sign-in that has just come back.
 */
export async function openSignIn(settings: SignInSettings): Promise<SignIn> {
  const redirectUri = window.location.origin + REDIRECT;
  const msal = await createStandardPublicClientApplication({
    auth: {
      clientId: settings.clientId,
      authority: `https://login.microsoftonline.com/${settings.tenantId}`,
      redirectUri,
      ...(settings.entraUrl !== null && { authorityMetadata: metadataOf(settings.entraUrl, settings.tenantId) }),
    },
    cache: { cacheLocation: 'sessionStorage' },
  });
  // Entra wants the bare id where an app asks for a token for itself (AADSTS90009).
  const scopes = [`${settings.clientId}/access_as_user`];
  const back = await msal.handleRedirectPromise().catch(() => null);
  const account = back?.account ?? msal.getAllAccounts()[0] ?? null;
  return {
    session: account && sessionOf(msal, account, scopes, back),
    signIn: () => msal.loginRedirect({ scopes }),
  };
}

function sessionOf(
  msal: IPublicClientApplication,
  account: AccountInfo,
  scopes: string[],
  first: AuthenticationResult | null,
): BrowserSession {
  let last = first;
  const isGood = ({ expiresOn }: AuthenticationResult): boolean => (expiresOn?.getTime() ?? 0) - MARGIN_MS > Date.now();
  return {
    name: account.name ?? account.username,
    async token(fresh) {
      if (last && !fresh && isGood(last)) return last.accessToken;
      const policy = fresh ? CacheLookupPolicy.RefreshToken : CacheLookupPolicy.AccessTokenAndRefreshToken;
      try {
        last = await msal.acquireTokenSilent({ scopes, account, cacheLookupPolicy: policy });
      } catch (error) {
        if (!isOver(error)) throw error;
        // The page is left here: nothing below is reached.
        await msal.acquireTokenRedirect({ scopes, account });
        return new Promise<never>(() => undefined);
      }
      return last.accessToken;
    },
    async signOut() {
      await msal.clearCache({ account });
      window.location.reload();
    },
  };
}

/** The sign-in has come to its end (a page's lasts a day), as against a network that is away for a moment. */
const isOver = (error: unknown): boolean =>
  error instanceof InteractionRequiredAuthError || (error instanceof AuthError && error.errorCode === 'invalid_grant');

/** What Entra publishes of itself, with a sandbox's addresses in it. Only a page built for the sandbox comes here. */
const metadataOf = (entraUrl: string, tenantId: string): string =>
  JSON.stringify({
    issuer: `https://login.microsoftonline.com/${tenantId}/v2.0`,
    authorization_endpoint: `${entraUrl}/${tenantId}/oauth2/v2.0/authorize`,
    token_endpoint: `${entraUrl}/${tenantId}/oauth2/v2.0/token`,
    end_session_endpoint: `${entraUrl}/${tenantId}/oauth2/v2.0/logout`,
    jwks_uri: `${entraUrl}/${tenantId}/discovery/v2.0/keys`,
  });
