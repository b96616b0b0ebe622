import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { NavLink } from 'react-router';
import type { BrowserSession } from '../sign-in.ts';
import { words } from '../words.ts';

const text = words.general.browser;

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalL}`,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalXXL}`,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    '@media (max-width: 480px)': { padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}` },
  },
  name: { fontWeight: tokens.fontWeightSemibold },
  pages: { display: 'flex', gap: tokens.spacingHorizontalL, flexGrow: 1 },
  link: {
    color: tokens.colorNeutralForeground2,
    textDecorationLine: 'none',
    paddingBlock: tokens.spacingVerticalXXS,
    borderBottom: '2px solid transparent',
    ':hover': { color: tokens.colorNeutralForeground1 },
  },
  here: { color: tokens.colorNeutralForeground1, borderBottomColor: tokens.colorCompoundBrandStroke },
  who: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS },
  quiet: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
});

/** What Teams shows around a tab, for a browser outside it: the pages, and who is signed in. */
export function BrowserBar({ session }: { session: BrowserSession }): ReactNode {
  const styles = useStyles();
  const look = ({ isActive }: { isActive: boolean }): string => mergeClasses(styles.link, isActive && styles.here);
  return (
    <header className={styles.bar}>
      <span className={styles.name}>{words.general.appName}</span>
      <nav className={styles.pages} aria-label={text.pages}>
        <NavLink to="/home" className={look}>
          {text.home}
        </NavLink>
        <NavLink to="/privacy" className={look}>
          {text.privacy}
        </NavLink>
      </nav>
      <span className={styles.who}>
        <span className={styles.quiet}>{text.signedIn(session.name)}</span>
        <Button size="small" onClick={() => void session.signOut()}>
          {text.signOut}
        </Button>
      </span>
    </header>
  );
}
