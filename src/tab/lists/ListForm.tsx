import { Button, Field, makeStyles, Radio, RadioGroup, tokens } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import { checkPairList, savePairList, type PairListName } from '../../contract/pair-lists.ts';
import { useAction } from '../answers.ts';
import { ActionButton } from '../ui/ActionButton.tsx';
import { ButtonRow } from '../ui/ButtonRow.tsx';
import { CsvFaults, CsvField, CsvFileButton } from '../ui/CsvField.tsx';
import { Failure } from '../ui/Failure.tsx';
import { words } from '../words.ts';
import { ListPreview } from './ListPreview.tsx';

const text = words.lists;

const useStyles = makeStyles({
  stack: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
});

type How = 'replace' | 'append';
type Props = { programmeId: string; list: PairListName; isEmpty: boolean; onDone: (said: string) => void };

/** A pasted list or a file: read, shown with what it would change, and only then saved. */
export function ListForm({ programmeId, list, isEmpty, onDone }: Props): ReactNode {
  const styles = useStyles();
  const [csv, setCsv] = useState('');
  const [how, setHow] = useState<How>('append');
  const checking = useAction(checkPairList);
  const saving = useAction(savePairList);
  const params = { programmeId, list };
  const faults = checking.error?.fault.details ?? [];
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
      <CsvField hint={text.csvHint} placeholder={text.csvPlaceholder} value={csv} onChange={setCsv} />
      {!isEmpty && (
        <Field label={text.how}>
          <RadioGroup value={how} onChange={(_, data) => setHow(data.value as How)}>
            <Radio value="append" label={text.append} />
            <Radio value="replace" label={text.replace} />
          </RadioGroup>
        </Field>
      )}
      <CsvFaults faults={faults} say={text.faults} />
      {checking.error && faults.length === 0 && <Failure error={checking.error} />}
      <ButtonRow>
        <ActionButton
          pending={checking.isPending}
          onClick={() => csv.trim() !== '' && checking.mutate({ params, body: { csv } })}
        >
          {text.check}
        </ActionButton>
        <CsvFileButton onRead={setCsv} />
        <Button appearance="subtle" onClick={() => onDone('')}>
          {words.general.cancel}
        </Button>
      </ButtonRow>
    </div>
  );
}
