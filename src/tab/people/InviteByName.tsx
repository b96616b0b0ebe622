import { Body1, Button, makeStyles, Select, tokens } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { useState, type ReactNode } from 'react';
import type { PersonView } from '../../contract/endpoint.ts';
import type { RoleName } from '../../contract/programmes.ts';
import { PersonName } from '../ui/PersonName.tsx';
import { Row, RowList } from '../ui/RowList.tsx';
import { words } from '../words.ts';
import type { Invitations } from './invitations.ts';
import { PersonSearch } from './PersonSearch.tsx';

const text = words.people;

const useStyles = makeStyles({
  stack: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  tools: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalXS, minWidth: 0 },
});

type Chosen = { person: PersonView; role: RoleName | null };
type Props = { invited: string[]; onPreview: (invitations: Invitations) => void };

/** Looks people up in the directory and gathers those who are to be invited. */
export function InviteByName({ invited, onPreview }: Props): ReactNode {
  const styles = useStyles();
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
      <PersonSearch
        label={text.search}
        hint={text.searchHint}
        noteOf={(id) =>
          invited.includes(id) ? text.searchAlready : chosen.some(({ person }) => person.id === id) ? text.added : null
        }
        onAdd={add}
      />
      {chosen.length > 0 && (
        <>
          <Body1 role="status">{text.chosen(chosen.length)}</Body1>
          <RowList>
            {chosen.map(({ person, role }) => (
              <Row key={person.id}>
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
              </Row>
            ))}
          </RowList>
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
