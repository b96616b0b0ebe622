/** Everything the rail leads to, in its order. */
export const PAGES = ['chat', 'home', 'programmes', 'privacy', 'calendar'] as const;
export type Page = (typeof PAGES)[number];
export type TabPage = Exclude<Page, 'chat' | 'calendar'>;

/** Whom and what the page shows. */
export type Place = { personId: string | null; page: Page; subPage: string | null };

/** True for the pages that Counterpart itself draws. */
export function isTab(page: Page): page is TabPage {
  return page !== 'chat' && page !== 'calendar';
}
