import { app, authentication, pages } from '@microsoft/teams-js';

/** The themes that Teams, Outlook and Microsoft 365 announce. */
export type HostTheme = 'light' | 'dark' | 'contrast';

export type HostContext = {
  theme: HostTheme;
  /** Which place in the tab a deep link asked for; null when the tab was simply opened. */
  subPage: string | null;
};

/** Outside a host nobody answers; a slow one gets this long before we say so. */
const PATIENCE_MS = 5000;

/** Shakes hands with Teams, Outlook or Microsoft 365; null outside them. */
export async function connect(): Promise<HostContext | null> {
  if (window.parent === window.self) return null;
  try {
    await within(PATIENCE_MS, app.initialize(extraOrigins()));
  } catch {
    return null; // not hosted: the caller shows the page that says where to find us
  }
  app.notifyAppLoaded();
  const context = await app.getContext();
  return { theme: toTheme(context.app.theme), subPage: context.page.subPageId ?? null };
}

export function onThemeChange(handler: (theme: HostTheme) => void): void {
  app.registerOnThemeChangeHandler((theme) => handler(toTheme(theme)));
}

/** Tells the host that there is something to see; it then takes its own loading picture away. */
export function reportReady(): void {
  void app.notifySuccess();
}

/** A token for our own API. Hosts cache and renew it; `fresh` lets them ask the person where silence is not enough. */
export async function getToken(fresh: boolean): Promise<string> {
  if (fresh) return authentication.getAuthToken({ silent: false });
  try {
    return await authentication.getAuthToken({ silent: true });
  } catch {
    return authentication.getAuthToken({ silent: false });
  }
}

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
  if (!pages.currentApp.isSupported()) return false;
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
  const origin = document.querySelector<HTMLMetaElement>('meta[name="counterpart-host-origin"]')?.content;
  return origin ? [origin] : undefined;
}

function toTheme(name: string | undefined): HostTheme {
  if (name === 'dark' || name === 'glass') return 'dark';
  return name === 'contrast' ? 'contrast' : 'light';
}

function within<T>(ms: number, work: Promise<T>): Promise<T> {
  const late = new Promise<never>((_, reject) => setTimeout(() => reject(new Error('No host answered')), ms));
  return Promise.race([work, late]);
}
