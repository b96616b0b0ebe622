import { Body1 } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { listScenarios } from '../../contract/matching.ts';
import { openProgramme } from '../../contract/programmes.ts';
import { useAction, useAnswer } from '../answers.ts';
import { ActionButton } from '../ui/ActionButton.tsx';
import { ButtonRow } from '../ui/ButtonRow.tsx';
import { Failure } from '../ui/Failure.tsx';
import { Panel } from '../ui/Panel.tsx';
import { RouteButton } from '../ui/RouteButton.tsx';
import { words } from '../words.ts';
import type { ProgrammeProps } from './section.ts';

const text = words.programmes.today.matching;

/** Enrolment is closed: on to the pairs, or back while nothing is published. */
export function MatchingPanel({ programme }: ProgrammeProps): ReactNode {
  const programmeId = programme.id;
  const { mentors, mentees } = programme.counts;
  const answer = useAnswer(listScenarios, { programmeId });
  const hasResult = answer.data?.scenarios.some(({ figures }) => figures !== null);
  const reopening = useAction(openProgramme);
  return (
    <Panel title={hasResult ? text.publish : text.heading}>
      <Body1>{text.text(mentors, mentees)}</Body1>
      {reopening.error && <Failure error={reopening.error} />}
      <ButtonRow>
        <RouteButton to={`/programmes/${programmeId}/matching`} appearance="primary">
          {text.go}
        </RouteButton>
        <ActionButton
          appearance="subtle"
          pending={reopening.isPending}
          onClick={() => reopening.mutate({ params: { programmeId } })}
        >
          {text.reopen}
        </ActionButton>
      </ButtonRow>
    </Panel>
  );
}
