import {
  Button,
  Divider,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  Skeleton,
  SkeletonItem,
  Subtitle2,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { Add20Regular, MoreHorizontal20Regular } from '@fluentui/react-icons';
import { Fragment, useLayoutEffect, useRef } from 'react';
import type { ChatMessage, Person, PressOutcome, PressedAction, SandboxState } from '../api.ts';
import { CounterpartMark } from '../CounterpartMark.tsx';
import { dayOf } from '../moments.ts';
import { Notice } from '../Notice.tsx';
import { useNotices } from '../notices.ts';
import { goTo } from '../place.ts';
import { useChange, useChat } from '../queries.ts';
import { placeOfLink } from '../tabs/teams-links.ts';
import type { ThemeName } from '../theme.ts';
import { CardView } from './CardView.tsx';
import { Composer } from './Composer.tsx';
import { Message } from './Message.tsx';

const useStyles = makeStyles({
  head: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalXL}`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    '@media (max-width: 719px)': { padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}` },
  },
  title: { flex: '1', margin: 0 },
  scroll: {
    flex: '1',
    scrollPaddingTop: tokens.spacingVerticalL,
    minHeight: 0,
    overflowY: 'auto',
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  log: {
    maxWidth: '880px',
    margin: '0 auto',
    padding: `${tokens.spacingVerticalXL} ${tokens.spacingHorizontalXL}`,
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: tokens.spacingVerticalL,
    '@media (max-width: 719px)': { padding: tokens.spacingHorizontalM },
  },
});

type Props = { person: Person; state: SandboxState; theme: ThemeName };

/** One person's chat with Counterpart's bot. */
export function ChatPage({ person, state, theme }: Props) {
  const styles = useStyles();
  const notify = useNotices();
  const { data: chat } = useChat(person.id);
  const install = useChange<{ personId: string }>('/chats/install');
  const uninstall = useChange<{ personId: string }>('/chats/uninstall');
  const block = useChange<{ personId: string; blocked: boolean }>('/chats/block');
  const press = useChange<{ personId: string; messageId: string; action: PressedAction }, PressOutcome>(
    '/chats/action',
  );
  const scroll = useStickToEnd(chat?.messages);

  const openLink = (url: string): void => {
    const place = placeOfLink(url, state.teamsAppId);
    if (place) goTo(place);
    else notify('Teams would open this link', url);
  };
  if (!chat) return <ChatSkeleton />;
  if (!chat.installed && chat.messages.length === 0) {
    return (
      <Notice
        title={`${person.name} doesn’t have Counterpart yet`}
        text="It comes by itself when a programme invites this person. Or add it now, as they could do in the app store."
        picture={<CounterpartMark size={56} />}
      >
        <Button
          appearance="primary"
          icon={<Add20Regular />}
          disabled={install.isPending}
          onClick={() =>
            install.mutate({ personId: person.id }, { onError: (error) => notify(error.message, undefined, 'error') })
          }
        >
          Add Counterpart
        </Button>
      </Notice>
    );
  }
  return (
    <>
      <div className={styles.head}>
        <CounterpartMark />
        <Subtitle2 as="h2" className={styles.title}>
          Counterpart
        </Subtitle2>
        <Menu>
          <MenuTrigger disableButtonEnhancement>
            <Button appearance="subtle" icon={<MoreHorizontal20Regular />} aria-label="Chat options" />
          </MenuTrigger>
          <MenuPopover>
            <MenuList>
              <MenuItem onClick={() => block.mutate({ personId: person.id, blocked: !chat.blocked })}>
                {chat.blocked ? 'Unblock Counterpart' : 'Block Counterpart'}
              </MenuItem>
              <MenuItem onClick={() => uninstall.mutate({ personId: person.id })}>Remove Counterpart</MenuItem>
            </MenuList>
          </MenuPopover>
        </Menu>
      </div>
      <div className={styles.scroll} ref={scroll} tabIndex={0} role="log" aria-label="Messages">
        <div className={styles.log}>
          {chat.messages.map((message, index) => {
            const day = dayOf(message.at, person.timeZone);
            const before = chat.messages[index - 1];
            return (
              <Fragment key={message.id}>
                {(!before || dayOf(before.at, person.timeZone) !== day) && <Divider>{day}</Divider>}
                <Message
                  message={message}
                  person={person}
                  renderCard={(content, key) => (
                    <CardView
                      key={key}
                      content={content}
                      theme={theme}
                      onOpenLink={openLink}
                      onPress={(action) => press.mutateAsync({ personId: person.id, messageId: message.id, action })}
                    />
                  )}
                />
              </Fragment>
            );
          })}
        </div>
      </div>
      <Composer person={person} closed={closedBecause(chat, person)} />
    </>
  );
}

function closedBecause(chat: { installed: boolean; blocked: boolean }, person: Person): string | undefined {
  if (!chat.installed) return `${person.name} has removed Counterpart.`;
  return chat.blocked ? `${person.name} has blocked Counterpart.` : undefined;
}

/** Keeps the newest message in sight as long as the reader hasn't scrolled up. */
function useStickToEnd(messages: ChatMessage[] | undefined) {
  const scroll = useRef<HTMLDivElement>(null);
  const count = useRef(0);
  useLayoutEffect(() => {
    const area = scroll.current;
    if (!area || !messages) return;
    const nearEnd = area.scrollHeight - area.scrollTop - area.clientHeight < 240;
    if (messages.length !== count.current && (count.current === 0 || nearEnd)) {
      // Cards draw themselves after the message stands; of a tall one the beginning matters.
      requestAnimationFrame(() => {
        const newest = area.firstElementChild?.lastElementChild;
        const tall = newest && newest.clientHeight > area.clientHeight - 40;
        if (tall) newest.scrollIntoView({ block: 'start' });
        else area.scrollTo({ top: area.scrollHeight });
      });
    }
    count.current = messages.length;
  }, [messages]);
  return scroll;
}

function ChatSkeleton() {
  const styles = useStyles();
  return (
    <Skeleton className={styles.log} style={{ width: '100%', boxSizing: 'border-box' }} aria-label="Loading the chat">
      <SkeletonItem size={48} style={{ width: '50%' }} />
      <SkeletonItem size={96} style={{ width: '60%' }} />
      <SkeletonItem size={32} style={{ width: '30%', justifySelf: 'end' }} />
    </Skeleton>
  );
}
