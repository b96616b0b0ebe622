import { useSyncExternalStore } from 'react';
import { PAGES } from './pages.ts';
import type { Place } from './pages.ts';

/** The place that the address names: `#/person/<id>/programmes/<sub place>`. */
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
