import { Body1, makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { MatchResultView } from '../../contract/matching.ts';
import { DataTable } from '../ui/DataTable.tsx';
import { PersonName } from '../ui/PersonName.tsx';
import { words } from '../words.ts';
import { figure } from '../words/counting.ts';

const text = words.matching;

const useStyles = makeStyles({
  list: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalL,
    margin: 0,
    padding: 0,
    listStyle: 'none',
  },
  one: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS },
  quiet: { color: tokens.colorNeutralForeground2 },
  small: {
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground2,
  },
});

const ruleName = (rule: string): string => text.ruleNames[rule] ?? rule;

/** Every pair, with its score, how far apart the two are, and why. */
export function ProposedPairs({ pairs }: { pairs: MatchResultView['pairs'] }): ReactNode {
  const styles = useStyles();
  return (
    <DataTable
      label={text.pairs}
      rows={pairs}
      rowKey={(pair) => `${pair.mentor.id} ${pair.mentee.id}`}
      columns={[
        { name: text.columns.mentor, cell: ({ mentor }) => <PersonName person={mentor} />, plain: true, width: '27%' },
        { name: text.columns.mentee, cell: ({ mentee }) => <PersonName person={mentee} />, plain: true, width: '27%' },
        { name: text.columns.score, cell: ({ score }) => figure(score), number: true },
        { name: text.columns.distance, cell: ({ distance }) => text.distance(distance), number: true },
        {
          name: text.columns.why,
          cell: ({ reasons }) => <span className={styles.small}>{reasons}</span>,
          plain: true,
          width: '32%',
        },
      ]}
    />
  );
}

/** Who is left, why, and what would help. */
export function Unmatched({ unmatched, pairs }: Pick<MatchResultView, 'unmatched' | 'pairs'>): ReactNode {
  const styles = useStyles();
  const [first] = unmatched;
  if (!first) return <Body1>{text.unmatchedNone}</Body1>;
  // Where one role alone is left, the other is all taken: no rule that is given up would match anyone more.
  const oneSided = pairs.length > 0 && unmatched.every(({ role }) => role === first.role);
  return (
    <>
      {oneSided && <Body1>{text.onlyMoreHelp[first.role === 'mentor' ? 'mentee' : 'mentor']}</Body1>}
      <ul className={styles.list}>
        {unmatched.map(({ person, role, why, wouldHelp, candidates, blockedBy }) => (
          <li key={`${person.id} ${role}`} className={styles.one}>
            <PersonName person={person} about={`${words.general.roles[role]} · ${text.candidates(candidates)}`} />
            <Body1>{why}</Body1>
            {wouldHelp && (
              <Body1>
                {text.wouldHelp} {wouldHelp.text}
              </Body1>
            )}
            {blockedBy.length > 0 && (
              <span className={styles.small}>
                {blockedBy.map(({ rule, pairs }) => `${ruleName(rule)}: ${figure(pairs)}`).join(' · ')}
              </span>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

/** How many combinations each rule takes away. */
export function Excluded({ excluded }: { excluded: MatchResultView['excluded'] }): ReactNode {
  const styles = useStyles();
  return (
    <>
      <Body1>{text.excludedText(excluded.pairs, excluded.of)}</Body1>
      {excluded.byRule.length > 0 && (
        <>
          <DataTable
            label={text.excluded}
            rows={excluded.byRule}
            rowKey={({ rule }) => rule}
            columns={[
              { name: text.ruleColumn, cell: ({ rule }) => ruleName(rule), plain: true },
              { name: text.pairsColumn, cell: ({ pairs }) => figure(pairs), number: true },
            ]}
          />
          <span className={styles.small}>{text.excludedHint}</span>
        </>
      )}
    </>
  );
}
