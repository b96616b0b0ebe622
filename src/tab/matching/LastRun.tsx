import {
  Body1,
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
} from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { ScenarioView } from '../../contract/matching.ts';
import { words } from '../words.ts';
import { list } from '../words/counting.ts';

const text = words.matching;

/** Why the last run gave nothing: it was cancelled, or something stood in its way. */
export function LastRun({ scenario, onDecisions }: { scenario: ScenarioView; onDecisions: () => void }): ReactNode {
  const { state, fault, figures } = scenario;
  if (state === 'cancelled') return <Body1>{figures ? text.cancelledKept : text.cancelled}</Body1>;
  if (state !== 'failed' || !fault) return null;
  const pairs = fault.pairs.map(({ mentor, mentee }) => words.matchDecisions.pair(mentor.name, mentee.name));
  return (
    <MessageBar intent="error" layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>{text.failed}</MessageBarTitle>
        {fault.message} {pairs.length > 0 && `${text.failedPairs} ${list(pairs)}.`}
      </MessageBarBody>
      {pairs.length > 0 && (
        <MessageBarActions>
          <Button onClick={onDecisions}>{text.seeDecisions}</Button>
        </MessageBarActions>
      )}
    </MessageBar>
  );
}
