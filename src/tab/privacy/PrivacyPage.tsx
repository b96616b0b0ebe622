import { Body1, Button, makeStyles, tokens } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import { getHome } from '../../contract/home.ts';
import { getMe } from '../../contract/me.ts';
import { getPrivacy, type PrivacyView } from '../../contract/privacy.ts';
import { withdrawRequests } from '../../contract/programmes.ts';
import { useAction, useAnswer } from '../answers.ts';
import { shortDay } from '../dates.ts';
import { LeaveDialog, LeftReceipt } from '../home/LeaveDialog.tsx';
import { partnersIn } from '../home/participation.ts';
import { ActionButton } from '../ui/ActionButton.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { Failure } from '../ui/Failure.tsx';
import { Page } from '../ui/Page.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Receipt } from '../ui/Receipt.tsx';
import { PanelSkeleton } from '../ui/Skeletons.tsx';
import { words } from '../words.ts';

const text = words.privacy;

const useStyles = makeStyles({
  list: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    margin: 0,
    paddingInlineStart: tokens.spacingHorizontalXL,
  },
  row: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalM,
  },
  quiet: { color: tokens.colorNeutralForeground2 },
});

/** What is kept about the reader, who sees it, and the way out. */
export default function PrivacyPage(): ReactNode {
  const privacy = useAnswer(getPrivacy, {});
  const styles = useStyles();
  return (
    <Page title={text.title} intro={text.intro} narrow>
      {privacy.error && <Failure error={privacy.error} retry={() => void privacy.refetch()} />}
      {privacy.isPending && <PanelSkeleton rows={4} />}
      {privacy.data && <Kept kept={privacy.data.kept} />}
      <Panel title={text.never}>
        <ul className={styles.list}>
          {text.neverItems.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
      </Panel>
      {privacy.data && <MyProgrammes programmes={privacy.data.programmes} />}
    </Page>
  );
}

function Kept({ kept }: { kept: PrivacyView['kept'] }): ReactNode {
  if (kept.length === 0) {
    return (
      <Panel title={text.kept}>
        <Body1>{text.empty}</Body1>
      </Panel>
    );
  }
  return (
    <Panel title={text.kept}>
      <DataTable
        label={text.kept}
        rows={kept}
        rowKey={(one) => `${one.what} ${one.since ?? ''}`}
        columns={[
          { name: text.kept, cell: (one) => one.what, plain: true },
          { name: text.why, cell: (one) => sentence(one.why) },
          { name: text.seenBy, cell: (one) => sentence(one.seenBy) },
          { name: text.since, cell: (one) => (one.since ? shortDay(one.since) : '–') },
        ]}
      />
    </Panel>
  );
}

/** In a cell of its own, a clause begins with a capital. */
const sentence = (clause: string): string => clause.charAt(0).toLocaleUpperCase('en-GB') + clause.slice(1);

function MyProgrammes({ programmes }: { programmes: PrivacyView['programmes'] }): ReactNode {
  const styles = useStyles();
  const home = useAnswer(getHome, {});
  const me = useAnswer(getMe, {});
  const [left, setLeft] = useState<string | null>(null);
  const [leaving, setLeaving] = useState<{ id: string; name: string } | null>(null);
  const withdrawing = useAction(withdrawRequests);
  return (
    <Panel title={text.programmes}>
      {left !== null && <LeftReceipt key={left} programme={left} />}
      {withdrawing.isSuccess && <Receipt title={text.withdrawn}>{text.withdrawnText}</Receipt>}
      {withdrawing.error && <Failure error={withdrawing.error} />}
      {programmes.length === 0 && <Body1 className={styles.quiet}>{text.noProgrammes}</Body1>}
      {programmes.map((programme) => (
        <div key={programme.id} className={styles.row}>
          <Body1>{programme.name}</Body1>
          {programme.hasRequests && (
            <ActionButton
              appearance="secondary"
              pending={withdrawing.isPending && withdrawing.variables.params.programmeId === programme.id}
              onClick={() => withdrawing.mutate({ params: { programmeId: programme.id } })}
            >
              {text.withdraw}
            </ActionButton>
          )}
          {programme.canLeave ? (
            <Button disabledFocusable={!home.data} onClick={() => setLeaving(programme)}>
              {text.leave}
            </Button>
          ) : (
            <Body1 className={styles.quiet}>{text.cannotLeave}</Body1>
          )}
        </div>
      ))}
      {leaving && (
        <LeaveDialog
          open
          programme={leaving}
          partners={partnersIn(home.data?.participations ?? [], leaving.id)}
          myName={me.data?.person.name ?? ''}
          onClose={() => setLeaving(null)}
          onLeft={setLeft}
        />
      )}
    </Panel>
  );
}
