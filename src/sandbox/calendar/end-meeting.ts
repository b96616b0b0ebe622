import type { Calendar } from './calendar.ts';
import { differingAhead, organizersMeeting } from './change-meeting.ts';
import { itemNotFound } from './refusals.ts';
import type { Copy } from './meeting.ts';
import { occurrenceAt } from './occurrences.ts';

/**
 * Cancels a meeting or one occurrence of it: it leaves the organizer's calendar, stays as 'Canceled' in the
 * attendees', and each of them gets one mail. Throws ErrorInvalidRequest for an attendee's copy.
 */
export function cancelMeeting(calendar: Calendar, copy: Copy, original: number | null, comment: string): void {
  const { world, store, mails } = calendar;
  const meeting = organizersMeeting(calendar, copy, 'ErrorInvalidRequest');
  const now = world.clock.now().getTime();
  const occurrence = original === null ? undefined : occurrenceAt(meeting, original);
  if (original !== null && (occurrence === undefined || occurrence.cancelled)) throw itemNotFound();
  const attendees = (occurrence?.content ?? meeting.content).attendees;
  const recipients = attendees.map(({ emailAddress }) => emailAddress.address);
  store.inTransaction(() => {
    if (original !== null) {
      const changes = meeting.exceptions.get(original)?.changes ?? {};
      store.saveException(meeting.uid, original, { cancelled: true, changes }, now);
    } else {
      store.update(meeting.uid, meeting.content, now);
      for (const { mailbox, state, hidden } of store.copiesOf(meeting.uid)) {
        if (mailbox === meeting.organizer) store.saveCopy(meeting.uid, mailbox, 'removed');
        else if (state === 'active') store.saveCopy(meeting.uid, mailbox, 'cancelled', hidden);
      }
    }
    for (const about of original === null ? [null, ...differingAhead(meeting, now)] : [original]) {
      mails.fromOrganizer(meeting, recipients, 'cancellation', about, now, comment);
    }
  });
}

/** DELETE: an organizer's is a cancellation, an attendee's only empties their own calendar. */
export function deleteEvent(calendar: Calendar, copy: Copy, original: number | null): void {
  const { store } = calendar;
  const meeting = store.meeting(copy.uid);
  if (meeting.organizer === copy.mailbox) return cancelMeeting(calendar, copy, original, '');
  if (original === null) store.saveCopy(copy.uid, copy.mailbox, 'removed', copy.hidden);
  else store.saveCopy(copy.uid, copy.mailbox, copy.state, [...copy.hidden, original]);
}
