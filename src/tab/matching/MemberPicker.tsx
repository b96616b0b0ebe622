import { Combobox, Field, makeStyles, Option, tokens } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import type { PersonView } from '../../contract/endpoint.ts';
import { nameFits } from '../people/member-rows.ts';
import { aboutPerson } from '../ui/PersonName.tsx';
import { words } from '../words.ts';

const text = words.matchDecisions;

/** More would be slow to draw, and nobody reads them: one goes on typing. */
const MOST_SHOWN = 30;

const useStyles = makeStyles({
  input: { minWidth: 0, width: '100%' },
  listbox: { maxHeight: 'min(280px, 40vh)' },
  option: { display: 'flex', flexDirection: 'column' },
  about: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
});

type Props = {
  label: string;
  people: PersonView[];
  chosen: PersonView | null;
  onChoose: (person: PersonView | null) => void;
};

/** One of those who joined in a role, found by name. */
export function MemberPicker({ label, people, chosen, onChoose }: Props): ReactNode {
  const styles = useStyles();
  const [typed, setTyped] = useState(chosen?.name ?? '');
  const fitting = people
    .filter(({ name }) => typed === chosen?.name || nameFits(name, typed))
    .sort((a, b) => a.name.localeCompare(b.name, 'en-GB'))
    .slice(0, MOST_SHOWN);
  return (
    <Field label={label}>
      <Combobox
        className={styles.input}
        placeholder={text.choose}
        listbox={{ className: styles.listbox }}
        positioning={{ position: 'below', align: 'start', fallbackPositions: ['above-start'] }}
        value={typed}
        selectedOptions={chosen ? [chosen.id] : []}
        onChange={(event) => {
          setTyped(event.target.value);
          if (chosen) onChoose(null);
        }}
        onOptionSelect={(_, data) => {
          const person = people.find(({ id }) => id === data.optionValue);
          if (!person) return;
          setTyped(person.name);
          onChoose(person);
        }}
      >
        {fitting.length === 0 && (
          <Option disabled value="" text={text.noneFits}>
            {text.noneFits}
          </Option>
        )}
        {fitting.map((person) => (
          <Option key={person.id} value={person.id} text={person.name}>
            <span className={styles.option}>
              {person.name}
              <span className={styles.about}>{aboutPerson(person)}</span>
            </span>
          </Option>
        ))}
      </Combobox>
    </Field>
  );
}
