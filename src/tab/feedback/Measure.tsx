import { Body1, makeStyles, ProgressBar, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { words } from '../words.ts';

const useStyles = makeStyles({
  one: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS, minWidth: 0 },
  name: { color: tokens.colorNeutralForeground2 },
  value: {
    fontSize: tokens.fontSizeBase500,
    lineHeight: tokens.lineHeightBase500,
    fontWeight: tokens.fontWeightSemibold,
    fontVariantNumeric: 'tabular-nums',
  },
  quiet: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
});

type Props = {
  name: string;
  /** `share` from 0 to 1 is how far the bar reaches; null where too few people answered. */
  figure: { value: string; share: number; meaning: string } | null;
};

/** One figure with its meaning; the bar only repeats what the words say. */
export function Measure({ name, figure }: Props): ReactNode {
  const styles = useStyles();
  return (
    <div className={styles.one}>
      <span className={styles.name}>{name}</span>
      {figure ? (
        <>
          <span className={styles.value}>{figure.value}</span>
          <ProgressBar value={figure.share} thickness="large" aria-hidden />
          <span className={styles.quiet}>{figure.meaning}</span>
        </>
      ) : (
        <Body1 className={styles.quiet}>{words.feedback.results.hidden}</Body1>
      )}
    </div>
  );
}
