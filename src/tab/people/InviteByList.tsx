import { Body1, Button, makeStyles, tokens } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import { ButtonRow } from '../ui/ButtonRow.tsx';
import { CsvFaults, CsvField, CsvFileButton } from '../ui/CsvField.tsx';
import { words } from '../words.ts';
import type { Invitations } from './invitations.ts';

const text = words.people;

const useStyles = makeStyles({
  stack: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
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
  const [csv, setCsv] = useState('');
  const people = peopleOnList(csv);
  return (
    <div className={styles.stack}>
      <CsvField hint={text.csvHint} placeholder={text.csvPlaceholder} value={csv} onChange={setCsv} />
      <CsvFaults faults={faults} say={text.csvFaults} />
      <ButtonRow>
        <Button
          appearance="primary"
          disabledFocusable={people === 0}
          onClick={() => people > 0 && onPreview({ body: { csv }, people })}
        >
          {text.preview}
        </Button>
        <CsvFileButton onRead={setCsv} />
        {people > 0 && <Body1 className={styles.quiet}>{text.csvLines(people)}</Body1>}
      </ButtonRow>
    </div>
  );
}
