import { Body1, makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { MatchResultView, ScenarioView } from '../../contract/matching.ts';
import { shortDay } from '../dates.ts';
import { DataTable } from '../ui/DataTable.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Panel } from '../ui/Panel.tsx';
import { PersonName } from '../ui/PersonName.tsx';
import { words } from '../words.ts';
import { Bottlenecks } from './Bottlenecks.tsx';
import { Suggestions } from './Suggestions.tsx';

const text = words.matching;

const useStyles = makeStyles({
  stack: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXS },
  small: {
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground2,
  },
});

type Props = {
  programmeId: string;
  scenario: ScenarioView;
  result: MatchResultView;
  /** Whether new scenarios may be made. */
  open: boolean;
};

/** Who is left, why, and what would help. */
export function UnmatchedTab({ programmeId, scenario, result, open }: Props): ReactNode {
  const { unmatched, pairs, bottlenecks } = result;
  const [first] = unmatched;
  if (!first) return <EmptyState title={text.unmatchedNone.title} text={text.unmatchedNone.text} />;
  // Where one role alone is left, the other is all taken: no rule that is given up would match anyone more.
  const oneSided = pairs.length > 0 && unmatched.every(({ role }) => role === first.role);
  return (
    <>
      <Suggestions programmeId={programmeId} scenario={scenario} unmatched={unmatched} open={open} />
      <Bottlenecks bottlenecks={bottlenecks} />
      <Panel title={text.unmatched}>
        {oneSided && <Body1>{text.onlyMoreHelp[first.role === 'mentor' ? 'mentee' : 'mentor']}</Body1>}
        <People unmatched={unmatched} />
      </Panel>
    </>
  );
}

function People({ unmatched }: Pick<MatchResultView, 'unmatched'>): ReactNode {
  const styles = useStyles();
  return (
    <DataTable
      label={text.unmatched}
      rows={unmatched}
      rowKey={({ person, role }) => `${person.id} ${role}`}
      columns={[
        {
          name: text.unmatchedColumns.person,
          plain: true,
          width: '34%',
          cell: ({ person, role, candidates, waitingSince }) => (
            <PersonName
              person={person}
              about={[
                words.general.roles[role],
                text.candidates(candidates),
                ...(waitingSince ? [text.waitingSince(shortDay(waitingSince))] : []),
              ].join(' · ')}
            />
          ),
        },
        {
          name: text.unmatchedColumns.why,
          plain: true,
          cell: ({ why, blockedBy }) => (
            <span className={styles.stack}>
              {why}
              {blockedBy.length > 0 && (
                <span className={styles.small}>
                  {text.takenAwayBy}{' '}
                  {blockedBy
                    .map(({ rule, pairs }) => text.takenAway(words.matchRules.names[rule].toLowerCase(), pairs))
                    .join(' · ')}
                </span>
              )}
            </span>
          ),
        },
        {
          name: text.unmatchedColumns.help,
          width: '26%',
          cell: ({ wouldHelp }) => wouldHelp?.text ?? <span className={styles.small}>{text.noHelp}</span>,
        },
      ]}
    />
  );
}
