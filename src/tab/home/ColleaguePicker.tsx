import { Body1, Button, makeStyles, tokens } from '@fluentui/react-components';
import { ArrowUpRegular } from '@fluentui/react-icons/svg/arrow-up';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import type { ReactNode } from 'react';
import type { PersonView } from '../../contract/endpoint.ts';
import { PersonSearch } from '../people/PersonSearch.tsx';
import { PersonName } from '../ui/PersonName.tsx';
import { Row, RowList } from '../ui/RowList.tsx';
import { words } from '../words.ts';

const text = words.home.requests;

const useStyles = makeStyles({
  stack: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
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
export function ColleaguePicker({
  programmeId,
  label,
  hint,
  chosen,
  onChange,
  max,
  ranked = false,
  taken,
}: Props): ReactNode {
  const styles = useStyles();
  const raise = (at: number): void => onChange(chosen.with(at - 1, chosen[at]!).with(at, chosen[at - 1]!));
  const drop = (id: string): void => onChange(chosen.filter((person) => person.id !== id));
  return (
    <div className={styles.stack}>
      <PersonSearch
        key={chosen.length}
        programmeId={programmeId}
        label={label}
        hint={hint}
        placeholder={text.search}
        disabled={chosen.length >= max}
        leaveOut={[...chosen, ...taken]}
        onAdd={(person) => onChange([...chosen, person])}
      />
      {chosen.length >= max && <Body1 className={styles.quiet}>{text.full(max)}</Body1>}
      {chosen.length > 0 && (
        <RowList ordered={ranked} label={text.named(label)}>
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
