import { Body1, makeStyles, MessageBar, MessageBarBody, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { createScenario, type ScenarioView } from '../../contract/matching.ts';
import { useAction } from '../answers.ts';
import { shortDay } from '../dates.ts';
import { ActionButton } from '../ui/ActionButton.tsx';
import { ButtonRow } from '../ui/ButtonRow.tsx';
import { Failure } from '../ui/Failure.tsx';
import { RouteButton } from '../ui/RouteButton.tsx';
import { words } from '../words.ts';

const text = words.matching;

const useStyles = makeStyles({ quiet: { color: tokens.colorNeutralForeground2 } });

/** What became of a published scenario, and the way to the next round. */
export function PublishedBar({
  programmeId,
  scenario,
  open,
}: {
  programmeId: string;
  scenario: ScenarioView;
  open: boolean;
}): ReactNode {
  const styles = useStyles();
  const navigate = useNavigate();
  const copying = useAction(createScenario);
  const copy = (): void =>
    copying.mutate(
      { params: { programmeId }, body: { copyOf: scenario.id } },
      { onSuccess: ({ scenario: made }) => void navigate(`/programmes/${programmeId}/matching/${made.id}`) },
    );
  if (!scenario.published) return null;
  return (
    <>
      <MessageBar intent="success" layout="multiline">
        <MessageBarBody>{text.published(shortDay(scenario.published.at))}</MessageBarBody>
      </MessageBar>
      <ButtonRow>
        <RouteButton to={`/programmes/${programmeId}/meetings`} appearance="primary">
          {text.seeMeetings}
        </RouteButton>
        {open && (
          <ActionButton appearance="secondary" pending={copying.isPending} onClick={copy}>
            {text.nextRound}
          </ActionButton>
        )}
      </ButtonRow>
      {open && <Body1 className={styles.quiet}>{text.nextRoundHint}</Body1>}
      {copying.error && <Failure error={copying.error} />}
    </>
  );
}
