import { Body1, Body1Strong, Link, makeStyles, tokens } from '@fluentui/react-components';
import type { MouseEvent, ReactNode } from 'react';
import type { Participation, ReachablePerson } from '../../contract/home.ts';
import { chatLink, hasTeams, openLink } from '../host.ts';
import { PersonName } from '../ui/PersonName.tsx';
import { PrivateLine } from '../ui/PrivateLine.tsx';
import { words } from '../words.ts';

const text = words.home.help;

const useStyles = makeStyles({
  group: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS },
  person: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXS },
  // Below the name, beside the picture.
  ways: {
    display: 'flex',
    flexWrap: 'wrap',
    columnGap: tokens.spacingHorizontalL,
    marginInlineStart: `calc(32px + ${tokens.spacingHorizontalS})`,
    overflowWrap: 'anywhere',
  },
});

/** Whom to turn to: in confidence first, then those who run the programme. */
export function WhoHelps({ help: { contacts, coordinators } }: { help: Participation['help'] }): ReactNode {
  const styles = useStyles();
  return (
    <>
      {contacts.length > 0 && (
        <div className={styles.group}>
          <Body1Strong>{text.inConfidence.heading(contacts.length)}</Body1Strong>
          <PrivateLine>{text.inConfidence.text}</PrivateLine>
          {contacts.map((person) => (
            <Reach key={person.id} person={person} />
          ))}
        </div>
      )}
      {coordinators.length > 0 && (
        <div className={styles.group}>
          <Body1Strong>{text.coordinators.heading(coordinators.length)}</Body1Strong>
          {contacts.length > 0 && <Body1>{text.coordinators.text}</Body1>}
          {coordinators.map((person) => (
            <Reach key={person.id} person={person} />
          ))}
        </div>
      )}
    </>
  );
}

function Reach({ person }: { person: ReachablePerson }): ReactNode {
  const styles = useStyles();
  const { name, mail } = person;
  const chat = (event: MouseEvent): void => {
    event.preventDefault();
    if (mail !== null) void openLink(chatLink(mail));
  };
  return (
    <div className={styles.person}>
      <PersonName person={person} />
      {mail !== null && (
        <span className={styles.ways}>
          {hasTeams() && (
            <Link href={chatLink(mail)} target="_blank" rel="noreferrer" aria-label={text.chat(name)} onClick={chat}>
              {text.chatShort}
            </Link>
          )}
          <Link href={`mailto:${mail}`}>{mail}</Link>
        </span>
      )}
    </div>
  );
}
