import { Body1, makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { PersonView } from '../../contract/endpoint.ts';
import { whatIfPair, type WhatIfView } from '../../contract/matching.ts';
import { useAnswer } from '../answers.ts';
import { DataTable } from '../ui/DataTable.tsx';
import { Failure } from '../ui/Failure.tsx';
import { PersonName } from '../ui/PersonName.tsx';
import { PanelSkeleton } from '../ui/Skeletons.tsx';
import { words } from '../words.ts';
import { figure, list } from '../words/counting.ts';
import type { PairOfPeople } from './use-decide.ts';

const text = words.matchDecisions.whatIf;

const useStyles = makeStyles({
  stack: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
});

type Props = {
  programmeId: string;
  scenarioId: string;
  pair: PairOfPeople;
  change: 'lock' | 'forbid';
  /** It is being done: what it would do is then no longer a question. */
  done?: boolean;
};

/** What locking or forbidding a pair would do to the figures and to everybody else. Nothing is kept. */
export function WhatIf({ programmeId, scenarioId, pair, change, done = false }: Props): ReactNode {
  const styles = useStyles();
  const body = { mentorId: pair.mentor.id, menteeId: pair.mentee.id, change };
  const answer = useAnswer(whatIfPair, { programmeId, scenarioId }, { body, enabled: !done });
  if (answer.isPending) return <PanelSkeleton rows={3} />;
  if (!answer.data) return <Failure error={answer.error} />;
  const { changes } = answer.data;
  const rows = figuresOf(answer.data);
  return (
    <div className={styles.stack}>
      {rows.length === 0 ? (
        <Body1>{text.same}</Body1>
      ) : (
        <DataTable
          label={text.figure}
          rows={rows}
          rowKey={({ name }) => name}
          columns={[
            { name: text.figure, cell: ({ name }) => name, plain: true },
            { name: text.before, cell: ({ before }) => before, number: true },
            { name: text.after, cell: ({ after }) => after, number: true },
          ]}
        />
      )}
      <Body1>{changes.length === 0 ? text.nothing : text.changes(changes.length)}</Body1>
      {changes.length > 0 && (
        <DataTable
          label={text.changes(changes.length)}
          pageSize={8}
          rows={changes}
          rowKey={({ person, role }) => `${person.id} ${role}`}
          columns={[
            {
              name: words.matching.unmatchedColumns.person,
              plain: true,
              width: '40%',
              cell: ({ person, role }) => <PersonName person={person} about={words.general.roles[role]} />,
            },
            { name: text.before, cell: ({ before }) => naming(before) },
            { name: text.after, cell: ({ after }) => naming(after) },
          ]}
        />
      )}
    </div>
  );
}

const naming = (people: PersonView[]): string =>
  people.length === 0 ? text.nobody : list(people.map(({ name }) => name));

/** Only the figures that would be others. */
function figuresOf({ places, waiting, lowest, total }: WhatIfView): { name: string; before: string; after: string }[] {
  const { columns, none } = words.matching;
  const say = (n: number | null): string => (n === null ? none : figure(n));
  return [
    { name: columns.matched, ...places },
    { name: columns.waiting, ...waiting },
    { name: columns.lowest, ...lowest },
    { name: columns.total, ...total },
  ]
    .filter(({ before, after }) => before !== after)
    .map(({ name, before, after }) => ({ name, before: say(before), after: say(after) }));
}
