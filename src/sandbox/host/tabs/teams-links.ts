import { PAGES } from '../pages.ts';
import type { Place } from '../pages.ts';

/**
 * Where a Teams deep link leads inside the sandbox: a tab of Counterpart, the chat with it; undefined for everything
 * that only the real Teams could open (a meeting, another app).
 */
export function placeOfLink(url: string, teamsAppId: string): Partial<Place> | undefined {
  let link: URL;
  try {
    link = new URL(url);
  } catch {
    return undefined;
  }
  if (link.hostname !== 'teams.microsoft.com') return undefined;
  const [, , kind, appId, entityId] = link.pathname.split('/').map(decodeURIComponent);
  // With colleagues people chat in the real Teams alone.
  if (kind === 'chat') return link.searchParams.get('users')?.startsWith('28:') ? { page: 'chat' } : undefined;
  if (kind !== 'entity' || appId !== teamsAppId) return undefined;
  return placeOfPage(entityId, subPageOf(link.searchParams.get('context')));
}

/** The place that a page id of the app's manifest names. */
export function placeOfPage(pageId: string | undefined, subPage: string | null): Partial<Place> | undefined {
  const page = pageId === 'conversations' ? 'chat' : PAGES.find((known) => known === pageId);
  return page && { page, subPage };
}

function subPageOf(context: string | null): string | null {
  try {
    const { subEntityId, subPageId } = JSON.parse(context ?? '{}') as { subEntityId?: string; subPageId?: string };
    return subPageId ?? subEntityId ?? null;
  } catch {
    return null;
  }
}
