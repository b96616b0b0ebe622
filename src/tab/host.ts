import { app, authentication, pages } from '@microsoft/teams-js';
import type { BrowserSession } from './sign-in.ts';

/** The themes that Teams, Outlook and Microsoft 365 announce. */
export type HostTheme = 'light' | 'dark' | 'contrast';

export type HostContext = {
  theme: HostTheme;
  /** Which place in the tab a deep link asked for; null when the tab was simply opened. */
  subPage: string | null;
  /** Who signed in on the page itself, in a browser outside Teams; null in a host, which signs in by itself. */
  browser: BrowserSession | null;
};

/** Where the page stands. `signIn` null: it is framed by somebody who is no host of ours. */
export type Connection = { host: HostContext } | { host: null; signIn: (() => Promise<void>) | null };

/** Outside a host nobody answers; a slow one gets this long before we say so. */
const PATIENCE_MS = 5000;

let isHosted = false;
let browser: BrowserSession | null = null;

/** Shakes hands with Teams, Outlook or Microsoft 365; in a window of its own, finds out who has signed in there. */
export async function connect(): Promise<Connection> {
  if (window.parent === window.self) return connectInBrowser();
  try {
    await within(PATIENCE_MS, app.initialize(extraOrigins()));
  } catch {
    return { host: null, signIn: null }; // the caller shows the page that says where to find us
  }
  isHosted = true;
  app.notifyAppLoaded();
  const context = await app.getContext();
  return { host: { theme: toTheme(context.app.theme), subPage: context.page.subPageId ?? null, browser: null } };
}

/** The library that signs people in is loaded here alone: in Teams nobody waits for it. */
async function connectInBrowser(): Promise<Connection> {
  const tenantId = told('tenant');
  const clientId = told('client');
  if (tenantId === null || clientId === null) return { host: null, signIn: null };
  const { openSignIn } = await import('./sign-in.ts');
  const entraUrl = import.meta.env.MODE === 'sandbox' ? told('entra') : null;
  const { session, signIn } = await openSignIn({ tenantId, clientId, entraUrl });
  browser = session;
  return session ? { host: { theme: browserTheme(), subPage: null, browser: session } } : { host: null, signIn };
}

const darkMode = window.matchMedia('(prefers-color-scheme: dark)');

/** The theme of a page outside any host. */
export const browserTheme = (): HostTheme => (darkMode.matches ? 'dark' : 'light');

export function onThemeChange(handler: (theme: HostTheme) => void): void {
  if (isHosted) app.registerOnThemeChangeHandler((theme) => handler(toTheme(theme)));
  else darkMode.addEventListener('change', () => handler(browserTheme()));
}

/** Tells the host that there is something to see; it then takes its own loading picture away. */
export function reportReady(): void {
  if (isHosted) void app.notifySuccess();
}

/** A token for our own API. Hosts cache and renew it; `fresh` lets them ask the person where silence is not enough. */
export async function getToken(fresh: boolean): Promise<string> {
  if (browser) return browser.token(fresh);
  if (fresh) return authentication.getAuthToken({ silent: false });
  try {
    return await authentication.getAuthToken({ silent: true });
  } catch {
    return authentication.getAuthToken({ silent: false });
  }
}

/** Whether Teams is at hand; a guest in a browser has none in which to chat with colleagues. */
export const hasTeams = (): boolean => isHosted;

/** Opens a Teams link (a meeting, a chat) in the host itself where it can, else in a new window. */
export async function openLink(url: string): Promise<void> {
  try {
    await app.openLink(url);
  } catch {
    window.open(url, '_blank', 'noopener,noreferrer');
  }
}

/** A chat in Teams with whoever has this address: https://learn.microsoft.com/microsoftteams/platform/concepts/build-and-test/deep-link-teams */
export const chatLink = (mail: string): string =>
  `https://teams.microsoft.com/l/chat/0/0?users=${encodeURIComponent(mail)}`;

/** Goes to another tab of the app; false where the host cannot, so that the caller shows it in place. */
export async function openTab(pageId: 'home' | 'programmes' | 'privacy'): Promise<boolean> {
  if (browser || !pages.currentApp.isSupported()) return false;
  try {
    await pages.currentApp.navigateTo({ pageId });
    return true;
  } catch {
    return false;
  }
}

/** Only sandbox builds know more hosts than Microsoft's own: the one that our server names. */
function extraOrigins(): string[] | undefined {
  if (import.meta.env.MODE !== 'sandbox') return undefined;
  const origin = told('host-origin');
  return origin === null ? undefined : [origin];
}

/** What the server wrote into the page about this deployment. */
const told = (name: 'tenant' | 'client' | 'host-origin' | 'entra'): string | null =>
  document.querySelector<HTMLMetaElement>(`meta[name="counterpart-${name}"]`)?.content || null;

function toTheme(name: string | undefined): HostTheme {
  if (name === 'dark' || name === 'glass') return 'dark';
  return name === 'contrast' ? 'contrast' : 'light';
}

function within<T>(ms: number, work: Promise<T>): Promise<T> {
  const late = new Promise<never>((_, reject) => setTimeout(() => reject(new Error('No host answered')), ms));
  return Promise.race([work, late]);
}
