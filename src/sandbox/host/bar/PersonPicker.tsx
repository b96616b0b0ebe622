import { Avatar, Badge, Combobox, Option, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { Person } from '../api.ts';
import { goTo } from '../place.ts';
import { usePeopleSearch } from '../queries.ts';

const useStyles = makeStyles({
  picker: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS },
  box: { flex: '1', minWidth: 0 },
  input: { minWidth: 0 },
  list: { zIndex: 10, maxHeight: '60dvh', minWidth: '320px', '@media (max-width: 719px)': { minWidth: '0' } },
  option: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalM, minWidth: 0, width: '100%' },
  words: { flex: '1', minWidth: 0, display: 'grid' },
  name: { fontWeight: tokens.fontWeightSemibold },
  title: {
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  roles: { display: 'flex', gap: tokens.spacingHorizontalXXS, flexShrink: 0 },
});

/** Chooses whose chat, tabs and calendar the page shows. */
export function PersonPicker({ person, featured }: { person: Person | undefined; featured: Person[] }) {
  const styles = useStyles();
  // null while nobody searches; the box then shows the chosen person's name.
  const [text, setText] = useState<string | null>(null);
  const wanted = text?.trim() ?? '';
  const { data: found } = usePeopleSearch(wanted);
  const people = wanted === '' ? featured : (found ?? []);

  return (
    <div className={styles.picker}>
      <Avatar name={person?.name ?? ''} color="colorful" size={32} aria-hidden="true" />
      <Combobox
        className={styles.box}
        input={{ className: styles.input }}
        listbox={{ className: styles.list }}
        aria-label="Person"
        placeholder="Search for a person"
        freeform
        inlinePopup
        value={text ?? person?.name ?? ''}
        selectedOptions={person ? [person.id] : []}
        onFocus={(event) => event.target.select()}
        onBlur={() => setText(null)}
        onChange={(event) => setText(event.target.value)}
        onOptionSelect={(_, { optionValue }) => {
          // While somebody types, the box clears its selection, which arrives here as no option.
          if (optionValue === undefined) return;
          setText(null);
          if (people.some(({ id }) => id === optionValue)) goTo({ personId: optionValue });
        }}
      >
        {people.map((each) => (
          <Option key={each.id} value={each.id} text={each.name} checkIcon={null}>
            <PersonLine person={each} />
          </Option>
        ))}
        {people.length === 0 && (
          <Option value="" text={wanted} disabled checkIcon={null}>
            {found ? `Nobody matches ‘${wanted}’` : 'Searching…'}
          </Option>
        )}
      </Combobox>
      {person && <Roles person={person} />}
    </div>
  );
}

function PersonLine({ person }: { person: Person }) {
  const styles = useStyles();
  return (
    <div className={styles.option}>
      <Avatar name={person.name} color="colorful" size={32} aria-hidden="true" />
      <span className={styles.words}>
        <span className={styles.name}>{person.name}</span>
        <span className={styles.title}>{person.title ? `${person.title} · ${person.office}` : person.mail}</span>
      </span>
      <Roles person={person} />
    </div>
  );
}

function Roles({ person }: { person: Person }) {
  const styles = useStyles();
  if (person.roles.length === 0) return null;
  return (
    <span className={styles.roles}>
      {person.roles.map((role) => (
        <Badge key={role} appearance="tint" color="brand">
          {role}
        </Badge>
      ))}
    </span>
  );
}
