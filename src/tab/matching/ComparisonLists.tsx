import { Body1 } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { ComparisonView } from '../../contract/matching.ts';
import { DataTable, type Column } from '../ui/DataTable.tsx';
import { Panel } from '../ui/Panel.tsx';
import { PersonName } from '../ui/PersonName.tsx';
import { words } from '../words.ts';
import { figure } from '../words/counting.ts';
import { pairKey, type PairOfPeople } from './use-decide.ts';

const text = words.matching;

/** Long lists begin short: what is looked for first is how long they are. */
const PAGE = 10;

const people = <Pair extends PairOfPeople>(): Column<Pair>[] => [
  { name: text.pairColumns.mentor, cell: ({ mentor }) => <PersonName person={mentor} />, plain: true, width: '38%' },
  { name: text.pairColumns.mentee, cell: ({ mentee }) => <PersonName person={mentee} />, plain: true, width: '38%' },
];

/** Pairs that only one of the two makes. */
export function OnlyIn({ name, pairs }: { name: string; pairs: ComparisonView['onlyInA'] }): ReactNode {
  const title = text.onlyIn(name, pairs.length);
  return (
    <Panel title={title}>
      {pairs.length === 0 ? (
        <Body1>{text.compareNone}</Body1>
      ) : (
        <DataTable
          label={title}
          rows={pairs}
          rowKey={pairKey}
          pageSize={PAGE}
          columns={[...people(), { name: text.pairColumns.score, cell: ({ score }) => figure(score), number: true }]}
        />
      )}
    </Panel>
  );
}

type BothProps = { a: string; b: string; pairs: ComparisonView['inBoth'] };

/** Pairs that both make; the same two may score differently under other weights. */
export function PairsInBoth({ a, b, pairs }: BothProps): ReactNode {
  const title = text.inBoth(pairs.length);
  return (
    <Panel title={title}>
      {pairs.length === 0 ? (
        <Body1>{text.compareNone}</Body1>
      ) : (
        <DataTable
          label={title}
          rows={pairs}
          rowKey={pairKey}
          pageSize={PAGE}
          columns={[
            ...people<ComparisonView['inBoth'][number]>(),
            { name: text.scoreIn(a), cell: ({ scoreInA }) => figure(scoreInA), number: true },
            { name: text.scoreIn(b), cell: ({ scoreInB }) => figure(scoreInB), number: true },
          ]}
        />
      )}
    </Panel>
  );
}

/** People who have a partner in one of the two alone. */
export function PeopleOnlyIn({ name, seats }: { name: string; seats: ComparisonView['matchedOnlyInA'] }): ReactNode {
  const title = text.matchedOnlyIn(name, seats.length);
  return (
    <Panel title={title}>
      {seats.length === 0 ? (
        <Body1>{text.compareNone}</Body1>
      ) : (
        <DataTable
          label={title}
          rows={seats}
          rowKey={({ person, role }) => `${person.id} ${role}`}
          pageSize={PAGE}
          columns={[
            { name: text.unmatchedColumns.person, cell: ({ person }) => <PersonName person={person} />, plain: true },
            { name: words.people.columns.role, cell: ({ role }) => words.general.roles[role] },
          ]}
        />
      )}
    </Panel>
  );
}
