import {
  Body1,
  Button,
  Field,
  makeStyles,
  MessageBar,
  MessageBarBody,
  Textarea,
  tokens,
} from '@fluentui/react-components';
import { useRef, useState, type ChangeEvent, type ReactNode } from 'react';
import { ButtonRow } from '../ui/ButtonRow.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { words } from '../words.ts';
import type { Invitations } from './invitations.ts';

const text = words.people;

const useStyles = makeStyles({
  stack: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  area: { fontFamily: tokens.fontFamilyMonospace, '& textarea': { minHeight: '132px' } },
  hidden: { display: 'none' },
  quiet: { color: tokens.colorNeutralForeground2 },
});

type Props = {
  /** What the server found wrong with the list, by place. */
  faults: { at: string; message: string }[];
  onPreview: (invitations: Invitations) => void;
};

/** Lines that hold something, but for the heading. */
export const peopleOnList = (csv: string): number =>
  Math.max(0, csv.split(/\r?\n/).filter((line) => line.trim() !== '').length - 1);

/** A pasted list or a file. It is taken whole or not at all, and each fault is named with its place. */
export function InviteByList({ faults, onPreview }: Props): ReactNode {
  const styles = useStyles();
  const file = useRef<HTMLInputElement>(null);
  const [csv, setCsv] = useState('');
  const people = peopleOnList(csv);
  const read = async (event: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const chosen = event.target.files?.[0];
    if (chosen) setCsv(await chosen.text());
    event.target.value = '';
  };
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
      {faults.length > 0 && (
        <>
          <MessageBar intent="error" layout="multiline">
            <MessageBarBody>{text.csvFaults(faults.length)}</MessageBarBody>
          </MessageBar>
          <DataTable
            label={text.csvWhat}
            rows={faults}
            rowKey={(fault) => `${fault.at} ${fault.message}`}
            columns={[
              { name: text.csvWhere, cell: (fault) => fault.at },
              { name: text.csvWhat, cell: (fault) => fault.message },
            ]}
          />
        </>
      )}
      <ButtonRow>
        <Button
          appearance="primary"
          disabledFocusable={people === 0}
          onClick={() => people > 0 && onPreview({ body: { csv }, people })}
        >
          {text.preview}
        </Button>
        <Button onClick={() => file.current?.click()}>{text.csvFile}</Button>
        <input
          ref={file}
          className={styles.hidden}
          type="file"
          accept=".csv,text/csv,text/plain"
          aria-label={text.csvFile}
          onChange={(event) => void read(event)}
        />
        {people > 0 && <Body1 className={styles.quiet}>{text.csvLines(people)}</Body1>}
      </ButtonRow>
    </div>
  );
}
