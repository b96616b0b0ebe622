import { makeStyles, mergeClasses, Subtitle1, tokens } from '@fluentui/react-components';
import { useId, type ReactNode } from 'react';

const useStyles = makeStyles({
  panel: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    padding: `${tokens.spacingVerticalXL} ${tokens.spacingHorizontalXL}`,
    backgroundColor: tokens.colorNeutralBackground1,
    borderRadius: tokens.borderRadiusXLarge,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    minWidth: 0,
    '@media (max-width: 480px)': { padding: `${tokens.spacingVerticalL} ${tokens.spacingHorizontalM}` },
  },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalM,
  },
  title: { margin: 0, overflowWrap: 'anywhere' },
});

type Props = {
  title: string;
  /** The heading is then for assistive technology only. */
  quietTitle?: boolean;
  action?: ReactNode;
  className?: string;
  children: ReactNode;
};

/** One matter on a page, with its heading. */
export function Panel({ title, quietTitle, action, className, children }: Props): ReactNode {
  const styles = useStyles();
  const id = useId();
  return (
    <section
      className={mergeClasses(styles.panel, className)}
      {...(quietTitle ? { 'aria-label': title } : { 'aria-labelledby': id })}
    >
      {!quietTitle && (
        <div className={styles.head}>
          <Subtitle1 as="h2" id={id} className={styles.title}>
            {title}
          </Subtitle1>
          {action}
        </div>
      )}
      {children}
    </section>
  );
}
