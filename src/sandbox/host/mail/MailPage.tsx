import { Caption1, Spinner, Subtitle2, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { MailInbox24Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import type { Mail, Person } from '../api.ts';
import { wallClock } from '../moments.ts';
import { Notice } from '../Notice.tsx';
import { useMail } from '../queries.ts';
import type { ThemeName } from '../theme.ts';
import { MailBody } from './MailBody.tsx';

const useStyles = makeStyles({
  mail: {
    flex: '1',
    minHeight: 0,
    display: 'grid',
    gridTemplateColumns: 'minmax(220px, 340px) minmax(0, 1fr)',
    '@media (max-width: 719px)': { gridTemplateColumns: 'minmax(0, 1fr)', gridTemplateRows: 'auto minmax(0, 1fr)' },
  },
  list: {
    listStyle: 'none',
    margin: 0,
    padding: tokens.spacingHorizontalS,
    overflowY: 'auto',
    borderRight: `1px solid ${tokens.colorNeutralStroke2}`,
    '@media (max-width: 719px)': { maxHeight: '34dvh' },
  },
  entry: {
    width: '100%',
    display: 'grid',
    gap: '2px',
    textAlign: 'start',
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    border: 'none',
    borderRadius: tokens.borderRadiusMedium,
    background: 'none',
    color: tokens.colorNeutralForeground1,
    font: 'inherit',
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
  },
  here: { backgroundColor: tokens.colorNeutralBackground1Selected },
  from: { fontWeight: tokens.fontWeightSemibold },
  subject: { overflowWrap: 'anywhere' },
  quiet: { color: tokens.colorNeutralForeground3 },
  open: { display: 'flex', flexDirection: 'column', minHeight: 0, minWidth: 0 },
  head: {
    padding: `${tokens.spacingVerticalL} ${tokens.spacingHorizontalXXL} ${tokens.spacingVerticalS}`,
    display: 'grid',
    gap: tokens.spacingVerticalXXS,
  },
  title: { margin: 0, overflowWrap: 'anywhere' },
});

/** A guest's inbox, as their own mail program would show it: what Counterpart writes, and what Outlook sends. */
export function MailPage({ person, theme }: { person: Person; theme: ThemeName }) {
  const styles = useStyles();
  const { data: mails } = useMail(person.id);
  const [chosen, setChosen] = useState<string | null>(null);
  if (!mails) return <Notice title="" text="" picture={<Spinner aria-label="Loading the mail" />} />;
  if (mails.length === 0) {
    return (
      <Notice
        title="No mail yet"
        text={`${person.name} is a guest: there is no Teams here for them. What Counterpart has to say comes by mail.`}
        picture={<MailInbox24Regular />}
      />
    );
  }
  const open = mails.find(({ id }) => id === chosen) ?? mails[0]!;
  return (
    <div className={styles.mail}>
      <ul className={styles.list} aria-label="Inbox">
        {mails.map((mail) => (
          <li key={mail.id}>
            <button
              className={mergeClasses(styles.entry, mail.id === open.id && styles.here)}
              aria-current={mail.id === open.id}
              onClick={() => setChosen(mail.id)}
            >
              <span className={styles.from}>{mail.from}</span>
              <span className={styles.subject}>{titleOf(mail)}</span>
              <Caption1 className={styles.quiet}>{wallClock(mail.at, person.timeZone, false)}</Caption1>
            </button>
          </li>
        ))}
      </ul>
      <article className={styles.open}>
        <header className={styles.head}>
          <Subtitle2 as="h2" className={styles.title}>
            {titleOf(open)}
          </Subtitle2>
          <Caption1 className={styles.quiet}>
            {open.from} to {person.mail}
          </Caption1>
          {open.start && <Caption1>Begins {wallClock(open.start, person.timeZone, true)}</Caption1>}
        </header>
        <MailBody key={open.id} html={open.html} comment={open.comment} theme={theme} />
      </article>
    </div>
  );
}

const PREFIX: Record<Mail['kind'], string> = {
  letter: '',
  invitation: 'Invitation: ',
  update: 'Updated: ',
  cancellation: 'Cancelled: ',
  response: 'Answer: ',
  forward: 'Forwarded: ',
};

const titleOf = ({ kind, subject }: Mail): string => PREFIX[kind] + subject;
