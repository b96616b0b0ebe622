import { Field, makeStyles, Radio, RadioGroup, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { words } from '../words.ts';

const text = words.feedback.scale;

const useStyles = makeStyles({
  scale: { display: 'flex', flexWrap: 'wrap', columnGap: tokens.spacingHorizontalS },
});

type Props = { label: string; value: number | null; onChange: (value: number) => void };

/** One to five, one tap; what the ends mean is said in words. */
export function ScaleField({ label, value, onChange }: Props): ReactNode {
  const styles = useStyles();
  return (
    <Field label={label} hint={`${text.low}, ${text.high}`}>
      <RadioGroup
        layout="horizontal-stacked"
        className={styles.scale}
        value={value === null ? '' : String(value)}
        onChange={(_, data) => onChange(Number(data.value))}
      >
        {[1, 2, 3, 4, 5].map((mark) => (
          <Radio key={mark} value={String(mark)} label={String(mark)} />
        ))}
      </RadioGroup>
    </Field>
  );
}
