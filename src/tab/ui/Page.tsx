import { Body1, makeStyles, mergeClasses, tokens, typographyStyles } from '@fluentui/react-components';
import { useEffect, useRef, type ReactNode } from 'react';
import { words } from '../words.ts';

const useStyles = makeStyles({
  page: {
    flexGrow: 1,
    backgroundColor: tokens.colorNeutralBackground2,
    color: tokens.colorNeutralForeground1,
    padding: `${tokens.spacingVerticalXXL} ${tokens.spacingHorizontalXXL} ${tokens.spacingVerticalXXXL}`,
    '@media (max-width: 480px)': { padding: `${tokens.spacingVerticalL} ${tokens.spacingHorizontalM}` },
  },
  column: {
    maxWidth: '960px',
    marginInline: 'auto',
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalL,
  },
  narrow: { maxWidth: '720px' },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalL,
  },
  words: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS, minWidth: 0 },
  title: {
    ...typographyStyles.title2,
    margin: 0,
    outline: 'none',
    overflowWrap: 'anywhere',
    '@media (max-width: 480px)': { fontSize: tokens.fontSizeBase600, lineHeight: tokens.lineHeightBase600 },
  },
  intro: { color: tokens.colorNeutralForeground2, maxWidth: '64ch' },
});

type Props = {
  title: string;
  intro?: ReactNode;
  /** Above the title: the way back. */
  before?: ReactNode;
  /** Beside the title: at most the one primary action. */
  action?: ReactNode;
  narrow?: boolean;
  children: ReactNode;
};

/** One page: a heading that says where the reader is, and one column. */
export function Page({ title, intro, before, action, narrow, children }: Props): ReactNode {
  const styles = useStyles();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · ${words.general.appName}`;
    // What was pressed to come here is gone. A frame that the reader is not in must not pull the focus to itself.
    if (document.hasFocus() && document.activeElement === document.body) heading.current?.focus();
  }, [title]);
  return (
    <main className={styles.page}>
      <div className={mergeClasses(styles.column, narrow && styles.narrow)}>
        {before}
        <header className={styles.head}>
          <div className={styles.words}>
            <h1 ref={heading} tabIndex={-1} className={styles.title}>
              {title}
            </h1>
            {intro && <Body1 className={styles.intro}>{intro}</Body1>}
          </div>
          {action}
        </header>
        {children}
      </div>
    </main>
  );
}
