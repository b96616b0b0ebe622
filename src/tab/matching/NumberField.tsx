import { Field, makeStyles, SpinButton } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({ spin: { maxWidth: '140px', minWidth: 0 } });

type Props = {
  label: string;
  hint?: string;
  min?: number;
  max: number;
  value: number;
  onChange: (value: number) => void;
};

/** A whole number within its bounds; what is not one yet is left as it was. */
export function NumberField({ label, hint, min = 0, max, value, onChange }: Props): ReactNode {
  const styles = useStyles();
  return (
    <Field label={label} {...(hint && { hint })}>
      <SpinButton
        className={styles.spin}
        min={min}
        max={max}
        value={value}
        onChange={(_, data) => {
          const typed = data.value ?? Number(data.displayValue);
          if (Number.isInteger(typed)) onChange(Math.min(max, Math.max(min, typed)));
        }}
      />
    </Field>
  );
}
