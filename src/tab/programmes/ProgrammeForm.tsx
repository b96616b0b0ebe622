import { Field, Input, makeStyles, Select, SpinButton, Textarea, tokens } from '@fluentui/react-components';
import { useState, type FormEvent, type ReactNode } from 'react';
import type { ProgrammeSettings } from '../../contract/programmes.ts';
import type { ApiFault } from '../api.ts';
import { addDays, longDay, weeksBetween } from '../dates.ts';
import { ActionButton } from '../ui/ActionButton.tsx';
import { ButtonRow } from '../ui/ButtonRow.tsx';
import { Failure } from '../ui/Failure.tsx';
import { showFirstFault } from '../ui/first-fault.ts';
import { Panel } from '../ui/Panel.tsx';
import { TopicPicker } from '../ui/TopicPicker.tsx';
import { words } from '../words.ts';
import { CalendarNameField } from './CalendarNameField.tsx';
import { MatchingFields } from './MatchingFields.tsx';
import { settingsFaults, weeksNeeded } from './programme-defaults.ts';

const text = words.programmes.form;

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXL },
  two: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(220px, 100%), 1fr))',
    gap: tokens.spacingHorizontalL,
    alignItems: 'start',
  },
  input: { minWidth: 0, width: '100%' },
});

type Props = {
  title: string;
  before: ProgrammeSettings;
  submit: string;
  pending: boolean;
  error: ApiFault | null;
  onSubmit: (settings: ProgrammeSettings) => void;
  /** After the button: a quiet hint or a receipt. */
  after?: ReactNode;
};

/** A programme's settings in one short form; used to begin one and to change it. */
export function ProgrammeForm({ title, before, submit, pending, error, onSubmit, after }: Props): ReactNode {
  const styles = useStyles();
  const [settings, setSettings] = useState(before);
  const [tried, setTried] = useState(false);
  const set = (change: Partial<ProgrammeSettings>): void => setSettings({ ...settings, ...change });
  const faults = settingsFaults(settings);
  const fault = (name: keyof ProgrammeSettings): object =>
    tried && faults[name] ? { validationState: 'error', validationMessage: faults[name] } : {};

  const send = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(faults).length > 0) return showFirstFault(event);
    onSubmit(settings);
  };
  return (
    <Panel title={title} quietTitle>
      <form className={styles.form} onSubmit={send} noValidate>
        <Field label={text.name} hint={text.nameHint} required {...fault('name')}>
          <Input value={settings.name} maxLength={80} onChange={(_, data) => set({ name: data.value })} />
        </Field>
        <Field label={text.goal} hint={text.goalHint}>
          <Textarea value={settings.goal} maxLength={500} rows={3} onChange={(_, data) => set({ goal: data.value })} />
        </Field>
        <Field label={text.topics} hint={text.topicsHint} {...fault('topics')}>
          <TopicPicker
            label={text.topics}
            choices={before.topics}
            chosen={settings.topics}
            onChange={(topics) => set({ topics })}
            addLabel={text.addTopic}
            max={20}
          />
        </Field>
        <CalendarNameField
          value={settings.calendarName}
          fault={fault('calendarName')}
          onChange={(calendarName) => set({ calendarName })}
        />
        <TimeFields settings={settings} set={set} fault={fault} />
        <MatchingFields settings={settings} set={set} fault={fault} />
        {error && <Failure error={error} />}
        <ButtonRow>
          <ActionButton type="submit" pending={pending}>
            {submit}
          </ActionButton>
          {after}
        </ButtonRow>
      </form>
    </Panel>
  );
}

type TimeProps = {
  settings: ProgrammeSettings;
  set: (change: Partial<ProgrammeSettings>) => void;
  fault: (name: keyof ProgrammeSettings) => object;
};

/** How often, how long, from when to when; says whether the meetings fit. */
function TimeFields({ settings, set, fault }: TimeProps): ReactNode {
  const styles = useStyles();
  const { sessions, gapWeeks, startsOn, endsOn, timeZone } = settings;
  const weeks = weeksBetween(startsOn, addDays(endsOn, 1));
  const fits = weeks > 0 ? text.fits(sessions, weeksNeeded(sessions, gapWeeks), weeks) : undefined;
  const zones = [...new Set([timeZone, ...Intl.supportedValuesOf('timeZone')])];
  return (
    <>
      <div className={styles.two}>
        <Field label={text.sessions}>
          <SpinButton
            className={styles.input}
            min={1}
            max={12}
            value={sessions}
            onChange={(_, data) => set({ sessions: clamp(data.value ?? Number(data.displayValue), sessions) })}
          />
        </Field>
        <Field label={text.gap}>
          <Select
            className={styles.input}
            value={String(gapWeeks)}
            onChange={(_, data) => set({ gapWeeks: Number(data.value) as 4 | 5 | 6 })}
          >
            {[4, 5, 6].map((gap) => (
              <option key={gap} value={gap}>
                {text.gapChoice(gap)}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={text.startsOn} hint={longDay(startsOn, 'UTC')}>
          <Input
            className={styles.input}
            type="date"
            value={startsOn}
            onChange={(_, data) => data.value && set({ startsOn: data.value })}
          />
        </Field>
        <Field label={text.endsOn} hint={`${longDay(endsOn, 'UTC')}. ${fits ?? ''}`} {...fault('endsOn')}>
          <Input
            className={styles.input}
            type="date"
            value={endsOn}
            onChange={(_, data) => data.value && set({ endsOn: data.value })}
          />
        </Field>
      </div>
      <Field label={text.timeZone} hint={text.timeZoneHint}>
        <Select className={styles.input} value={timeZone} onChange={(_, data) => set({ timeZone: data.value })}>
          {zones.map((zone) => (
            <option key={zone}>{zone}</option>
          ))}
        </Select>
      </Field>
    </>
  );
}

const clamp = (value: number, before: number): number =>
  Number.isInteger(value) ? Math.min(12, Math.max(1, value)) : before;
