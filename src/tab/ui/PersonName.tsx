import { Avatar, Badge, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { PersonView } from '../../contract/endpoint.ts';
import { words } from '../words.ts';
import { pairAccent } from './accent.ts';

const useStyles = makeStyles({
  line: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS, minWidth: 0 },
  words: { display: 'flex', flexDirection: 'column', minWidth: 0 },
  name: { fontWeight: tokens.fontWeightSemibold, overflowWrap: 'anywhere' },
  big: { fontSize: tokens.fontSizeBase500, lineHeight: tokens.lineHeightBase500 },
  about: {
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    overflowWrap: 'break-word',
  },
  aboutBig: { fontSize: tokens.fontSizeBase300, lineHeight: tokens.lineHeightBase300 },
  two: { display: 'flex', flexShrink: 0 },
  ring: { boxShadow: `0 0 0 2px ${pairAccent.solid}`, borderRadius: tokens.borderRadiusCircular },
  // Both initials stay whole.
  second: { marginInlineStart: '-2px' },
});

/** Where a person sits, as one line: title, then department. */
export const aboutPerson = (person: PersonView): string =>
  [person.title, person.department].filter((part) => part !== null && part !== '').join(' · ');

type Props = {
  person: PersonView;
  large?: boolean;
  /** More about the person, in place of title and department. */ about?: ReactNode;
};

/** A person by name, with initials; pictures would need one more permission. */
export function PersonName({ person, large, about }: Props): ReactNode {
  const styles = useStyles();
  const more = about ?? aboutPerson(person);
  return (
    <span className={styles.line}>
      <Avatar aria-hidden name={person.name} size={large ? 56 : 32} color="neutral" />
      <span className={styles.words}>
        <span className={mergeClasses(styles.name, large && styles.big)}>
          {person.name} {person.byMail && <ByMail />}
        </span>
        {more && <span className={mergeClasses(styles.about, large && styles.aboutBig)}>{more}</span>}
      </span>
    </span>
  );
}

/** Beside the name of a guest: what there is to say reaches them by mail. */
export const ByMail = (): ReactNode => (
  <Badge appearance="outline" color="informative" size="small">
    {words.general.byMail}
  </Badge>
);

/** Two people who belong together: the mark of a pair, in its accent. */
export function PairMark({ mentor, mentee }: { mentor: PersonView; mentee: PersonView }): ReactNode {
  const styles = useStyles();
  return (
    <span className={styles.two} aria-hidden>
      <Avatar name={mentor.name} size={32} color="neutral" className={styles.ring} />
      <Avatar name={mentee.name} size={32} color="neutral" className={mergeClasses(styles.ring, styles.second)} />
    </span>
  );
}
