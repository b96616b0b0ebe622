import type { Page } from '../pages.ts';

export const PAGE_NAMES: Record<Page, string> = {
  chat: 'Chat',
  home: 'Home',
  programmes: 'Programmes',
  privacy: 'Privacy',
  calendar: 'Calendar',
  mail: 'Mail',
};
