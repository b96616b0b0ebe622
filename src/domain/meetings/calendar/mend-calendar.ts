import type { Attendee, Calendar, OccurrenceRef } from '../ports.ts';

/** Something in Outlook that is to be as we ordered it. */
export type Mending =
  | { kind: 'cancel'; occurrence: OccurrenceRef }
  | { kind: 'invite'; mailbox: string; eventId: string; attendee: Attendee }
  /** `seriesEventId`: they are on every meeting to come, so probably on the series; null: on these meetings alone. */
  | { kind: 'uninvite'; mailbox: string; seriesEventId: string | null; eventIds: string[]; mail: string };

const CALLED_OFF = 'This meeting is called off, so the hour is yours again. The others stand as they are.';

/**
 * Puts things right in Outlook. Each may be done twice without harm, and what was not done is found again by comparing,
 * since Outlook still says it. Throws `CalendarUnavailable`.
 */
export async function mendCalendar(calendar: Calendar, mendings: Mending[]): Promise<void> {
  for (const mending of mendings) {
    switch (mending.kind) {
      case 'cancel':
        await calendar.cancelOccurrence(mending.occurrence, CALLED_OFF);
        break;
      case 'invite':
        await calendar.addAttendee(mending.mailbox, mending.eventId, mending.attendee);
        break;
      case 'uninvite':
        await uninvite(calendar, mending);
    }
  }
}

async function uninvite(calendar: Calendar, it: Extract<Mending, { kind: 'uninvite' }>): Promise<void> {
  const { mailbox, seriesEventId, eventIds, mail } = it;
  const outcome = seriesEventId === null ? 'not-on-it' : await calendar.removeAttendee(mailbox, seriesEventId, mail);
  if (outcome !== 'not-on-it') return;
  // The meetings were passed on to them one by one, or there is only one to come: the series knows nothing of it.
  for (const eventId of eventIds) await calendar.removeAttendee(mailbox, eventId, mail);
}
