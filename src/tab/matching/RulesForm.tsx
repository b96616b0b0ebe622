import {
  Accordion,
  AccordionHeader,
  AccordionItem,
  AccordionPanel,
  Body1,
  Button,
  Field,
  makeStyles,
  Radio,
  RadioGroup,
  tokens,
} from '@fluentui/react-components';
import type { FormEvent, ReactNode } from 'react';
import type { ScenarioSettings } from '../../contract/matching.ts';
import type { ApiFault } from '../api.ts';
import { ActionButton } from '../ui/ActionButton.tsx';
import { ButtonRow } from '../ui/ButtonRow.tsx';
import { Failure } from '../ui/Failure.tsx';
import { Panel } from '../ui/Panel.tsx';
import { words } from '../words.ts';
import { MoreRules } from './MoreRules.tsx';
import { NumberField } from './NumberField.tsx';
import { RuleSwitch } from './RuleSwitch.tsx';
import type { SettingsProps } from './settings-props.ts';
import { sameSettings } from './settings.ts';

const text = words.matchRules;

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  numbers: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(240px, 100%), 1fr))',
    gap: tokens.spacingHorizontalXL,
    alignItems: 'start',
  },
  switches: { display: 'flex', flexDirection: 'column', alignItems: 'flex-start' },
  header: { marginInlineStart: `calc(-1 * ${tokens.spacingHorizontalM})` },
  quiet: { color: tokens.colorNeutralForeground2 },
});

type Props = SettingsProps & {
  /** As they are kept; null before the first scenario. */
  saved: ScenarioSettings | null;
  pending: boolean;
  error: ApiFault | null;
  /** There is a result already. */
  again: boolean;
  primary: boolean;
  onRun: () => void;
  onSave: (() => void) | null;
};

/** The rules and weights of one scenario: the few that most people set, then the rest behind one heading. */
export function RulesForm(props: Props): ReactNode {
  const { settings, defaults, saved, onChange, pending, error, again, primary, onRun, onSave } = props;
  const styles = useStyles();
  const run = (event: FormEvent): void => {
    event.preventDefault();
    if (!pending) onRun();
  };
  const changed = saved !== null && !sameSettings(settings, saved);
  const unusual = !sameSettings(settings, defaults);
  return (
    <Panel title={text.title}>
      <Body1 className={styles.quiet}>{text.intro}</Body1>
      <form className={styles.form} onSubmit={run}>
        <MainRules settings={settings} defaults={defaults} onChange={onChange} />
        <Accordion collapsible>
          <AccordionItem value="more">
            <AccordionHeader className={styles.header}>{text.more}</AccordionHeader>
            <AccordionPanel>
              <MoreRules settings={settings} defaults={defaults} onChange={onChange} />
            </AccordionPanel>
          </AccordionItem>
        </Accordion>
        {error && <Failure error={error} />}
        {changed && <Body1 role="status">{text.unsaved}</Body1>}
        <ButtonRow>
          <ActionButton type="submit" appearance={primary || changed ? 'primary' : 'secondary'} pending={pending}>
            {pending ? text.running : again ? text.runAgain : text.run}
          </ActionButton>
          {changed && onSave && !pending && <Button onClick={onSave}>{text.save}</Button>}
          {changed && !pending && (
            <Button appearance="subtle" onClick={() => onChange(saved)}>
              {text.undo}
            </Button>
          )}
          {unusual && !pending && (
            <Button appearance="subtle" onClick={() => onChange(defaults)}>
              {text.toStandard}
            </Button>
          )}
        </ButtonRow>
      </form>
    </Panel>
  );
}

function MainRules({ settings, defaults, onChange }: SettingsProps): ReactNode {
  const styles = useStyles();
  const { rules, objective } = settings;
  const set = (change: Partial<ScenarioSettings['rules']>): void =>
    onChange({ ...settings, rules: { ...rules, ...change } });
  return (
    <>
      <div className={styles.switches}>
        <RuleSwitch
          label={text.levelGapOn}
          standard={defaults.rules.minLevelGap !== null}
          checked={rules.minLevelGap !== null}
          onChange={(on) => set({ minLevelGap: on ? (defaults.rules.minLevelGap ?? 2) : null })}
        />
        <RuleSwitch
          label={text.sameDepartment}
          standard={defaults.rules.sameDepartment}
          checked={rules.sameDepartment}
          onChange={(sameDepartment) => set({ sameDepartment })}
        />
        <RuleSwitch
          label={text.bothGain}
          standard={defaults.rules.bothGain}
          checked={rules.bothGain}
          onChange={(bothGain) => set({ bothGain })}
        />
      </div>
      <div className={styles.numbers}>
        <NumberField
          label={text.minDistance}
          hint={`${text.minDistanceHint} ${text.standard(text.value(defaults.rules.minDistance))}`}
          max={100}
          value={rules.minDistance}
          onChange={(minDistance) => set({ minDistance })}
        />
        {rules.minLevelGap !== null && (
          <NumberField
            label={text.levelGap}
            hint={text.standard(text.value(defaults.rules.minLevelGap))}
            min={-20}
            max={100}
            value={rules.minLevelGap}
            onChange={(minLevelGap) => set({ minLevelGap })}
          />
        )}
      </div>
      <Field label={text.objective}>
        <RadioGroup
          value={objective}
          onChange={(_, data) => onChange({ ...settings, objective: data.value as ScenarioSettings['objective'] })}
        >
          <Radio value="balanced" label={text.objectives.balanced} />
          <Radio value="total" label={text.objectives.total} />
        </RadioGroup>
      </Field>
      <Body1 className={styles.quiet}>{text.always}</Body1>
    </>
  );
}
