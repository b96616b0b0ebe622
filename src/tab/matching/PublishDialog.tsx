import { Body1 } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { publishMatch, type ProposalView } from '../../contract/matching.ts';
import type { ProgrammeView } from '../../contract/programmes.ts';
import { useAction } from '../answers.ts';
import { CalendarEntry } from '../programmes/CalendarNameField.tsx';
import { CardPreview } from '../ui/CardPreview.tsx';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { words } from '../words.ts';

const text = words.matching;

type Props = { programme: ProgrammeView; proposal: ProposalView; onClose: () => void };

/** Everything that people will see once this is published, with the first pair as the example. */
export function PublishDialog({ programme, proposal, onClose }: Props): ReactNode {
  const publishing = useAction(publishMatch);
  const [example] = proposal.pairs;
  const publish = (): void =>
    publishing.mutate({ params: { programmeId: programme.id, proposalId: proposal.id } }, { onSuccess: onClose });
  return (
    <ConfirmDialog
      open
      title={text.publishTitle(proposal.pairs.length)}
      confirm={{ label: text.publishConfirm, pending: publishing.isPending, onClick: publish }}
      error={publishing.error}
      onClose={onClose}
    >
      <Body1>{text.publishIntro}</Body1>
      {example && (
        <>
          <Body1>{text.publishPair(proposal.pairs.length * 2)}</Body1>
          <CardPreview
            card={words.cards.introduction({
              programme: programme.name,
              theirRole: 'mentor',
              partner: example.mentor,
              reasons: example.reasons,
              sessions: programme.sessions,
              gapWeeks: programme.gapWeeks,
            })}
          />
        </>
      )}
      {proposal.unmatched.length > 0 && (
        <>
          <Body1>{text.publishUnmatched(proposal.unmatched.length)}</Body1>
          <CardPreview card={words.cards.unmatched(programme.name)} />
        </>
      )}
      <Body1>{text.publishCalendar}</Body1>
      <CalendarEntry
        name={programme.calendarName}
        {...(example && { people: `${example.mentor.name}; ${example.mentee.name}` })}
      />
    </ConfirmDialog>
  );
}
