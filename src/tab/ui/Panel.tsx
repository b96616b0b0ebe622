import { makeStyles, mergeClasses, tokens, typographyStyles } from '@fluentui/react-components';
import { useEffect, useId, useRef, type ReactNode } from 'react';

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
  title: { ...typographyStyles.subtitle1, margin: 0, outline: 'none', overflowWrap: 'anywhere' },
});

type Props = {
  title: string;
  /** The heading is then for assistive technology only. */
  quietTitle?: boolean;
  action?: ReactNode;
  /** The heading takes the focus, since what was pressed to come here is gone. */
  takesFocus?: boolean;
  className?: string;
  children: ReactNode;
};

/** One matter on a page, with its heading. */
export function Panel({ title, quietTitle, action, takesFocus, className, children }: Props): ReactNode {
  const styles = useStyles();
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (takesFocus) heading.current?.focus();
  }, [takesFocus]);
  return (
    <section
      className={mergeClasses(styles.panel, className)}
      {...(quietTitle ? { 'aria-label': title } : { 'aria-labelledby': id })}
    >
      {!quietTitle && (
        <div className={styles.head}>
          <h2 id={id} className={styles.title} ref={heading} {...(takesFocus && { tabIndex: -1 })}>
            {title}
          </h2>
          {action}
        </div>
      )}
      {children}
    </section>
  );
}
