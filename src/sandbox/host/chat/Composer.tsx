import { Button, Input, makeStyles, tokens } from '@fluentui/react-components';
import { Send20Filled } from '@fluentui/react-icons';
import { useState } from 'react';
import type { FormEvent } from 'react';
import type { Person } from '../api.ts';
import { useNotices } from '../notices.ts';
import { useChange } from '../queries.ts';

const useStyles = makeStyles({
  form: {
    width: '100%',
    maxWidth: '880px',
    boxSizing: 'border-box',
    margin: '0 auto',
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalXL} ${tokens.spacingVerticalL}`,
    display: 'flex',
    gap: tokens.spacingHorizontalS,
    '@media (max-width: 719px)': { padding: tokens.spacingHorizontalM },
  },
  input: { flex: '1', minWidth: 0 },
  closed: {
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalXL}`,
    textAlign: 'center',
    color: tokens.colorNeutralForeground3,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
});

/** Where the person writes to the bot. */
export function Composer({ person, closed }: { person: Person; closed: string | undefined }) {
  const styles = useStyles();
  const notify = useNotices();
  const [text, setText] = useState('');
  const send = useChange<{ personId: string; text: string }>('/chats/message');
  if (closed) return <div className={styles.closed}>{closed}</div>;

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const words = text.trim();
    if (words === '') return;
    setText('');
    send.mutate(
      { personId: person.id, text: words },
      { onError: (error) => notify('Not sent', error.message, 'error') },
    );
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <Input
        className={styles.input}
        size="large"
        appearance="filled-darker"
        placeholder="Type a message, for example: help"
        aria-label="Message to Counterpart"
        autoComplete="off"
        maxLength={4000}
        value={text}
        onChange={(_, { value }) => setText(value)}
      />
      <Button
        type="submit"
        size="large"
        appearance="subtle"
        icon={<Send20Filled />}
        disabled={text.trim() === ''}
        aria-label="Send message"
      />
    </form>
  );
}
