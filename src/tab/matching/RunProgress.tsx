import { Body1, makeStyles, ProgressBar, tokens } from '@fluentui/react-components';
import { useEffect, type ReactNode } from 'react';
import { cancelRun, getScenarioProgress, type ScenarioView } from '../../contract/matching.ts';
import { useAction, useAnswer, useRefresh } from '../answers.ts';
import { ActionButton } from '../ui/ActionButton.tsx';
import { Failure } from '../ui/Failure.tsx';
import { Panel } from '../ui/Panel.tsx';
import { words } from '../words.ts';
import { isAtWork } from './settings.ts';

const text = words.matching;

/** Short runs take a second or two; a bar that moves says that something happens. In milliseconds. */
const EVERY = 600;

const useStyles = makeStyles({ quiet: { color: tokens.colorNeutralForeground2 } });

/** How far a run is, in words and as a bar. The reader may go away meanwhile, or cancel it. */
export function RunProgress({ programmeId, scenario }: { programmeId: string; scenario: ScenarioView }): ReactNode {
  const styles = useStyles();
  const params = { programmeId, scenarioId: scenario.id };
  const refresh = useRefresh();
  const cancelling = useAction(cancelRun);
  const answer = useAnswer(getScenarioProgress, params, { live: ({ state }) => isAtWork(state), every: EVERY });
  const version = answer.data?.version;
  const ended = answer.data !== undefined && version === scenario.version && !isAtWork(answer.data.state);
  useEffect(() => {
    if (ended) refresh();
    // Once for each run that ends, not for each time the page is drawn.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [ended]);
  const { phase, share } = answer.data?.progress ?? scenario.progress ?? { phase: 'waiting', share: 0 };
  return (
    <Panel title={text.progress}>
      <Body1 role="status">{text.phases[phase]}</Body1>
      <ProgressBar value={share} max={1} thickness="large" aria-label={text.progress} />
      <Body1 className={styles.quiet}>{text.leave}</Body1>
      {(cancelling.error ?? answer.error) && <Failure error={(cancelling.error ?? answer.error)!} />}
      <div>
        <ActionButton
          appearance="secondary"
          pending={cancelling.isPending}
          onClick={() => cancelling.mutate({ params })}
        >
          {text.cancelRun}
        </ActionButton>
      </div>
    </Panel>
  );
}
