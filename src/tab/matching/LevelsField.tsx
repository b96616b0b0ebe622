import { Field, makeStyles, Radio, RadioGroup, Textarea } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import type { ScenarioSettings } from '../../contract/matching.ts';
import { gradesIn } from '../programmes/programme-defaults.ts';
import { words } from '../words.ts';

const text = words.programmes.form;

const useStyles = makeStyles({ grades: { '& textarea': { minHeight: '112px' } } });

type Props = { levels: ScenarioSettings['levels']; onChange: (levels: ScenarioSettings['levels']) => void };

/** How seniority is known in this scenario. */
export function LevelsField({ levels, onChange }: Props): ReactNode {
  const styles = useStyles();
  const [typed, setTyped] = useState(levels.from === 'grade' ? levels.order.join('\n') : '');
  const choose = (from: string, grades: string): void =>
    onChange(from === 'grade' ? { from: 'grade', order: gradesIn(grades) } : { from: 'depth' });
  const missing = levels.from === 'grade' && levels.order.length === 0;
  return (
    <>
      <Field label={text.levels}>
        <RadioGroup value={levels.from} onChange={(_, data) => choose(data.value, typed)}>
          <Radio value="depth" label={text.fromDepth} />
          <Radio value="grade" label={text.fromGrade} />
        </RadioGroup>
      </Field>
      {levels.from === 'grade' && (
        <Field
          label={text.grades}
          hint={text.gradesHint}
          {...(missing && { validationState: 'error', validationMessage: text.needGrades })}
        >
          <Textarea
            className={styles.grades}
            value={typed}
            resize="vertical"
            spellCheck={false}
            onChange={(_, data) => {
              setTyped(data.value);
              choose('grade', data.value);
            }}
          />
        </Field>
      )}
    </>
  );
}
