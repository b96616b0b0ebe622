import { Body1, Button } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import { bookAgain, type PairView } from '../../contract/meetings.ts';
import { useAction } from '../answers.ts';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { words } from '../words.ts';

const text = words.meetings.again;

/** After somebody took a pair's meetings out of Outlook: has what is left booked anew, once it is said what that does. */
export function BookAgain({ programmeId, pair }: { programmeId: string; pair: PairView }): ReactNode {
  const [open, setOpen] = useState(false);
  const booking = useAction(bookAgain);
  const params = { programmeId, pairId: pair.id };
  return (
    <div>
      <Button onClick={() => setOpen(true)}>{text.open}</Button>
      <ConfirmDialog
        open={open}
        title={text.title}
        confirm={{
          label: text.open,
          pending: booking.isPending,
          onClick: () => booking.mutate({ params }, { onSuccess: () => setOpen(false) }),
        }}
        dismiss={words.general.cancel}
        error={booking.error}
        onClose={() => setOpen(false)}
      >
        <Body1>{text.happens(pair.mentor.name, pair.mentee.name)}</Body1>
        <Body1>{text.ifBack}</Body1>
      </ConfirmDialog>
    </div>
  );
}
