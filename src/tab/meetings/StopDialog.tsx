import { Body1 } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { stopBooking, type BookingView } from '../../contract/meetings.ts';
import { useAction } from '../answers.ts';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { words } from '../words.ts';

const text = words.booking;

type Props = { programmeId: string; booking: BookingView; onClose: () => void };

/** Says what stopping does to those who are invited and to those who are not, before it is done. */
export function StopDialog({ programmeId, booking: { booked, total }, onClose }: Props): ReactNode {
  const stopping = useAction(stopBooking);
  return (
    <ConfirmDialog
      open
      title={text.stopTitle}
      confirm={{
        label: text.stop,
        pending: stopping.isPending,
        onClick: () => stopping.mutate({ params: { programmeId } }, { onSuccess: onClose }),
      }}
      dismiss={text.stopDismiss}
      error={stopping.error}
      onClose={onClose}
    >
      <Body1>{text.stopSent(booked)}</Body1>
      {total > booked && <Body1>{text.stopOpen(total - booked)}</Body1>}
      <Body1>{text.stopNow}</Body1>
      <Body1>{text.stopAfter}</Body1>
    </ConfirmDialog>
  );
}
