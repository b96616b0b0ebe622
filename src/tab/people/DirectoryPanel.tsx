import { Body1, MessageBar, MessageBarBody, ProgressBar } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { getDirectoryState, startSync, type DirectoryStateView } from '../../contract/directory.ts';
import { useAction, useAnswer } from '../answers.ts';
import { clock, longDay } from '../dates.ts';
import { ActionButton } from '../ui/ActionButton.tsx';
import { ButtonRow } from '../ui/ButtonRow.tsx';
import { Failure } from '../ui/Failure.tsx';
import { Panel } from '../ui/Panel.tsx';
import { RouteButton } from '../ui/RouteButton.tsx';
import { PanelSkeleton } from '../ui/Skeletons.tsx';
import { words } from '../words.ts';

const text = words.people.chart;

const isReading = ({ phase }: DirectoryStateView): boolean => phase === 'reading' || phase === 'catching-up';

/** How far the organisation chart has been read. `linked`: with the way to the chart itself. */
export function DirectoryPanel({ linked }: { linked?: boolean }): ReactNode {
  const directory = useAnswer(getDirectoryState, {}, { live: isReading });
  const starting = useAction(startSync);
  if (directory.isPending) return <PanelSkeleton rows={1} />;
  if (!directory.data) return <Failure error={directory.error} retry={() => void directory.refetch()} />;
  const state = directory.data;
  const never = state.phase === 'never';
  return (
    <Panel title={text.title} quietTitle={!linked}>
      <Said state={state} />
      {state.fault && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>{text.fault}</MessageBarBody>
        </MessageBar>
      )}
      {isReading(state) && <ProgressBar aria-label={saying(state)} />}
      {starting.error && <Failure error={starting.error} />}
      <ButtonRow>
        {linked && !never && <RouteButton to="/programmes/chart">{text.link}</RouteButton>}
        {!isReading(state) && (!linked || never) && (
          <ActionButton
            appearance={never && !linked ? 'primary' : 'secondary'}
            pending={starting.isPending}
            onClick={() => starting.mutate({ params: {} })}
          >
            {never ? text.start : text.refresh}
          </ActionButton>
        )}
      </ButtonRow>
    </Panel>
  );
}

function Said({ state }: { state: DirectoryStateView }): ReactNode {
  return (
    <div>
      <Body1 block role="status">
        {saying(state)}
      </Body1>
      {state.phase === 'never' && <Body1>{text.neverText}</Body1>}
      {isReading(state) && <Body1>{text.readingHint}</Body1>}
      {state.phase === 'ready' && state.leavers > 0 && <Body1>{text.leavers(state.leavers)}</Body1>}
    </div>
  );
}

function saying({ phase, people, finishedAt }: DirectoryStateView): string {
  if (phase === 'never') return text.never;
  if (phase === 'reading') return text.reading(people);
  if (phase === 'catching-up') return text.catchingUp(people);
  const since = finishedAt ? `. ${text.finished(`${longDay(finishedAt)}, ${clock(finishedAt)}`)}` : '';
  return `${text.ready(people)}${since}`;
}
