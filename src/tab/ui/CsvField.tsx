import { Button, Field, makeStyles, MessageBar, MessageBarBody, Textarea, tokens } from '@fluentui/react-components';
import { useRef, type ChangeEvent, type ReactNode } from 'react';
import { words } from '../words.ts';
import { DataTable } from './DataTable.tsx';

const text = words.general.csv;

const useStyles = makeStyles({
  area: { fontFamily: tokens.fontFamilyMonospace, '& textarea': { minHeight: '120px' } },
  hidden: { display: 'none' },
});

type FieldProps = { hint: string; placeholder: string; value: string; onChange: (csv: string) => void };

/** A list that is pasted or typed. */
export function CsvField({ hint, placeholder, value, onChange }: FieldProps): ReactNode {
  return (
    <Field label={text.label} hint={hint}>
      <Textarea
        className={useStyles().area}
        value={value}
        placeholder={placeholder}
        resize="vertical"
        spellCheck={false}
        onChange={(_, data) => onChange(data.value)}
      />
    </Field>
  );
}

/** Takes the list from a file in place of what is typed. */
export function CsvFileButton({ onRead }: { onRead: (csv: string) => void }): ReactNode {
  const styles = useStyles();
  const file = useRef<HTMLInputElement>(null);
  const read = async (event: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const chosen = event.target.files?.[0];
    if (chosen) onRead(await chosen.text());
    event.target.value = '';
  };
  return (
    <>
      <Button onClick={() => file.current?.click()}>{text.file}</Button>
      <input
        ref={file}
        className={styles.hidden}
        type="file"
        accept=".csv,text/csv,text/plain"
        aria-label={text.file}
        onChange={(event) => void read(event)}
      />
    </>
  );
}

type FaultsProps = { faults: { at: string; message: string }[]; say: (faults: number) => string };

/** What the server found wrong with a list, by place. */
export function CsvFaults({ faults, say }: FaultsProps): ReactNode {
  if (faults.length === 0) return null;
  return (
    <>
      <MessageBar intent="error" layout="multiline">
        <MessageBarBody>{say(faults.length)}</MessageBarBody>
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
  );
}
