import { GraphError } from '../graph/errors.ts';
import type { Calendar } from './calendar.ts';
import { itemNotFound } from './refusals.ts';
import { instantOf, type WallTime } from './local-time.ts';
import type { Copy, ResponseType } from './meeting.ts';
import { occurrenceAt } from './occurrences.ts';

export type Response = {
  response: Exclude<ResponseType, 'notResponded'>;
  comment?: string | null;
  sendResponse?: boolean | null;
  proposedNewTime?: { start: WallTime; end: WallTime } | null;
};

/**
 * An attendee answers a meeting, or one occurrence, which by that becomes an exception of the organizer's series.
 * Throws ErrorInvalidRequest for the organizer, for a cancelled meeting, and for a proposal that the organizer
 * doesn't take; ErrorInvalidParameter for a proposal that would not be sent.
 */
export function respond(
  { world, store, mails }: Calendar,
  copy: Copy,
  original: number | null,
  answer: Response,
): void {
  const meeting = store.meeting(copy.uid);
  const invalid = (message: string) => new GraphError(400, 'ErrorInvalidRequest', message);
  if (meeting.organizer === copy.mailbox) {
    throw invalid(
      "Your request can't be completed. You can't respond to this meeting because you're the meeting organizer.",
    );
  }
  const occurrence = original === null ? undefined : occurrenceAt(meeting, original);
  if (original !== null && occurrence === undefined) throw itemNotFound();
  if (copy.state !== 'active' || occurrence?.cancelled) {
    throw invalid("Your request can't be completed. The meeting has been cancelled.");
  }
  const sent = answer.sendResponse ?? true;
  const proposal = answer.proposedNewTime ?? null;
  if (proposal !== null) {
    if (!sent) {
      throw new GraphError(400, 'ErrorInvalidParameter', 'proposedNewTime needs sendResponse to be true.');
    }
    if (!meeting.content.allowNewTimeProposals) throw invalid('The organizer takes no proposals of a new time.');
    if (original === null && meeting.content.recurrence !== null) {
      throw invalid('A new time can be proposed for one occurrence, not for a series.');
    }
    if (instantOf(proposal.end, 'proposedNewTime.end') <= instantOf(proposal.start, 'proposedNewTime.start')) {
      throw invalid('proposedNewTime must end after it starts.');
    }
  }
  const at = world.clock.now().getTime();
  store.inTransaction(() => {
    const reply = { response: answer.response, at, comment: answer.comment ?? '', proposedNewTime: proposal };
    store.saveReply(copy.uid, copy.mailbox, original, reply);
    if (original !== null && !meeting.exceptions.has(original)) {
      store.saveException(copy.uid, original, { cancelled: false, changes: {} }, at);
    }
    if (sent) mails.send(copy.uid, [meeting.organizer], 'response', original, at, answer.comment ?? '');
  });
}
