import { Body1, ProgressBar } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import { closeEnrolment, listPeople } from '../../contract/programmes.ts';
import { useAction, useAnswer } from '../answers.ts';
import { ActionButton } from '../ui/ActionButton.tsx';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { Panel } from '../ui/Panel.tsx';
import { RouteButton } from '../ui/RouteButton.tsx';
import { words } from '../words.ts';
import { ButtonRow } from '../ui/ButtonRow.tsx';
import type { ProgrammeProps } from './section.ts';

const text = words.programmes.today.enrolling;

/** Enrolment is open: how many answered, whether both sides balance, and the way on. */
export function EnrollingPanel({ programme }: ProgrammeProps): ReactNode {
  const { invited, mentors, mentees } = programme.counts;
  const programmeId = programme.id;
  const people = useAnswer(listPeople, { programmeId }, { live: ({ invitations }) => invitations.length > 0 });
  const [asking, setAsking] = useState(false);
  const closing = useAction(closeEnrolment);
  const toPeople = `/programmes/${programmeId}/people`;

  if (invited === 0) {
    return (
      <Panel title={text.nobody}>
        <Body1>{text.nobodyText}</Body1>
        <ButtonRow>
          <RouteButton to={toPeople} appearance="primary">
            {text.invite}
          </RouteButton>
        </ButtonRow>
      </Panel>
    );
  }
  const answered = people.data?.invitations.filter(({ answer }) => answer !== null).length ?? 0;
  const both = mentors > 0 && mentees > 0;
  const close = (): void => closing.mutate({ params: { programmeId } }, { onSuccess: () => setAsking(false) });
  return (
    <Panel title={text.heading(answered, invited)}>
      <ProgressBar value={answered} max={invited} thickness="large" aria-label={text.heading(answered, invited)} />
      {mentors + mentees > 0 && <Body1>{balance(mentors, mentees)}</Body1>}
      <ButtonRow>
        <ActionButton appearance={both ? 'primary' : 'secondary'} onClick={() => setAsking(true)}>
          {text.close}
        </ActionButton>
        <RouteButton to={toPeople} appearance={both ? 'secondary' : 'primary'}>
          {text.invite}
        </RouteButton>
      </ButtonRow>
      <ConfirmDialog
        open={asking}
        title={text.closeTitle}
        confirm={{ label: text.close, pending: closing.isPending, onClick: close }}
        error={closing.error}
        onClose={() => setAsking(false)}
      >
        <Body1>{text.closeText(invited - answered)}</Body1>
      </ConfirmDialog>
    </Panel>
  );
}

function balance(mentors: number, mentees: number): string {
  if (mentors === 0) return text.oneSided('mentors');
  if (mentees === 0) return text.oneSided('mentees');
  if (mentors === mentees) return text.balanced;
  return text.uneven(Math.abs(mentors - mentees), mentors > mentees ? 'mentors' : 'mentees');
}
