import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { words } from '../words.ts';
import { LevelsField } from './LevelsField.tsx';
import { NumberField } from './NumberField.tsx';
import { RuleSwitch } from './RuleSwitch.tsx';
import type { SettingsProps } from './settings-props.ts';

const text = words.matchRules;

const useStyles = makeStyles({
  stack: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalL,
    paddingTop: tokens.spacingVerticalS,
  },
  heading: { ...typographyStyles.subtitle2, margin: 0 },
  quiet: { color: tokens.colorNeutralForeground2 },
  switches: { display: 'flex', flexDirection: 'column', alignItems: 'flex-start' },
  weights: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(220px, 100%), 1fr))',
    gap: `${tokens.spacingVerticalL} ${tokens.spacingHorizontalXL}`,
    alignItems: 'end',
  },
});

const switches = Object.keys(text.switches) as (keyof typeof text.switches)[];
const terms = Object.keys(text.terms) as (keyof typeof text.terms)[];

/** What few coordinators change: the other rules, what each part of a score counts, levels, and the draw. */
export function MoreRules({ settings, defaults, onChange }: SettingsProps): ReactNode {
  const styles = useStyles();
  const { rules, weights } = settings;
  const standard = (value: number | null): string => text.standard(text.value(value));
  const setRules = (change: Partial<typeof rules>): void => onChange({ ...settings, rules: { ...rules, ...change } });
  return (
    <div className={styles.stack}>
      <h3 className={styles.heading}>{text.moreRules}</h3>
      <div className={styles.switches}>
        {switches.map((rule) => (
          <RuleSwitch
            key={rule}
            label={text.switches[rule]}
            standard={defaults.rules[rule]}
            checked={rules[rule]}
            onChange={(on) => setRules({ [rule]: on })}
          />
        ))}
        <RuleSwitch
          label={text.scoreFloorOn}
          standard={defaults.rules.scoreFloor !== null}
          checked={rules.scoreFloor !== null}
          onChange={(on) => setRules({ scoreFloor: on ? 1 : null })}
        />
      </div>
      {rules.scoreFloor !== null && (
        <NumberField
          label={text.scoreFloor}
          max={1_000_000}
          value={rules.scoreFloor}
          onChange={(scoreFloor) => setRules({ scoreFloor })}
        />
      )}
      <h3 className={styles.heading}>{text.weights}</h3>
      <span className={styles.quiet}>{text.weightsHint}</span>
      <div className={styles.weights}>
        {terms.map((term) => (
          <NumberField
            key={term}
            label={text.terms[term]}
            hint={standard(defaults.weights[term])}
            max={1000}
            value={weights[term]}
            onChange={(points) => onChange({ ...settings, weights: { ...weights, [term]: points } })}
          />
        ))}
      </div>
      <LevelsField levels={settings.levels} onChange={(levels) => onChange({ ...settings, levels })} />
      <NumberField
        label={text.seed}
        hint={`${text.seedHint} ${standard(defaults.seed)}`}
        max={2_147_483_647}
        value={settings.seed}
        onChange={(seed) => onChange({ ...settings, seed })}
      />
    </div>
  );
}
