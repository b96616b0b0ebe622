import { Body1, Field, makeStyles, Select, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { compareScenarios, type ComparisonView, type Figures, type ScenarioView } from '../../contract/matching.ts';
import { useAnswer } from '../answers.ts';
import { DataTable } from '../ui/DataTable.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Failure } from '../ui/Failure.tsx';
import { Panel } from '../ui/Panel.tsx';
import { RouteButton } from '../ui/RouteButton.tsx';
import { PanelSkeleton } from '../ui/Skeletons.tsx';
import { words } from '../words.ts';
import { figure } from '../words/counting.ts';
import { OnlyIn, PairsInBoth, PeopleOnlyIn } from './ComparisonLists.tsx';

const text = words.matching;

const useStyles = makeStyles({
  two: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(200px, 100%), 1fr))',
    gap: tokens.spacingHorizontalL,
  },
});

/** Two results side by side: what they reach, and where they differ. Which two is part of the address. */
export function Comparison({ programmeId, scenarios }: { programmeId: string; scenarios: ScenarioView[] }): ReactNode {
  const styles = useStyles();
  const [chosen, choose] = useSearchParams();
  const withResult = scenarios.filter(({ figures }) => figures !== null);
  const back = <RouteButton to={`/programmes/${programmeId}/matching`}>{text.compareBack}</RouteButton>;
  if (withResult.length < 2) {
    return <EmptyState title={text.compareNeeds.title} text={text.compareNeeds.text} action={back} />;
  }
  const known = (id: string | null, otherwise: ScenarioView): string =>
    withResult.find((one) => one.id === id)?.id ?? otherwise.id;
  const a = known(chosen.get('a'), withResult[0]!);
  const b = known(chosen.get('b'), withResult[1]!);
  const pick = (label: string, value: string, onPick: (id: string) => void): ReactNode => (
    <Field label={label}>
      <Select value={value} onChange={(_, data) => onPick(data.value)}>
        {withResult.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
    </Field>
  );
  return (
    <>
      <div>{back}</div>
      <Panel title={text.compareTitle}>
        <div className={styles.two}>
          {pick(text.compareFirst, a, (id) => choose({ a: id, b }, { replace: true }))}
          {pick(text.compareSecond, b, (id) => choose({ a, b: id }, { replace: true }))}
        </div>
        {a === b && <Body1>{text.compareSame}</Body1>}
      </Panel>
      {a !== b && <Compared programmeId={programmeId} scenarioId={a} otherId={b} />}
    </>
  );
}

function Compared(params: { programmeId: string; scenarioId: string; otherId: string }): ReactNode {
  const answer = useAnswer(compareScenarios, params);
  if (answer.isPending) return <PanelSkeleton rows={4} />;
  if (!answer.data) return <Failure error={answer.error} retry={() => void answer.refetch()} />;
  const { onlyInA, onlyInB, inBoth, matchedOnlyInA, matchedOnlyInB } = answer.data;
  const [a, b] = toldApart(answer.data);
  return (
    <>
      <FiguresOfBoth a={a} b={b} />
      <PeopleOnlyIn name={a.name} seats={matchedOnlyInA} />
      <PeopleOnlyIn name={b.name} seats={matchedOnlyInB} />
      <OnlyIn name={a.name} pairs={onlyInA} />
      <OnlyIn name={b.name} pairs={onlyInB} />
      <PairsInBoth a={a.name} b={b.name} pairs={inBoth} />
    </>
  );
}

/** Nothing keeps two scenarios from having the same name. */
const toldApart = ({ a, b }: ComparisonView): [ScenarioView, ScenarioView] =>
  a.name === b.name
    ? [
        { ...a, name: text.nameOf(a.name, text.compareFirst) },
        { ...b, name: text.nameOf(b.name, text.compareSecond) },
      ]
    : [a, b];

function FiguresOfBoth({ a, b }: Pick<ComparisonView, 'a' | 'b'>): ReactNode {
  const rows: { name: string; say: (figures: Figures) => string }[] = [
    { name: text.columns.matched, say: ({ matched, people }) => text.matchedOf(matched, people) },
    { name: text.columns.waiting, say: ({ waiting }) => figure(waiting) },
    { name: text.columns.lowest, say: ({ lowest }) => (lowest === null ? text.none : figure(lowest)) },
    { name: text.columns.total, say: ({ total }) => figure(total) },
  ];
  const of = ({ figures }: ScenarioView, say: (figures: Figures) => string): string =>
    figures ? say(figures) : text.none;
  return (
    <Panel title={text.compareFigures}>
      <DataTable
        label={text.compareFigures}
        rows={rows}
        rowKey={({ name }) => name}
        columns={[
          { name: text.figure, cell: ({ name }) => name, plain: true, width: '40%' },
          { name: a.name, cell: ({ say }) => of(a, say), number: true },
          { name: b.name, cell: ({ say }) => of(b, say), number: true },
        ]}
      />
    </Panel>
  );
}
