import { GraphError } from '../graph/errors.ts';
import type { Calendar } from './calendar.ts';
import { findMailbox } from './mailbox.ts';
import type { Attendee, Copy } from './meeting.ts';
import { occurrenceAt } from './occurrences.ts';
import { itemNotFound } from './refusals.ts';

/**
 * An attendee forwards a meeting, or one occurrence of it: whoever gets it stands in the organizer's list from then
 * on, and the organizer is told. Outlook adds them without asking; as optional here, which is not documented.
 */
export function forwardMeeting(
  { world, store, mails }: Calendar,
  copy: Copy,
  original: number | null,
  to: string,
): void {
  const meeting = store.meeting(copy.uid);
  const occurrence = original === null ? undefined : occurrenceAt(meeting, original);
  if (original !== null && occurrence === undefined) throw itemNotFound();
  if (copy.state !== 'active' || occurrence?.cancelled) {
    throw new GraphError(400, 'ErrorInvalidRequest', 'The meeting has been cancelled.');
  }
  const address = to.toLowerCase();
  const before = (occurrence?.content ?? meeting.content).attendees;
  const known = address === meeting.organizer || before.some(({ emailAddress }) => emailAddress.address === address);
  const added: Attendee = {
    type: 'optional',
    emailAddress: { name: findMailbox(world, address)?.name ?? address, address },
  };
  const now = world.clock.now().getTime();
  store.inTransaction(() => {
    if (!known && original === null) {
      store.update(meeting.uid, { ...meeting.content, attendees: [...before, added] }, now);
    } else if (!known && original !== null) {
      const changes = { ...meeting.exceptions.get(original)?.changes, attendees: [...before, added] };
      store.saveException(meeting.uid, original, { cancelled: false, changes }, now);
    }
    if (findMailbox(world, address) && !known) store.saveCopy(meeting.uid, address, 'active');
    mails.send(meeting.uid, [address], 'invitation', original, now);
    mails.send(meeting.uid, [meeting.organizer], 'forward', original, now);
  });
}
