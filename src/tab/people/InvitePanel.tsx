import { Body1, makeStyles, MessageBar, MessageBarBody, Tab, TabList, tokens } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import { invitePeople, type ProgrammeView } from '../../contract/programmes.ts';
import { useAction } from '../answers.ts';
import { Panel } from '../ui/Panel.tsx';
import { words } from '../words.ts';
import type { Invitations } from './invitations.ts';
import { InvitationPreview } from './InvitationPreview.tsx';
import { InviteByList } from './InviteByList.tsx';
import { InviteByName } from './InviteByName.tsx';

const text = words.people;

const useStyles = makeStyles({
  quiet: { color: tokens.colorNeutralForeground2 },
  tabs: { marginInlineStart: `calc(-1 * ${tokens.spacingHorizontalM})` },
});

/** Inviting by name or from a list; both end in the same preview. */
export function InvitePanel({ programme, invited }: { programme: ProgrammeView; invited: string[] }): ReactNode {
  const styles = useStyles();
  const [by, setBy] = useState<'name' | 'list'>('name');
  const [waiting, setWaiting] = useState<Invitations | null>(null);
  /** Counts what was sent, so that the forms begin anew afterwards. */
  const [round, setRound] = useState(0);
  const inviting = useAction(invitePeople);
  const badList = by === 'list' && (inviting.error?.fault.details?.length ?? 0) > 0;

  const preview = (invitations: Invitations): void => {
    inviting.reset();
    setWaiting(invitations);
  };
  const send = ({ body }: Invitations): void =>
    inviting.mutate(
      { params: { programmeId: programme.id }, body },
      {
        onSuccess: () => {
          setRound(round + 1);
          setWaiting(null);
        },
        onError: ({ fault }) => fault.details && setWaiting(null),
      },
    );
  return (
    <Panel title={text.invite}>
      <Body1 className={styles.quiet}>{text.inviteHint}</Body1>
      <TabList className={styles.tabs} selectedValue={by} onTabSelect={(_, data) => setBy(data.value as typeof by)}>
        <Tab value="name">{text.byName}</Tab>
        <Tab value="list">{text.byList}</Tab>
      </TabList>
      {inviting.data && (
        <MessageBar intent="success" layout="multiline">
          <MessageBarBody>{text.sent(inviting.data.invited, inviting.data.alreadyInvited)}</MessageBarBody>
        </MessageBar>
      )}
      {by === 'name' ? (
        <InviteByName key={round} invited={invited} onPreview={preview} />
      ) : (
        <InviteByList key={round} faults={badList ? (inviting.error?.fault.details ?? []) : []} onPreview={preview} />
      )}
      <InvitationPreview
        programme={programme}
        waiting={waiting}
        pending={inviting.isPending}
        error={inviting.error}
        onSend={send}
        onClose={() => setWaiting(null)}
      />
    </Panel>
  );
}
