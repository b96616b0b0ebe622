import { Field, makeStyles, Radio, RadioGroup, Select, Textarea, tokens } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import type { ProgrammeSettings, RoleName } from '../../contract/programmes.ts';
import { words } from '../words.ts';
import { gradesIn } from './programme-defaults.ts';

const text = words.programmes.form;
const MOST_PARTNERS = 5;

const useStyles = makeStyles({
  two: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(220px, 100%), 1fr))',
    gap: tokens.spacingHorizontalL,
    alignItems: 'start',
  },
  input: { minWidth: 0, width: '100%' },
  grades: { '& textarea': { minHeight: '112px' } },
});

type Props = {
  settings: ProgrammeSettings;
  set: (change: Partial<ProgrammeSettings>) => void;
  fault: (name: keyof ProgrammeSettings) => object;
};

/** What bounds a match from the start: how many partners people may have, and how their level is known. */
export function MatchingFields({ settings, set, fault }: Props): ReactNode {
  const styles = useStyles();
  const { largestCapacity, levels } = settings;
  const [typed, setTyped] = useState(levels.from === 'grade' ? levels.order.join('\n') : '');
  const most = (role: RoleName, label: string): ReactNode => (
    <Field label={label} hint={text.capacityHint}>
      <Select
        className={styles.input}
        value={String(largestCapacity[role])}
        onChange={(_, data) => set({ largestCapacity: { ...largestCapacity, [role]: Number(data.value) } })}
      >
        {Array.from({ length: MOST_PARTNERS }, (_, at) => (
          <option key={at}>{at + 1}</option>
        ))}
      </Select>
    </Field>
  );
  const chooseLevels = (from: string): void =>
    set({ levels: from === 'grade' ? { from: 'grade', order: gradesIn(typed) } : { from: 'depth' } });
  return (
    <>
      <div className={styles.two}>
        {most('mentor', text.mentorCapacity)}
        {most('mentee', text.menteeCapacity)}
      </div>
      <Field label={text.levels} hint={text.levelsHint}>
        <RadioGroup value={levels.from} onChange={(_, data) => chooseLevels(data.value)}>
          <Radio value="depth" label={text.fromDepth} />
          <Radio value="grade" label={text.fromGrade} />
        </RadioGroup>
      </Field>
      {levels.from === 'grade' && (
        <Field label={text.grades} hint={text.gradesHint} {...fault('levels')}>
          <Textarea
            className={styles.grades}
            value={typed}
            resize="vertical"
            spellCheck={false}
            onChange={(_, data) => {
              setTyped(data.value);
              set({ levels: { from: 'grade', order: gradesIn(data.value) } });
            }}
          />
        </Field>
      )}
    </>
  );
}
