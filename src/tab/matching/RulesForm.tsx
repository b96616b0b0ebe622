import {
  Accordion,
  AccordionHeader,
  AccordionItem,
  AccordionPanel,
  Field,
  makeStyles,
  Radio,
  RadioGroup,
  SpinButton,
  Switch,
  tokens,
} from '@fluentui/react-components';
import type { FormEvent, ReactNode } from 'react';
import type { ScenarioSettings } from '../../contract/matching.ts';
import type { ApiFault } from '../api.ts';
import { ActionButton } from '../ui/ActionButton.tsx';
import { ButtonRow } from '../ui/ButtonRow.tsx';
import { Failure } from '../ui/Failure.tsx';
import { Panel } from '../ui/Panel.tsx';
import { PrivateLine } from '../ui/PrivateLine.tsx';
import { words } from '../words.ts';

const text = words.matching;

/** Of `sameDepartment` true means that the rule is on: two people from one department are then kept apart. */
export type Rules = Pick<ScenarioSettings, 'objective' | 'seed'> &
  Pick<ScenarioSettings['rules'], 'minDistance' | 'minLevelGap' | 'sameDepartment'>;

export const rulesOf = ({ rules, objective, seed }: ScenarioSettings): Rules => ({
  objective,
  minDistance: rules.minDistance,
  minLevelGap: rules.minLevelGap,
  sameDepartment: rules.sameDepartment,
  seed,
});

/** The same settings with these rules in them. */
export const withRules = (settings: ScenarioSettings, { objective, seed, ...rules }: Rules): ScenarioSettings => ({
  ...settings,
  objective,
  seed,
  rules: { ...settings.rules, ...rules },
});

export const sameRules = (a: Rules, b: Rules): boolean =>
  a.objective === b.objective &&
  a.minDistance === b.minDistance &&
  a.minLevelGap === b.minLevelGap &&
  a.sameDepartment === b.sameDepartment &&
  a.seed === b.seed;

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  numbers: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(240px, 100%), 1fr))',
    gap: tokens.spacingHorizontalXL,
  },
  switches: { display: 'flex', flexDirection: 'column', alignItems: 'flex-start' },
  always: {
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  spin: { maxWidth: '140px' },
  header: { marginInlineStart: `calc(-1 * ${tokens.spacingHorizontalM})` },
});

type Props = {
  rules: Rules;
  onChange: (rules: Rules) => void;
  pending: boolean;
  error: ApiFault | null;
  /** There is an answer already. */
  again: boolean;
  primary: boolean;
  onRun: () => void;
};

/** The few rules that a coordinator sets; those that are always on are named, not offered. */
export function RulesForm({ rules, onChange, pending, error, again, primary, onRun }: Props): ReactNode {
  const styles = useStyles();
  const set = (change: Partial<Rules>): void => onChange({ ...rules, ...change });
  const run = (event: FormEvent): void => {
    event.preventDefault();
    if (!pending) onRun();
  };
  return (
    <Panel title={text.rules}>
      <PrivateLine>{text.rulesIntro}</PrivateLine>
      <form className={styles.form} onSubmit={run}>
        <div className={styles.numbers}>
          <NumberField
            label={text.minDistance}
            hint={text.minDistanceHint}
            max={20}
            value={rules.minDistance}
            onChange={(minDistance) => set({ minDistance })}
          />
          {rules.minLevelGap !== null && (
            <NumberField
              label={text.levelGap}
              hint={text.levelGapHint}
              max={20}
              value={rules.minLevelGap}
              onChange={(minLevelGap) => set({ minLevelGap })}
            />
          )}
        </div>
        <div className={styles.switches}>
          <Switch
            label={text.levelGapOn}
            checked={rules.minLevelGap !== null}
            onChange={(_, data) => set({ minLevelGap: data.checked ? 2 : null })}
          />
          <Switch
            label={text.sameDepartment}
            checked={rules.sameDepartment}
            onChange={(_, data) => set({ sameDepartment: data.checked })}
          />
          <span className={styles.always}>{text.always}</span>
        </div>
        <Field label={text.objective}>
          <RadioGroup
            value={rules.objective}
            onChange={(_, data) => set({ objective: data.value as Rules['objective'] })}
          >
            <Radio value="balanced" label={text.objectives.balanced} />
            <Radio value="total" label={text.objectives.total} />
          </RadioGroup>
        </Field>
        <Accordion collapsible>
          <AccordionItem value="more">
            <AccordionHeader className={styles.header}>{text.more}</AccordionHeader>
            <AccordionPanel>
              <NumberField
                label={text.seed}
                hint={text.seedHint}
                max={2_147_483_647}
                value={rules.seed}
                onChange={(seed) => set({ seed })}
              />
            </AccordionPanel>
          </AccordionItem>
        </Accordion>
        {error && <Failure error={error} />}
        <ButtonRow>
          <ActionButton type="submit" appearance={primary ? 'primary' : 'secondary'} pending={pending}>
            {pending ? text.running : again ? text.runAgain : text.run}
          </ActionButton>
        </ButtonRow>
      </form>
    </Panel>
  );
}

type NumberProps = { label: string; hint: string; max: number; value: number; onChange: (value: number) => void };

function NumberField({ label, hint, max, value, onChange }: NumberProps): ReactNode {
  const styles = useStyles();
  return (
    <Field label={label} hint={hint}>
      <SpinButton
        className={styles.spin}
        min={0}
        max={max}
        value={value}
        onChange={(_, data) => {
          const typed = data.value ?? Number(data.displayValue);
          if (Number.isInteger(typed)) onChange(Math.min(max, Math.max(0, typed)));
        }}
      />
    </Field>
  );
}
