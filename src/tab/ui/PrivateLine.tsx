import { makeStyles, tokens } from '@fluentui/react-components';
import { LockClosedRegular } from '@fluentui/react-icons/svg/lock-closed';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  line: {
    display: 'flex',
    alignItems: 'flex-start',
    gap: tokens.spacingHorizontalXS,
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  lock: { flexShrink: 0, fontSize: '16px' },
});

/** Who can see what is written here: at the field, at the moment of writing. */
export function PrivateLine({ children }: { children: ReactNode }): ReactNode {
  const styles = useStyles();
  return (
    <span className={styles.line}>
      <LockClosedRegular className={styles.lock} aria-hidden />
      <span>{children}</span>
    </span>
  );
}
