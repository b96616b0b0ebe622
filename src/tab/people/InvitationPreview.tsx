import { Body1 } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { ProgrammeView } from '../../contract/programmes.ts';
import type { ApiFault } from '../api.ts';
import { plainDay } from '../dates.ts';
import { CardPreview } from '../ui/CardPreview.tsx';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { words } from '../words.ts';
import type { Invitations } from './invitations.ts';

const text = words.people;

type Props = {
  programme: ProgrammeView;
  waiting: Invitations | null;
  pending: boolean;
  error: ApiFault | null;
  onSend: (invitations: Invitations) => void;
  onClose: () => void;
};

/** The invitation as people will get it, before anybody gets it. */
export function InvitationPreview({ programme, waiting, pending, error, onSend, onClose }: Props): ReactNode {
  if (!waiting) return null;
  return (
    <ConfirmDialog
      open
      title={text.previewTitle(waiting.people)}
      confirm={{ label: text.send(waiting.people), pending, onClick: () => onSend(waiting) }}
      error={error}
      onClose={onClose}
    >
      <Body1>{text.previewIntro}</Body1>
      <CardPreview
        card={words.cards.invitation({
          programme: programme.name,
          goal: programme.goal,
          startsOn: plainDay(programme.startsOn),
          sessions: programme.sessions,
          gapWeeks: programme.gapWeeks,
          largestCapacity: programme.largestCapacity,
        })}
      />
    </ConfirmDialog>
  );
}
