import { Body1, Button, Field, Input, makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons/svg/add';
import { ArrowUpRegular } from '@fluentui/react-icons/svg/arrow-up';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { SearchRegular } from '@fluentui/react-icons/svg/search';
import { useState, type ReactNode } from 'react';
import type { PersonView } from '../../contract/endpoint.ts';
import { findColleagues } from '../../contract/programmes.ts';
import { useAnswer } from '../answers.ts';
import { Failure } from '../ui/Failure.tsx';
import { PersonName } from '../ui/PersonName.tsx';
import { Row, RowList } from '../ui/RowList.tsx';
import { useSettled } from '../ui/use-settled.ts';
import { words } from '../words.ts';

const text = words.home.requests;

const useStyles = makeStyles({
  stack: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  search: { maxWidth: '440px', minWidth: 0 },
  quiet: { color: tokens.colorNeutralForeground2 },
});

type Props = {
  programmeId: string;
  label: string;
  hint: string;
  /** In order of preference where `ranked`. */
  chosen: PersonView[];
  onChange: (chosen: PersonView[]) => void;
  max: number;
  ranked?: boolean;
  /** People who are named elsewhere in the form, and so can't be named here. */
  taken: PersonView[];
};

/** Colleagues to name, found by how their name begins. */
export function ColleaguePicker({ chosen, onChange, max, ranked = false, taken, ...props }: Props): ReactNode {
  const styles = useStyles();
  const [typed, setTyped] = useState('');
  const add = (person: PersonView): void => {
    onChange([...chosen, person]);
    setTyped('');
  };
  const raise = (at: number): void => onChange(chosen.with(at - 1, chosen[at]!).with(at, chosen[at - 1]!));
  const drop = (id: string): void => onChange(chosen.filter((person) => person.id !== id));
  return (
    <div className={styles.stack}>
      <Field label={props.label} hint={props.hint} className={styles.search}>
        <Input
          type="search"
          autoComplete="off"
          contentBefore={<SearchRegular />}
          placeholder={text.search}
          value={typed}
          maxLength={100}
          disabled={chosen.length >= max}
          onChange={(_, data) => setTyped(data.value)}
          onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
        />
      </Field>
      {chosen.length >= max && <Body1 className={styles.quiet}>{text.full(max)}</Body1>}
      <Found
        programmeId={props.programmeId}
        typed={chosen.length < max ? typed : ''}
        named={chosen}
        taken={taken}
        onAdd={add}
      />
      {chosen.length > 0 && (
        <RowList ordered={ranked} label={text.named(props.label)}>
          {chosen.map((person, at) => (
            <Row key={person.id}>
              <PersonName person={person} about={ranked ? text.rank(at + 1) : undefined} />
              <span>
                {ranked && at > 0 && (
                  <Button
                    appearance="subtle"
                    icon={<ArrowUpRegular />}
                    aria-label={text.raise(person.name)}
                    onClick={() => raise(at)}
                  />
                )}
                <Button
                  appearance="subtle"
                  icon={<DismissRegular />}
                  aria-label={text.remove(person.name)}
                  onClick={() => drop(person.id)}
                />
              </span>
            </Row>
          ))}
        </RowList>
      )}
    </div>
  );
}

type FoundProps = {
  programmeId: string;
  typed: string;
  named: PersonView[];
  taken: PersonView[];
  onAdd: (person: PersonView) => void;
};

function Found({ programmeId, typed, named, taken, onAdd }: FoundProps): ReactNode {
  const query = useSettled(typed.trim());
  const enabled = query.length >= 2 && typed.trim() !== '';
  const found = useAnswer(findColleagues, { programmeId }, { body: { query }, enabled });
  if (!enabled) return null;
  if (found.error) return <Failure error={found.error} />;
  if (found.isPending) return <Spinner size="tiny" label={words.general.loading} labelPosition="after" />;
  const isNamed = (id: string): boolean => [...named, ...taken].some((person) => person.id === id);
  const others = found.data.people.filter((person) => !isNamed(person.id));
  if (others.length === 0) return <Body1 role="status">{text.none(query)}</Body1>;
  return (
    <RowList label={text.found}>
      {others.map((person) => (
        <Row key={person.id}>
          <PersonName person={person} />
          <Button
            size="small"
            icon={<AddRegular />}
            aria-label={text.addPerson(person.name)}
            onClick={() => onAdd(person)}
          >
            {text.add}
          </Button>
        </Row>
      ))}
    </RowList>
  );
}
