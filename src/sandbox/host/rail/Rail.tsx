import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import {
  CalendarLtr24Filled,
  CalendarLtr24Regular,
  Chat24Filled,
  Chat24Regular,
  Home24Filled,
  Home24Regular,
  Mail24Filled,
  Mail24Regular,
  PeopleTeam24Filled,
  PeopleTeam24Regular,
  ShieldLock24Filled,
  ShieldLock24Regular,
} from '@fluentui/react-icons';
import type { FluentIcon } from '@fluentui/react-icons';
import type { Page, Place } from '../pages.ts';
import { addressOf } from '../place.ts';
import { PAGE_NAMES } from './page-names.ts';

const ICONS: Record<Page, { resting: FluentIcon; chosen: FluentIcon }> = {
  chat: { resting: Chat24Regular, chosen: Chat24Filled },
  home: { resting: Home24Regular, chosen: Home24Filled },
  programmes: { resting: PeopleTeam24Regular, chosen: PeopleTeam24Filled },
  privacy: { resting: ShieldLock24Regular, chosen: ShieldLock24Filled },
  calendar: { resting: CalendarLtr24Regular, chosen: CalendarLtr24Filled },
  mail: { resting: Mail24Regular, chosen: Mail24Filled },
};

const useStyles = makeStyles({
  rail: {
    gridArea: 'rail',
    width: '84px',
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalXS}`,
    '@media (max-width: 719px)': {
      width: 'auto',
      padding: '0',
      borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    },
  },
  list: {
    listStyle: 'none',
    margin: 0,
    padding: 0,
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXS,
    '@media (max-width: 719px)': { flexDirection: 'row', gap: 0 },
  },
  item: { '@media (max-width: 719px)': { flex: '1', minWidth: 0 } },
  link: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    gap: '2px',
    padding: '8px 0 6px',
    borderRadius: tokens.borderRadiusLarge,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase100,
    lineHeight: tokens.lineHeightBase100,
    textDecorationLine: 'none',
    ':hover': { backgroundColor: tokens.colorNeutralBackground4Hover, color: tokens.colorNeutralForeground1 },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  here: {
    color: tokens.colorBrandForeground1,
    fontWeight: tokens.fontWeightSemibold,
    backgroundColor: tokens.colorNeutralBackground1,
    boxShadow: `inset 3px 0 0 ${tokens.colorCompoundBrandStroke}`,
    '@media (max-width: 719px)': { boxShadow: `inset 0 3px 0 ${tokens.colorCompoundBrandStroke}`, borderRadius: 0 },
  },
});

/** Where one can go as this person: the chat with Counterpart, its three tabs, the calendar; a guest to their mail. */
export function Rail({ place, pages }: { place: Place; pages: Page[] }) {
  const styles = useStyles();
  return (
    <nav className={styles.rail} aria-label="Apps">
      <ul className={styles.list}>
        {pages.map((page) => {
          const here = page === place.page;
          const Icon = here ? ICONS[page].chosen : ICONS[page].resting;
          return (
            <li key={page} className={styles.item}>
              <a
                className={mergeClasses(styles.link, here && styles.here)}
                href={addressOf({ ...place, page, subPage: null })}
                aria-current={here ? 'page' : undefined}
              >
                <Icon aria-hidden="true" />
                {PAGE_NAMES[page]}
              </a>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
