import { Button, Field, ProgressBar } from '@fluentui/react-components';
import type { AnswerProgress } from '../api.ts';
import { useAnswerProgress, useChange } from '../queries.ts';
import { Section } from './Section.tsx';

/** Lets the sandbox's people answer the cards that wait for them. */
export function CardAnswers() {
  const answerAll = useChange<object, AnswerProgress>('/chats/answer-all');
  const { data: progress } = useAnswerProgress(answerAll.isPending);
  const running = answerAll.isPending || progress?.running === true;
  const waiting = progress?.waiting ?? 0;
  const done = (progress?.answered ?? 0) + (progress?.failed ?? 0);
  return (
    <Section
      title="Cards"
      text={waiting === 0 ? 'No card waits for an answer.' : `${people(waiting)} can answer a card.`}
    >
      <Button appearance="primary" disabled={running || waiting === 0} onClick={() => answerAll.mutate({})}>
        Let everybody answer their cards
      </Button>
      {progress && running && (
        <Field
          style={{ width: '100%' }}
          validationState="none"
          validationMessage={`${done} of ${progress.total} have answered`}
          aria-live="polite"
        >
          <ProgressBar value={progress.total === 0 ? undefined : done / progress.total} aria-label="Answering cards" />
        </Field>
      )}
      {!running && answerAll.data && (
        <span role="status">
          {people(answerAll.data.answered)} answered
          {answerAll.data.failed > 0 && `; ${answerAll.data.failed} got no reply from Counterpart`}.
        </span>
      )}
      {answerAll.isError && <span role="alert">{answerAll.error.message}</span>}
    </Section>
  );
}

function people(number: number): string {
  return number === 1 ? '1 person' : `${number} people`;
}
