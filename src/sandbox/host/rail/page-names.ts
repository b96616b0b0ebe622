import type { Page } from '../place.ts';

export const PAGE_NAMES: Record<Page, string> = {
  chat: 'Chat',
  home: 'Home',
  programmes: 'Programmes',
  privacy: 'Privacy',
  calendar: 'Calendar',
};
