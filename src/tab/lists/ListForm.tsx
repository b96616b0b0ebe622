import {
  Button,
  Field,
  makeStyles,
  MessageBar,
  MessageBarBody,
  Radio,
  RadioGroup,
  Textarea,
  tokens,
} from '@fluentui/react-components';
import { useRef, useState, type ChangeEvent, type ReactNode } from 'react';
import { checkPairList, savePairList, type PairListName } from '../../contract/pair-lists.ts';
import { useAction } from '../answers.ts';
import { ActionButton } from '../ui/ActionButton.tsx';
import { ButtonRow } from '../ui/ButtonRow.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { Failure } from '../ui/Failure.tsx';
import { words } from '../words.ts';
import { ListPreview } from './ListPreview.tsx';

const text = words.lists;

const useStyles = makeStyles({
  stack: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  area: { '& textarea': { minHeight: '112px', fontFamily: tokens.fontFamilyMonospace } },
  hidden: { display: 'none' },
});

type How = 'replace' | 'append';
type Props = { programmeId: string; list: PairListName; isEmpty: boolean; onDone: (said: string) => void };

/** A pasted list or a file: read, shown with what it would change, and only then saved. */
export function ListForm({ programmeId, list, isEmpty, onDone }: Props): ReactNode {
  const styles = useStyles();
  const file = useRef<HTMLInputElement>(null);
  const [csv, setCsv] = useState('');
  const [how, setHow] = useState<How>('append');
  const checking = useAction(checkPairList);
  const saving = useAction(savePairList);
  const params = { programmeId, list };
  const faults = checking.error?.fault.details ?? [];
  const read = async (event: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const chosen = event.target.files?.[0];
    if (chosen) setCsv(await chosen.text());
    event.target.value = '';
  };
  if (checking.data) {
    return (
      <ListPreview
        found={checking.data}
        how={how}
        saving={{ pending: saving.isPending, error: saving.error }}
        onSave={() =>
          saving.mutate(
            { params, body: { csv, how } },
            { onSuccess: ({ added, removed }) => onDone(text.saved(added, removed)) },
          )
        }
        onBack={() => checking.reset()}
      />
    );
  }
  return (
    <div className={styles.stack}>
      <Field label={text.csv} hint={text.csvHint}>
        <Textarea
          className={styles.area}
          value={csv}
          placeholder={text.csvPlaceholder}
          resize="vertical"
          spellCheck={false}
          onChange={(_, data) => setCsv(data.value)}
        />
      </Field>
      {!isEmpty && (
        <Field label={text.how}>
          <RadioGroup value={how} onChange={(_, data) => setHow(data.value as How)}>
            <Radio value="append" label={text.append} />
            <Radio value="replace" label={text.replace} />
          </RadioGroup>
        </Field>
      )}
      {faults.length > 0 && (
        <>
          <MessageBar intent="error" layout="multiline">
            <MessageBarBody>{text.faults(faults.length)}</MessageBarBody>
          </MessageBar>
          <DataTable
            label={text.what}
            rows={faults}
            rowKey={(fault) => `${fault.at} ${fault.message}`}
            columns={[
              { name: text.where, cell: (fault) => fault.at },
              { name: text.what, cell: (fault) => fault.message },
            ]}
          />
        </>
      )}
      {checking.error && faults.length === 0 && <Failure error={checking.error} />}
      <ButtonRow>
        <ActionButton
          pending={checking.isPending}
          onClick={() => csv.trim() !== '' && checking.mutate({ params, body: { csv } })}
        >
          {text.check}
        </ActionButton>
        <Button onClick={() => file.current?.click()}>{text.csvFile}</Button>
        <input
          ref={file}
          className={styles.hidden}
          type="file"
          accept=".csv,text/csv,text/plain"
          aria-label={text.csvFile}
          onChange={(event) => void read(event)}
        />
        <Button appearance="subtle" onClick={() => onDone('')}>
          {words.general.cancel}
        </Button>
      </ButtonRow>
    </div>
  );
}
