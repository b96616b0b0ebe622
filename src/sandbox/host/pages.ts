/** Everything the rail leads to, in its order. */
export const PAGES = ['chat', 'home', 'programmes', 'privacy', 'calendar', 'mail'] as const;
export type Page = (typeof PAGES)[number];
export type TabPage = 'home' | 'programmes' | 'privacy';

/** A guest has nothing of this tenant but what comes by mail; members have Teams. */
export const pagesOf = ({ isGuest }: { isGuest: boolean }): Page[] =>
  PAGES.filter((page) => (page === 'mail') === isGuest);

/** The page itself where this person has it, else the first of theirs. */
export function pageFor(person: { isGuest: boolean }, page: Page): Page {
  const pages = pagesOf(person);
  return pages.includes(page) ? page : pages[0]!;
}

/** Whom and what the page shows. */
export type Place = { personId: string | null; page: Page; subPage: string | null };

/** True for the pages that Counterpart itself draws. */
export function isTab(page: Page): page is TabPage {
  return page === 'home' || page === 'programmes' || page === 'privacy';
}
