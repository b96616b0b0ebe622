import { Body1, Body1Strong, Button, makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { checkPairList } from '../../contract/pair-lists.ts';
import type { Answer, ApiFault } from '../api.ts';
import { ActionButton } from '../ui/ActionButton.tsx';
import { ButtonRow } from '../ui/ButtonRow.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { Failure } from '../ui/Failure.tsx';
import { PersonName } from '../ui/PersonName.tsx';
import { words } from '../words.ts';

const text = words.lists;

const useStyles = makeStyles({
  stack: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  quiet: { color: tokens.colorNeutralForeground2 },
});

type Props = {
  found: Answer<typeof checkPairList>;
  how: 'replace' | 'append';
  saving: { pending: boolean; error: ApiFault | null };
  onSave: () => void;
  onBack: () => void;
};

/** What saving a list would change, with the first of its pairs by name. */
export function ListPreview({ found, how, saving, onSave, onBack }: Props): ReactNode {
  const styles = useStyles();
  const { pairs, already, onList, first } = found;
  return (
    <div className={styles.stack}>
      <Body1Strong role="status">
        {how === 'append'
          ? text.previewAppend(pairs, already, onList + pairs - already)
          : text.previewReplace(pairs, already, onList - already)}
      </Body1Strong>
      <Body1 className={styles.quiet}>{text.first(first.length, pairs)}</Body1>
      <DataTable
        label={text.check}
        rows={first}
        rowKey={({ one, other }) => `${one.id} ${other.id}`}
        columns={[
          { name: text.one, cell: ({ one }) => <PersonName person={one} />, plain: true, width: '50%' },
          { name: text.other, cell: ({ other }) => <PersonName person={other} />, plain: true },
        ]}
      />
      {saving.error && <Failure error={saving.error} />}
      <ButtonRow>
        <ActionButton pending={saving.pending} onClick={onSave}>
          {text.save}
        </ActionButton>
        <Button onClick={onBack}>{text.change}</Button>
      </ButtonRow>
    </div>
  );
}
