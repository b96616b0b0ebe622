import { Body1, makeStyles, tokens } from '@fluentui/react-components';
import { DataTrendingRegular } from '@fluentui/react-icons/svg/data-trending';
import type { ReactNode } from 'react';
import { getResults, type ResultsView } from '../../contract/feedback.ts';
import { useAnswer } from '../answers.ts';
import { shortDay } from '../dates.ts';
import type { SectionProps } from '../programmes/section.ts';
import { ProgrammeFigures } from '../programmes/ProgrammeFigures.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Failure } from '../ui/Failure.tsx';
import { Panel } from '../ui/Panel.tsx';
import { PersonName } from '../ui/PersonName.tsx';
import { PrivateLine } from '../ui/PrivateLine.tsx';
import { PanelSkeleton } from '../ui/Skeletons.tsx';
import { words } from '../words.ts';
import { Measure } from './Measure.tsx';

const text = words.feedback.results;

const useStyles = makeStyles({
  measures: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(220px, 100%), 1fr))',
    gap: tokens.spacingHorizontalXXL,
  },
  list: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalL,
    margin: 0,
    padding: 0,
    listStyle: 'none',
  },
  note: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS },
  words: { whiteSpace: 'pre-line', overflowWrap: 'anywhere' },
  quiet: { color: tokens.colorNeutralForeground2 },
});

/** What people said, as averages of five or more; and the notes that were meant for the coordinator. */
export default function ResultsSection({ programme, runs }: SectionProps): ReactNode {
  const answer = useAnswer(getResults, { programmeId: programme.id });
  if (answer.isPending) return <PanelSkeleton rows={3} />;
  if (!answer.data) return <Failure error={answer.error} retry={() => void answer.refetch()} />;
  const results = answer.data;
  return (
    <>
      {!runs && <ProgrammeFigures programme={programme} />}
      <Panel title={text.title}>
        <PrivateLine>{text.intro}</PrivateLine>
        {results.answered === null ? (
          <EmptyState icon={<DataTrendingRegular />} title={text.tooFew} text={text.tooFewText(results.asked)} />
        ) : (
          <Measures results={results} answered={results.answered} />
        )}
      </Panel>
      {runs && <Notes notes={results.notes} />}
    </>
  );
}

function Notes({ notes }: { notes: ResultsView['notes'] }): ReactNode {
  const styles = useStyles();
  return (
    <Panel title={text.notes}>
      <Body1 className={styles.quiet}>{notes.length === 0 ? text.noNotes : text.notesHint}</Body1>
      <ul className={styles.list}>
        {notes.map(({ from, note, at }) => (
          <li key={`${from.id} ${at}`} className={styles.note}>
            <PersonName person={from} about={shortDay(at)} />
            <Body1 className={styles.words}>{note}</Body1>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Measures({ results, answered }: { results: ResultsView; answered: number }): ReactNode {
  const styles = useStyles();
  const { asked, worth, spokeFreely, held } = results;
  const average = (figure: ResultsView['worth']): { value: string; share: number; meaning: string } | null =>
    figure && { value: text.outOfFive(figure.mean), share: (figure.mean - 1) / 4, meaning: text.n(figure.n) };
  return (
    <div className={styles.measures}>
      <Measure
        name={text.answered}
        figure={{
          value: text.answeredOf(answered, asked),
          share: asked === 0 ? 0 : answered / asked,
          meaning: text.share(answered, asked),
        }}
      />
      <Measure
        name={text.held}
        figure={held && { value: text.heldOf(held.held, held.of), share: held.held / held.of, meaning: text.heldText }}
      />
      <Measure name={text.worth} figure={average(worth)} />
      <Measure name={text.spokeFreely} figure={average(spokeFreely)} />
    </div>
  );
}
