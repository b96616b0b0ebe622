import { Body1, Button, Field, Input, makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons/svg/add';
import { SearchRegular } from '@fluentui/react-icons/svg/search';
import { useState, type ReactNode } from 'react';
import { searchPeople } from '../../contract/directory.ts';
import type { PersonView } from '../../contract/endpoint.ts';
import { useAnswer } from '../answers.ts';
import { Failure } from '../ui/Failure.tsx';
import { PersonName } from '../ui/PersonName.tsx';
import { Row, RowList } from '../ui/RowList.tsx';
import { useSettled } from '../ui/use-settled.ts';
import { words } from '../words.ts';

const text = words.people;

const useStyles = makeStyles({
  search: { maxWidth: '440px', minWidth: 0 },
  quiet: { color: tokens.colorNeutralForeground2 },
});

type Props = {
  label: string;
  hint: string;
  /** Why a person can't be added; null when they can. */
  noteOf: (id: string) => string | null;
  onAdd: (person: PersonView) => void;
};

/** Looks people up in the directory by how their name begins, for coordinators. */
export function PersonSearch({ label, hint, ...props }: Props): ReactNode {
  const styles = useStyles();
  const [typed, setTyped] = useState('');
  return (
    <>
      <Field label={label} hint={hint} className={styles.search}>
        <Input
          type="search"
          contentBefore={<SearchRegular />}
          value={typed}
          maxLength={100}
          onChange={(_, data) => setTyped(data.value)}
        />
      </Field>
      <Found typed={typed} {...props} />
    </>
  );
}

function Found({ typed, noteOf, onAdd }: Pick<Props, 'noteOf' | 'onAdd'> & { typed: string }): ReactNode {
  const styles = useStyles();
  const query = useSettled(typed.trim());
  const found = useAnswer(searchPeople, { query }, { enabled: query.length >= 2 });
  if (query.length < 2) return null;
  if (found.error) return <Failure error={found.error} retry={() => void found.refetch()} />;
  if (found.isPending) return <Spinner size="tiny" label={words.general.loading} labelPosition="after" />;
  if (found.data.people.length === 0) return <Body1 role="status">{text.searchNone(query)}</Body1>;
  return (
    <RowList>
      {found.data.people.slice(0, 8).map((person) => {
        const note = noteOf(person.id);
        return (
          <Row key={person.id}>
            <PersonName person={person} />
            {note === null ? (
              <Button
                size="small"
                icon={<AddRegular />}
                aria-label={text.addPerson(person.name)}
                onClick={() => onAdd(person)}
              >
                {text.add}
              </Button>
            ) : (
              <Body1 className={styles.quiet}>{note}</Body1>
            )}
          </Row>
        );
      })}
    </RowList>
  );
}
