import { Body1, Button, Field, Input, makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons/svg/add';
import { SearchRegular } from '@fluentui/react-icons/svg/search';
import { useState, type ReactNode } from 'react';
import { searchPeople } from '../../contract/directory.ts';
import type { PersonView } from '../../contract/endpoint.ts';
import { findColleagues } from '../../contract/programmes.ts';
import { useAnswer } from '../answers.ts';
import { Failure } from '../ui/Failure.tsx';
import { PersonName } from '../ui/PersonName.tsx';
import { Row, RowList } from '../ui/RowList.tsx';
import { useSettled } from '../ui/use-settled.ts';
import { words } from '../words.ts';

const text = words.people;
const MOST = 8;

const useStyles = makeStyles({
  search: { maxWidth: '440px', minWidth: 0 },
  quiet: { color: tokens.colorNeutralForeground2 },
});

type FoundProps = {
  /** For a participant of it, who may look for colleagues; without it, for coordinators. */
  programmeId?: string;
  /** Why a person can't be added; null when they can. */
  noteOf?: (id: string) => string | null;
  /** People who are not to be found. */
  leaveOut?: PersonView[];
  onAdd: (person: PersonView) => void;
};
type Props = FoundProps & { label: string; hint: string; placeholder?: string; disabled?: boolean };

/** Looks people up by how their name begins. */
export function PersonSearch({ label, hint, placeholder, disabled = false, ...props }: Props): ReactNode {
  const styles = useStyles();
  const [typed, setTyped] = useState('');
  return (
    <>
      <Field label={label} hint={hint} className={styles.search}>
        <Input
          type="search"
          autoComplete="off"
          contentBefore={<SearchRegular />}
          placeholder={placeholder}
          value={typed}
          maxLength={100}
          disabled={disabled}
          onChange={(_, data) => setTyped(data.value)}
          // It may stand in a form, which is not finished by looking somebody up.
          onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
        />
      </Field>
      {!disabled && <Found typed={typed} {...props} />}
    </>
  );
}

function Found({ typed, programmeId, noteOf, leaveOut = [], onAdd }: FoundProps & { typed: string }): ReactNode {
  const styles = useStyles();
  const query = useSettled(typed.trim());
  const enabled = query.length >= 2;
  const isColleague = programmeId !== undefined;
  const inDirectory = useAnswer(searchPeople, { query }, { enabled: enabled && !isColleague });
  const colleagues = useAnswer(
    findColleagues,
    { programmeId: programmeId ?? '' },
    { body: { query }, enabled: enabled && isColleague },
  );
  const found = isColleague ? colleagues : inDirectory;
  if (!enabled) return null;
  if (found.error) return <Failure error={found.error} retry={() => void found.refetch()} />;
  if (found.isPending) return <Spinner size="tiny" label={words.general.loading} labelPosition="after" />;
  const people = found.data.people.filter(({ id }) => leaveOut.every((person) => person.id !== id));
  if (people.length === 0) return <Body1 role="status">{text.searchNone(query)}</Body1>;
  return (
    <RowList label={text.found}>
      {people.slice(0, MOST).map((person) => {
        const note = noteOf?.(person.id) ?? null;
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
