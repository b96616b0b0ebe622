import { makeStyles, Switch, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { words } from '../words.ts';

const text = words.matchRules;

const useStyles = makeStyles({
  small: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
});

type Props = { label: string; standard: boolean; checked: boolean; onChange: (checked: boolean) => void };

/** One rule, on or off, with what is usual. */
export function RuleSwitch({ label, standard, checked, onChange }: Props): ReactNode {
  const styles = useStyles();
  return (
    <Switch
      checked={checked}
      label={
        <>
          {label} <span className={styles.small}>{text.standard(standard ? text.on : text.off)}</span>
        </>
      }
      onChange={(_, data) => onChange(data.checked)}
    />
  );
}
