import { Body1, Button, Field, Input, makeStyles, Select, Spinner, tokens } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons/svg/add';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { SearchRegular } from '@fluentui/react-icons/svg/search';
import { useState, type ReactNode } from 'react';
import { searchPeople } from '../../contract/directory.ts';
import type { PersonView } from '../../contract/endpoint.ts';
import type { RoleName } from '../../contract/programmes.ts';
import { useAnswer } from '../answers.ts';
import { Failure } from '../ui/Failure.tsx';
import { PersonName } from '../ui/PersonName.tsx';
import { useSettled } from '../ui/use-settled.ts';
import { words } from '../words.ts';
import type { Invitations } from './invitations.ts';

const text = words.people;

const useStyles = makeStyles({
  stack: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  search: { maxWidth: '440px', minWidth: 0 },
  list: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    margin: 0,
    padding: 0,
    listStyle: 'none',
  },
  row: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalS,
  },
  tools: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalXS, minWidth: 0 },
  quiet: { color: tokens.colorNeutralForeground2 },
});

type Chosen = { person: PersonView; role: RoleName | null };
type Props = { invited: string[]; onPreview: (invitations: Invitations) => void };

/** Looks people up in the directory and gathers those who are to be invited. */
export function InviteByName({ invited, onPreview }: Props): ReactNode {
  const styles = useStyles();
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<Chosen[]>([]);
  const add = (person: PersonView): void => setChosen([...chosen, { person, role: null }]);
  const drop = (id: string): void => setChosen(chosen.filter(({ person }) => person.id !== id));
  const setRole = (id: string, role: RoleName | null): void =>
    setChosen(chosen.map((one) => (one.person.id === id ? { ...one, role } : one)));
  const preview = (): void => {
    const people = chosen.map(({ person, role }) => ({ personId: person.id, role }));
    onPreview({ body: { people }, people: people.length });
  };
  return (
    <div className={styles.stack}>
      <Field label={text.search} hint={text.searchHint} className={styles.search}>
        <Input
          type="search"
          contentBefore={<SearchRegular />}
          value={typed}
          maxLength={100}
          onChange={(_, data) => setTyped(data.value)}
        />
      </Field>
      <Found typed={typed} invited={invited} chosen={chosen.map(({ person }) => person.id)} onAdd={add} />
      {chosen.length > 0 && (
        <>
          <Body1 role="status">{text.chosen(chosen.length)}</Body1>
          <ul className={styles.list}>
            {chosen.map(({ person, role }) => (
              <li key={person.id} className={styles.row}>
                <PersonName person={person} />
                <span className={styles.tools}>
                  <RoleSelect name={person.name} role={role} onChange={(next) => setRole(person.id, next)} />
                  <Button
                    appearance="subtle"
                    icon={<DismissRegular />}
                    aria-label={text.removePerson(person.name)}
                    onClick={() => drop(person.id)}
                  />
                </span>
              </li>
            ))}
          </ul>
          <div>
            <Button appearance="primary" onClick={preview}>
              {text.preview}
            </Button>
          </div>
        </>
      )}
    </div>
  );
}

type FoundProps = { typed: string; invited: string[]; chosen: string[]; onAdd: (person: PersonView) => void };

function Found({ typed, invited, chosen, onAdd }: FoundProps): ReactNode {
  const styles = useStyles();
  const query = useSettled(typed.trim());
  const found = useAnswer(searchPeople, { query }, { enabled: query.length >= 2 });
  if (query.length < 2) return null;
  if (found.error) return <Failure error={found.error} retry={() => void found.refetch()} />;
  if (found.isPending) return <Spinner size="tiny" label={words.general.loading} labelPosition="after" />;
  if (found.data.people.length === 0) return <Body1 role="status">{text.searchNone(query)}</Body1>;
  return (
    <ul className={styles.list}>
      {found.data.people.slice(0, 8).map((person) => {
        const already = invited.includes(person.id)
          ? text.searchAlready
          : chosen.includes(person.id)
            ? text.added
            : null;
        return (
          <li key={person.id} className={styles.row}>
            <PersonName person={person} />
            {already ? (
              <Body1 className={styles.quiet}>{already}</Body1>
            ) : (
              <Button
                size="small"
                icon={<AddRegular />}
                aria-label={text.addPerson(person.name)}
                onClick={() => onAdd(person)}
              >
                {text.add}
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
}

type RoleProps = { name: string; role: RoleName | null; onChange: (role: RoleName | null) => void };

function RoleSelect({ name, role, onChange }: RoleProps): ReactNode {
  return (
    <Select
      size="small"
      aria-label={text.roleOf(name)}
      value={role ?? ''}
      onChange={(_, data) => onChange(data.value === '' ? null : (data.value as RoleName))}
    >
      <option value="">{text.roleFree}</option>
      <option value="mentor">{words.general.mentor}</option>
      <option value="mentee">{words.general.mentee}</option>
    </Select>
  );
}
