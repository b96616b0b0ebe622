import { Body1, Button, makeStyles, tokens } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons/svg/add';
import { useState, type ReactNode } from 'react';
import type { ScenarioView } from '../../contract/matching.ts';
import { shortDay } from '../dates.ts';
import { DataTable } from '../ui/DataTable.tsx';
import { Panel } from '../ui/Panel.tsx';
import { PersonName } from '../ui/PersonName.tsx';
import { words } from '../words.ts';
import { list } from '../words/counting.ts';
import { AddPairDialog } from './AddPairDialog.tsx';
import { DecisionReceipt } from './DecisionReceipt.tsx';
import { pairKey, useDecide } from './use-decide.ts';

const text = words.matchDecisions;

const useStyles = makeStyles({
  quiet: { color: tokens.colorNeutralForeground2 },
  stack: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXS },
  small: {
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground2,
  },
});

type Props = { programmeId: string; scenario: ScenarioView; open: boolean };
type Decided = ScenarioView['forbidden'][number] & Partial<Pick<ScenarioView['locked'][number], 'overrides'>>;

/** The coordinator's own word about pairs: those that stay and those that never appear, each to be undone. */
export function DecisionsTab({ programmeId, scenario, open }: Props): ReactNode {
  const [adding, setAdding] = useState(false);
  const deciding = useDecide(programmeId, scenario);
  const { decide } = deciding;
  return (
    <>
      <DecisionReceipt {...deciding} />
      <Panel
        title={text.locked}
        action={
          open && (
            <Button icon={<AddRegular />} onClick={() => setAdding(true)}>
              {text.add}
            </Button>
          )
        }
      >
        <Decisions
          label={text.locked}
          empty={text.lockedEmpty}
          decided={scenario.locked}
          onUndo={open ? (pair) => void decide(pair, 'unlock') : null}
        />
      </Panel>
      <Panel title={text.forbidden}>
        <Decisions
          label={text.forbidden}
          empty={text.forbiddenEmpty}
          decided={scenario.forbidden}
          onUndo={open ? (pair) => void decide(pair, 'allow') : null}
        />
      </Panel>
      {adding && <AddPairDialog programmeId={programmeId} scenario={scenario} onClose={() => setAdding(false)} />}
    </>
  );
}

type ListProps = { label: string; empty: string; decided: Decided[]; onUndo: ((pair: Decided) => void) | null };

function Decisions({ label, empty, decided, onUndo }: ListProps): ReactNode {
  const styles = useStyles();
  if (decided.length === 0) return <Body1 className={styles.quiet}>{empty}</Body1>;
  return (
    <DataTable
      label={label}
      rows={decided}
      rowKey={pairKey}
      columns={[
        { name: text.columns.mentor, cell: ({ mentor }) => <PersonName person={mentor} />, plain: true, width: '28%' },
        { name: text.columns.mentee, cell: ({ mentee }) => <PersonName person={mentee} />, plain: true, width: '28%' },
        {
          name: text.columns.decided,
          plain: true,
          cell: ({ decided: { by, at }, reason, overrides = [] }) => (
            <span className={styles.stack}>
              <span className={styles.small}>{text.decided(by.name, shortDay(at))}</span>
              {overrides.length > 0 && (
                <span className={styles.small}>
                  {text.overrides(list(overrides.map((rule) => words.matchRules.names[rule].toLowerCase())))}
                </span>
              )}
              {reason && <span>{reason}</span>}
            </span>
          ),
        },
        {
          name: text.columns.undo,
          quiet: true,
          plain: true,
          cell: (pair) =>
            onUndo && (
              <Button
                size="small"
                aria-label={text.undoFor(pair.mentor.name, pair.mentee.name)}
                onClick={() => onUndo(pair)}
              >
                {text.undo}
              </Button>
            ),
        },
      ]}
    />
  );
}
