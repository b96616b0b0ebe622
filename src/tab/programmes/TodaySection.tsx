import { Body1, MessageBar, MessageBarBody } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import { listPeople, openProgramme, type ProgrammeView } from '../../contract/programmes.ts';
import { useAction, useAnswer } from '../answers.ts';
import { plainDay } from '../dates.ts';
import { ActionButton } from '../ui/ActionButton.tsx';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { Facts } from '../ui/Facts.tsx';
import { Figures } from '../ui/Figures.tsx';
import { Panel } from '../ui/Panel.tsx';
import { RouteLink } from '../ui/RouteLink.tsx';
import { words } from '../words.ts';
import { EnrollingPanel } from './EnrollingPanel.tsx';
import { MatchingPanel } from './MatchingPanel.tsx';
import type { SectionProps } from './ProgrammePage.tsx';
import { RunningPanel } from './RunningPanel.tsx';

const text = words.programmes;

/** What needs the coordinator now; then where the programme stands. */
export function TodaySection({ programme }: SectionProps): ReactNode {
  const { counts, state } = programme;
  const begun = state === 'running' || state === 'closed' || state === 'archived';
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
      {state !== 'draft' && (
        <Panel title={text.sections.people} quietTitle>
          <Figures
            figures={[
              { name: text.counts.invited, value: counts.invited },
              { name: text.counts.mentors, value: counts.mentors },
              { name: text.counts.mentees, value: counts.mentees },
              ...(begun
                ? [
                    { name: text.counts.pairs, value: counts.pairs },
                    { name: text.counts.meetings, value: counts.meetingsBooked },
                  ]
                : []),
            ]}
          />
        </Panel>
      )}
      <CardTroubles programme={programme} />
    </>
  );
}

function DraftPanel({ programme }: SectionProps): ReactNode {
  const [asking, setAsking] = useState(false);
  const opening = useAction(openProgramme);
  const words = text.today.draft;
  const open = (): void =>
    opening.mutate({ params: { programmeId: programme.id } }, { onSuccess: () => setAsking(false) });
  return (
    <Panel title={words.heading}>
      <Body1>{words.text}</Body1>
      <Facts
        facts={[
          { name: text.form.goal, value: programme.goal },
          { name: text.form.startsOn, value: plainDay(programme.startsOn) },
          { name: text.form.endsOn, value: plainDay(programme.endsOn) },
          { name: text.form.calendarName, value: programme.calendarName },
        ]}
      />
      <div>
        <ActionButton onClick={() => setAsking(true)}>{words.open}</ActionButton>
      </div>
      <ConfirmDialog
        open={asking}
        title={words.previewTitle}
        confirm={{ label: words.open, pending: opening.isPending, onClick: open }}
        error={opening.error}
        onClose={() => setAsking(false)}
      >
        <Body1>{words.previewText(programme.counts.invited)}</Body1>
      </ConfirmDialog>
    </Panel>
  );
}

function CardTroubles({ programme }: { programme: ProgrammeView }): ReactNode {
  const people = useAnswer(listPeople, { programmeId: programme.id }, { enabled: programme.counts.invited > 0 });
  const troubles = people.data?.invitations.filter(({ card }) => card === 'unknown' || card === 'failed').length ?? 0;
  if (troubles === 0) return null;
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>
        {text.today.cardTrouble(troubles)}.{' '}
        <RouteLink to={`/programmes/${programme.id}/people`}>{text.today.running.see}</RouteLink>
      </MessageBarBody>
    </MessageBar>
  );
}
