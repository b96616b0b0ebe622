import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ErrorCircle12Filled } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import type { ChatMessage, Person } from '../api.ts';
import { CounterpartMark } from '../CounterpartMark.tsx';
import { timeOf } from '../moments.ts';

const useStyles = makeStyles({
  message: {
    display: 'grid',
    gridTemplateColumns: '32px minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalM,
    '@media (max-width: 719px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  sign: { '@media (max-width: 719px)': { display: 'none' } },
  own: { display: 'flex', flexDirection: 'column', alignItems: 'flex-end' },
  head: {
    display: 'flex',
    gap: tokens.spacingHorizontalS,
    alignItems: 'baseline',
    marginBottom: tokens.spacingVerticalXXS,
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground3,
  },
  name: { fontWeight: tokens.fontWeightSemibold, color: tokens.colorNeutralForeground1 },
  bubble: {
    width: 'fit-content',
    maxWidth: 'min(560px, 100%)',
    boxSizing: 'border-box',
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalL}`,
    borderRadius: tokens.borderRadiusXLarge,
    backgroundColor: tokens.colorNeutralBackground3,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
  },
  ownBubble: { backgroundColor: tokens.colorBrandBackground2, color: tokens.colorNeutralForeground1 },
  card: { maxWidth: '480px', minWidth: 0, '& + &': { marginTop: tokens.spacingVerticalS } },
  failed: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    marginTop: tokens.spacingVerticalXXS,
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorPaletteRedForeground1,
  },
  gone: { fontStyle: 'italic', color: tokens.colorNeutralForeground3 },
});

type Props = { message: ChatMessage; person: Person; renderCard: (content: unknown, key: string) => ReactNode };

/** One message of the chat, as either side wrote it. */
export function Message({ message, person, renderCard }: Props) {
  const styles = useStyles();
  const fromBot = message.from === 'bot';
  const cards = (message.attachments ?? []).map(({ content }, index) => (
    <div key={index} className={styles.card}>
      {renderCard(content, `${message.id} ${index}`)}
    </div>
  ));
  const body = (
    <>
      <div className={styles.head}>
        {fromBot && <span className={styles.name}>Counterpart</span>}
        <time dateTime={message.at}>{timeOf(message.at, person.timeZone)}</time>
      </div>
      {message.deleted ? (
        <div className={mergeClasses(styles.bubble, styles.gone)}>This message has been deleted.</div>
      ) : (
        <>
          {message.text && (
            <div className={mergeClasses(styles.bubble, !fromBot && styles.ownBubble)}>{message.text}</div>
          )}
          {cards}
        </>
      )}
      {message.error && (
        <div className={styles.failed} role="alert">
          <ErrorCircle12Filled aria-hidden="true" />
          Not sent. {message.error}.
        </div>
      )}
    </>
  );
  if (!fromBot) return <div className={styles.own}>{body}</div>;
  return (
    <div className={styles.message}>
      <span className={styles.sign}>
        <CounterpartMark />
      </span>
      <div>{body}</div>
    </div>
  );
}
