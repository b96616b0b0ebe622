import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { figure } from '../words/counting.ts';

const useStyles = makeStyles({
  figures: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(112px, 1fr))',
    gap: tokens.spacingHorizontalL,
    margin: 0,
  },
  one: { display: 'flex', flexDirection: 'column-reverse', justifyContent: 'flex-end' },
  name: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
  value: {
    margin: 0,
    fontSize: tokens.fontSizeHero700,
    lineHeight: tokens.lineHeightHero700,
    fontWeight: tokens.fontWeightSemibold,
    fontVariantNumeric: 'tabular-nums',
  },
});

/** A few numbers side by side, each with its name. */
export function Figures({ figures }: { figures: { name: string; value: number }[] }): ReactNode {
  const styles = useStyles();
  return (
    <dl className={styles.figures}>
      {figures.map(({ name, value }) => (
        <div key={name} className={styles.one}>
          <dt className={styles.name}>{name}</dt>
          <dd className={styles.value}>{figure(value)}</dd>
        </div>
      ))}
    </dl>
  );
}
