import { Body1, Button, makeStyles, tokens } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import { deletePairList, exportPairList, type PairListView } from '../../contract/pair-lists.ts';
import { useAction } from '../answers.ts';
import { shortDay } from '../dates.ts';
import { ActionButton } from '../ui/ActionButton.tsx';
import { ButtonRow } from '../ui/ButtonRow.tsx';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { Failure } from '../ui/Failure.tsx';
import { Panel } from '../ui/Panel.tsx';
import { words } from '../words.ts';
import { download } from './download.ts';
import { ListForm } from './ListForm.tsx';

const text = words.lists;

const useStyles = makeStyles({ quiet: { color: tokens.colorNeutralForeground2 } });

type Props = { programmeId: string; list: PairListView; canAdd: boolean };

/** One list: what it is for, how many pairs are on it, and what can be done with it. */
export function ListPanel({ programmeId, list: { list, pairs, changedAt }, canAdd }: Props): ReactNode {
  const styles = useStyles();
  const [shown, setShown] = useState<'form' | 'delete' | null>(null);
  const [said, setSaid] = useState('');
  const exporting = useAction(exportPairList);
  const deleting = useAction(deletePairList);
  const params = { programmeId, list };
  const save = (): void =>
    exporting.mutate(
      { params },
      {
        onSuccess: ({ csv, leftOut }) => {
          download(text.fileName(list), csv);
          setSaid(text.downloadHint(leftOut));
        },
      },
    );
  const remove = (): void =>
    deleting.mutate(
      { params },
      {
        onSuccess: () => {
          setShown(null);
          setSaid('');
        },
      },
    );
  return (
    <Panel title={text.names[list]}>
      <Body1 className={styles.quiet}>{text.about[list]}</Body1>
      <Body1 role="status">
        {changedAt === null ? text.none : text.size(pairs, shortDay(changedAt))} {said}
      </Body1>
      {exporting.error && <Failure error={exporting.error} />}
      {shown === 'form' ? (
        <ListForm
          programmeId={programmeId}
          list={list}
          isEmpty={pairs === 0}
          onDone={(saved) => {
            setShown(null);
            setSaid(saved);
          }}
        />
      ) : (
        <ButtonRow>
          {canAdd && <Button onClick={() => setShown('form')}>{text.upload}</Button>}
          {pairs > 0 && (
            <>
              <ActionButton appearance="subtle" pending={exporting.isPending} onClick={save}>
                {text.download}
              </ActionButton>
              <Button appearance="subtle" onClick={() => setShown('delete')}>
                {text.remove}
              </Button>
            </>
          )}
        </ButtonRow>
      )}
      <ConfirmDialog
        open={shown === 'delete'}
        title={text.removeTitle(text.names[list])}
        confirm={{ label: text.remove, pending: deleting.isPending, onClick: remove }}
        error={deleting.error}
        onClose={() => setShown(null)}
      >
        <Body1>{text.removeText(pairs)}</Body1>
      </ConfirmDialog>
    </Panel>
  );
}
