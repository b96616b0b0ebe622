import { Button, Input, makeStyles, ToggleButton, tokens } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons/svg/add';
import { CheckmarkRegular } from '@fluentui/react-icons/svg/checkmark';
import { useState, type KeyboardEvent, type ReactNode } from 'react';
import { words } from '../words.ts';

const useStyles = makeStyles({
  chips: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  chip: { minWidth: 0, maxWidth: '100%', whiteSpace: 'normal', textAlign: 'start' },
  own: { display: 'flex', gap: tokens.spacingHorizontalS, maxWidth: '360px', marginTop: tokens.spacingVerticalS },
  input: { flexGrow: 1, minWidth: 0 },
});

type Props = {
  /** What the group is about, for assistive technology. */
  label: string;
  choices: string[];
  chosen: string[];
  onChange: (chosen: string[]) => void;
  addLabel: string;
  max: number;
};

/** Topics to tap on, with room for one's own. Same words in other capitals count as the same topic. */
export function TopicPicker({ label, choices, chosen, onChange, addLabel, max }: Props): ReactNode {
  const styles = useStyles();
  const [own, setOwn] = useState('');
  const same = (a: string, b: string): boolean => a.toLocaleLowerCase() === b.toLocaleLowerCase();
  const all = [...choices, ...chosen.filter((topic) => !choices.some((choice) => same(choice, topic)))];
  const isChosen = (topic: string): boolean => chosen.some((one) => same(one, topic));

  const toggle = (topic: string): void => {
    if (isChosen(topic)) onChange(chosen.filter((one) => !same(one, topic)));
    else if (chosen.length < max) onChange([...chosen, topic]);
  };
  const add = (): void => {
    const topic = own.trim();
    if (topic !== '' && !isChosen(topic)) toggle(all.find((one) => same(one, topic)) ?? topic);
    setOwn('');
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    add();
  };

  return (
    <div role="group" aria-label={label}>
      <div className={styles.chips}>
        {all.map((topic) => (
          <ToggleButton
            key={topic}
            className={styles.chip}
            shape="circular"
            size="small"
            checked={isChosen(topic)}
            icon={isChosen(topic) ? <CheckmarkRegular /> : undefined}
            onClick={() => toggle(topic)}
          >
            {topic}
          </ToggleButton>
        ))}
      </div>
      <div className={styles.own}>
        <Input
          className={styles.input}
          size="small"
          aria-label={`${label} ${addLabel}`}
          placeholder={addLabel}
          value={own}
          maxLength={60}
          onChange={(_, data) => setOwn(data.value)}
          onKeyDown={onKeyDown}
        />
        <Button size="small" icon={<AddRegular />} onClick={add} disabledFocusable={own.trim() === ''}>
          {words.home.join.add}
        </Button>
      </div>
    </div>
  );
}
