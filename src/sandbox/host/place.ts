import { useSyncExternalStore } from 'react';

export const PAGES = ['chat', 'home', 'programmes', 'privacy', 'calendar'] as const;
export type Page = (typeof PAGES)[number];
export type TabPage = Exclude<Page, 'chat' | 'calendar'>;

/** Whom and what the page shows; the address keeps it: `#/person/<id>/programmes/<sub place>`. */
export type Place = { personId: string | null; page: Page; subPage: string | null };

export function isTab(page: Page): page is TabPage {
  return page !== 'chat' && page !== 'calendar';
}

/** The place that the address names. */
export function usePlace(): Place {
  return readPlace(useSyncExternalStore(onHashChange, () => location.hash));
}

export function addressOf({ personId, page, subPage }: Place): string {
  const parts = ['person', personId ?? '', page, ...(subPage === null ? [] : [subPage])];
  return `#/${parts.map(encodeURIComponent).join('/')}`;
}

/** Goes somewhere else, as a link would; what isn't named stays as it is. */
export function goTo(change: Partial<Place>): void {
  const { subPage = null, ...rest } = change;
  location.hash = addressOf({ ...readPlace(location.hash), ...rest, subPage });
}

function readPlace(hash: string): Place {
  const [, kind, personId, page, subPage] = hash.replace(/^#/, '').split('/').map(decode);
  return {
    personId: kind === 'person' && personId ? personId : null,
    page: PAGES.find((known) => known === page) ?? 'programmes',
    subPage: subPage ? subPage : null,
  };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // an address typed by hand; taken as it is
  }
}

function onHashChange(listener: () => void): () => void {
  addEventListener('hashchange', listener);
  return () => removeEventListener('hashchange', listener);
}
