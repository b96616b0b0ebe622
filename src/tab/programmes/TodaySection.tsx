import { Body1, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { listPeople, openProgramme } from '../../contract/programmes.ts';
import { useAction, useAnswer } from '../answers.ts';
import { plainDay } from '../dates.ts';
import { ActionButton } from '../ui/ActionButton.tsx';
import { Facts } from '../ui/Facts.tsx';
import { Failure } from '../ui/Failure.tsx';
import { Panel } from '../ui/Panel.tsx';
import { RouteButton } from '../ui/RouteButton.tsx';
import { words } from '../words.ts';
import { EnrollingPanel } from './EnrollingPanel.tsx';
import { MatchingPanel } from './MatchingPanel.tsx';
import { ProgrammeFigures } from './ProgrammeFigures.tsx';
import type { ProgrammeProps } from './section.ts';
import { RunningPanel } from './RunningPanel.tsx';

const text = words.programmes;

/** What needs the coordinator now; then where the programme stands. */
export function TodaySection({ programme }: ProgrammeProps): ReactNode {
  const { state } = programme;
  return (
    <>
      {state === 'draft' && <DraftPanel programme={programme} />}
      {state === 'enrolling' && <EnrollingPanel programme={programme} />}
      {state === 'matching' && <MatchingPanel programme={programme} />}
      {state === 'running' && <RunningPanel programme={programme} />}
      {(state === 'closed' || state === 'archived') && (
        <Panel title={words.general.programmeStates[state]}>
          <Body1>{text.today.over}</Body1>
        </Panel>
      )}
      {state !== 'draft' && <ProgrammeFigures programme={programme} />}
      <CardTroubles programme={programme} />
    </>
  );
}

function DraftPanel({ programme }: ProgrammeProps): ReactNode {
  const opening = useAction(openProgramme);
  return (
    <Panel title={text.today.draft.heading}>
      <Body1>{text.today.draft.text}</Body1>
      <Facts
        facts={[
          { name: text.form.goal, value: programme.goal },
          { name: text.form.startsOn, value: plainDay(programme.startsOn) },
          { name: text.form.endsOn, value: plainDay(programme.endsOn) },
          { name: text.form.calendarName, value: programme.calendarName },
        ]}
      />
      {opening.error && <Failure error={opening.error} />}
      <div>
        <ActionButton
          pending={opening.isPending}
          onClick={() => opening.mutate({ params: { programmeId: programme.id } })}
        >
          {text.today.draft.open}
        </ActionButton>
      </div>
    </Panel>
  );
}

function CardTroubles({ programme }: ProgrammeProps): ReactNode {
  const people = useAnswer(listPeople, { programmeId: programme.id }, { enabled: programme.counts.invited > 0 });
  const troubles = people.data?.invitations.filter(({ card }) => card === 'unknown' || card === 'failed').length ?? 0;
  if (troubles === 0) return null;
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>{text.today.cardTrouble(troubles)}.</MessageBarBody>
      <MessageBarActions>
        <RouteButton to={`/programmes/${programme.id}/people`}>{text.today.running.see}</RouteButton>
      </MessageBarActions>
    </MessageBar>
  );
}
