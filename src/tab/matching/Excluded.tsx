import { Body1, makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { MatchResultView } from '../../contract/matching.ts';
import { DataTable } from '../ui/DataTable.tsx';
import { Panel } from '../ui/Panel.tsx';
import { words } from '../words.ts';
import { figure } from '../words/counting.ts';

const text = words.matching;

const useStyles = makeStyles({
  small: {
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground2,
  },
});

/** How many combinations each rule takes away, and how many people would have swapped. */
export function Excluded({ excluded, blockingPairs }: Pick<MatchResultView, 'excluded' | 'blockingPairs'>): ReactNode {
  const styles = useStyles();
  return (
    <Panel title={text.excluded}>
      <Body1>{text.excludedText(excluded.pairs, excluded.of)}</Body1>
      {excluded.byRule.length > 0 && (
        <>
          <DataTable
            label={text.excluded}
            rows={excluded.byRule}
            rowKey={({ rule }) => rule}
            columns={[
              { name: text.ruleColumn, cell: ({ rule }) => words.matchRules.names[rule], plain: true },
              { name: text.pairsColumn, cell: ({ pairs }) => figure(pairs), number: true },
            ]}
          />
          <span className={styles.small}>{text.excludedHint}</span>
        </>
      )}
      {blockingPairs !== null && <span className={styles.small}>{text.blocking(blockingPairs)}</span>}
    </Panel>
  );
}
