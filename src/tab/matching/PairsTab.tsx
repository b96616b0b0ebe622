import { Badge, Body1, makeStyles, tokens } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import type { MatchedPairView, MatchResultView, ScenarioView } from '../../contract/matching.ts';
import { nameFits } from '../people/member-rows.ts';
import { DataTable } from '../ui/DataTable.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { NameFilter } from '../ui/NameFilter.tsx';
import { Panel } from '../ui/Panel.tsx';
import { PersonName } from '../ui/PersonName.tsx';
import { words } from '../words.ts';
import { figure, list } from '../words/counting.ts';
import { DecisionReceipt } from './DecisionReceipt.tsx';
import { PairMenu } from './PairMenu.tsx';
import { pairKey, useDecide, type PairOfPeople } from './use-decide.ts';
import { WithoutPairDialog } from './WithoutPairDialog.tsx';

const text = words.matching;

const useStyles = makeStyles({
  quiet: { color: tokens.colorNeutralForeground2 },
  stack: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXS, alignItems: 'flex-start' },
  small: {
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground2,
    overflowWrap: 'break-word',
  },
});

type Props = {
  programmeId: string;
  scenario: ScenarioView;
  result: MatchResultView;
  /** Whether the coordinator may decide about pairs now. */
  open: boolean;
};

/** Every pair with its score, how far apart the two are, and why; and what the coordinator may do with it. */
export function PairsTab({ programmeId, scenario, result, open }: Props): ReactNode {
  const styles = useStyles();
  const [filter, setFilter] = useState('');
  const [asked, setAsked] = useState<PairOfPeople | null>(null);
  const deciding = useDecide(programmeId, scenario);
  const { decide, error } = deciding;
  // In a later round those that are new come first.
  const pairs = result.pairs.toSorted((a, b) => Number(meetsAlready(a)) - Number(meetsAlready(b)));
  const shown = pairs.filter(({ mentor, mentee }) => nameFits(mentor.name, filter) || nameFits(mentee.name, filter));
  if (pairs.length === 0) return <EmptyState title={text.pairs} text={text.pairsEmpty} />;
  return (
    <Panel
      title={text.pairs}
      action={pairs.length > 10 && <NameFilter label={text.filter} value={filter} onChange={setFilter} />}
    >
      <Body1 className={styles.quiet}>{text.pairsHint}</Body1>
      <DecisionReceipt {...deciding} />
      {shown.length === 0 && <Body1>{text.filterNone}</Body1>}
      {shown.length > 0 && (
        <DataTable
          label={text.pairs}
          rows={shown}
          rowKey={pairKey}
          below={{ name: text.pairColumns.why, cell: (pair) => <Why pair={pair} /> }}
          columns={[
            {
              name: text.pairColumns.mentor,
              cell: ({ mentor }) => <PersonName person={mentor} />,
              plain: true,
              width: '34%',
            },
            {
              name: text.pairColumns.mentee,
              cell: ({ mentee }) => <PersonName person={mentee} />,
              plain: true,
              width: '34%',
            },
            { name: text.pairColumns.score, cell: ({ score }) => figure(score), number: true },
            { name: text.pairColumns.distance, cell: ({ distance }) => text.distance(distance), number: true },
            { name: text.pairColumns.gap, cell: ({ levelGap }) => text.gap(levelGap), number: true },
            {
              name: words.general.more,
              quiet: true,
              plain: true,
              cell: (pair) =>
                open && <PairMenu scenario={scenario} pair={pair} onDecide={decide} onAsk={() => setAsked(pair)} />,
            },
          ]}
        />
      )}
      {asked && (
        <WithoutPairDialog
          programmeId={programmeId}
          scenario={scenario}
          pair={asked}
          onForbid={() => decide(asked, 'forbid')}
          error={error}
          onClose={() => setAsked(null)}
        />
      )}
    </Panel>
  );
}

const meetsAlready = ({ fixed }: MatchedPairView): boolean => fixed === 'already-meeting';

function Why({ pair }: { pair: MatchedPairView }): ReactNode {
  const styles = useStyles();
  const { reasons, terms, fixed, overrides, lockReason } = pair;
  return (
    <span className={styles.stack}>
      {fixed && (
        <Badge appearance="tint" color="informative">
          {text.fixed[fixed]}
        </Badge>
      )}
      <span className={styles.small}>{reasons}</span>
      {terms.length > 0 && (
        <span className={styles.small}>
          {terms.map(({ term, points }) => text.points(text.terms[term], points)).join(' · ')}
        </span>
      )}
      {overrides.length > 0 && (
        <span className={styles.small}>
          {words.matchDecisions.overrides(list(overrides.map((rule) => words.matchRules.names[rule].toLowerCase())))}{' '}
          {lockReason}
        </span>
      )}
    </span>
  );
}
