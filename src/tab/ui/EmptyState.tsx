import { Body1, makeStyles, Subtitle1, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  empty: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    gap: tokens.spacingVerticalM,
    padding: `${tokens.spacingVerticalXXXL} ${tokens.spacingHorizontalL}`,
    textAlign: 'center',
  },
  icon: { fontSize: '40px', lineHeight: 0, color: tokens.colorNeutralForeground3 },
  title: { margin: 0 },
  text: { maxWidth: '56ch', color: tokens.colorNeutralForeground2, textAlign: 'center' },
});

type Props = { title: string; text: ReactNode; icon?: ReactNode; action?: ReactNode };

/** What will be here, and the one button to begin. */
export function EmptyState({ title, text, icon, action }: Props): ReactNode {
  const styles = useStyles();
  return (
    <div className={styles.empty}>
      {icon && (
        <span className={styles.icon} aria-hidden>
          {icon}
        </span>
      )}
      <Subtitle1 as="h2" className={styles.title}>
        {title}
      </Subtitle1>
      <Body1 className={styles.text}>{text}</Body1>
      {action}
    </div>
  );
}
