import { makeStyles, mergeClasses, Skeleton, SkeletonItem, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { words } from '../words.ts';

const useStyles = makeStyles({
  page: {
    flexGrow: 1,
    backgroundColor: tokens.colorNeutralBackground2,
    padding: `${tokens.spacingVerticalXXL} ${tokens.spacingHorizontalXXL}`,
    '@media (max-width: 480px)': { padding: `${tokens.spacingVerticalL} ${tokens.spacingHorizontalM}` },
  },
  column: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalL,
    maxWidth: '960px',
    marginInline: 'auto',
  },
  narrow: { maxWidth: '720px' },
  panel: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    padding: tokens.spacingHorizontalXL,
    borderRadius: tokens.borderRadiusXLarge,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  row: { display: 'grid', gridTemplateColumns: '32px 1fr 20%', alignItems: 'center', gap: tokens.spacingHorizontalM },
  title: { width: '40%' },
  half: { width: '60%' },
});

/** The shape of one matter on a page. */
export function PanelSkeleton({ rows = 3 }: { rows?: number }): ReactNode {
  const styles = useStyles();
  return (
    <Skeleton aria-label={words.general.loading} className={styles.panel}>
      <SkeletonItem size={24} className={styles.title} />
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className={styles.row}>
          <SkeletonItem shape="circle" size={32} />
          <SkeletonItem size={16} />
          <SkeletonItem size={16} />
        </div>
      ))}
    </Skeleton>
  );
}

/** The shape of a page that is still on its way. */
export function PageSkeleton({ narrow }: { narrow?: boolean }): ReactNode {
  const styles = useStyles();
  return (
    <main className={styles.page} aria-busy>
      <div className={mergeClasses(styles.column, narrow && styles.narrow)}>
        <Skeleton aria-label={words.general.loading}>
          <SkeletonItem size={32} className={styles.half} />
        </Skeleton>
        <PanelSkeleton rows={2} />
        <PanelSkeleton rows={3} />
      </div>
    </main>
  );
}
