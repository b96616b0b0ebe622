import { CalendarArrowRightRegular } from '@fluentui/react-icons/svg/calendar-arrow-right';
import type { ReactNode } from 'react';
import { askForTimes } from '../../contract/new-times.ts';
import { useAction } from '../answers.ts';
import { ActionButton } from '../ui/ActionButton.tsx';
import { Failure } from '../ui/Failure.tsx';
import { words } from '../words.ts';
import { momentOf } from './TimesPanel.tsx';

/** Asks for other hours for one meeting; both people are then asked which suit. */
export function FindAnotherTime({ meeting }: { meeting: { id: string; startsAt: string } }): ReactNode {
  const asking = useAction(askForTimes);
  return (
    <>
      <ActionButton
        appearance="subtle"
        icon={<CalendarArrowRightRegular />}
        label={words.newTimes.findFor(momentOf(meeting.startsAt))}
        pending={asking.isPending}
        onClick={() => asking.mutate({ params: { meetingId: meeting.id } })}
      >
        {words.newTimes.find}
      </ActionButton>
      {asking.error && <Failure error={asking.error} />}
    </>
  );
}
