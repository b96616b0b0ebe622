import { GraphError } from '../graph/errors.ts';
import { newJoinUrl } from './book-meeting.ts';
import type { Calendar } from './calendar.ts';
import { copyId } from './event-ids.ts';
import { changedContent, readEventBody } from './event-input.ts';
import type { EventStore } from './event-store.ts';
import { itemNotFound } from './refusals.ts';
import { instantOf, zoned } from './local-time.ts';
import { findMailbox } from './mailbox.ts';
import type { Attendee, Copy, Exception, Meeting, MeetingContent } from './meeting.ts';
import { occurrenceAt, occurrencesOf, seriesZone, type Occurrence } from './occurrences.ts';

/** Properties of the organizer's own copy: nobody is told when they change. */
const PRIVATE = new Set(['showAs', 'isReminderOn', 'reminderMinutesBeforeStart', 'categories', 'extendedProperties']);

/**
 * Changes a meeting, or one occurrence of it (`original` not null), which then becomes an exception.
 * A change of start, end or recurrence of a series drops its exceptions and everybody's answers.
 * Throws ErrorOccurrenceCrossingBoundary when an occurrence would reach its neighbour's day.
 */
export function changeMeeting(calendar: Calendar, copy: Copy, original: number | null, input: unknown): void {
  const meeting = organizersMeeting(calendar, copy, 'ErrorAccessDenied');
  const body = readEventBody(input, false);
  if (original === null) changeSeries(calendar, meeting, contentOf(meeting.content));
  else changeOccurrence(calendar, meeting, original, contentOf);

  function contentOf(content: MeetingContent): Partial<MeetingContent> {
    const changes = changedContent(content, body);
    const wantsLink = body.isOnlineMeeting === true && content.joinUrl === null && !calendar.faults.read().noTeamsLink;
    const organizerId = findMailbox(calendar.world, meeting.organizer)?.id ?? meeting.organizer;
    return wantsLink ? { ...changes, joinUrl: newJoinUrl(calendar.world.config.tenantId, organizerId) } : changes;
  }
}

/** The meeting of the organizer's copy. Throws with `code` for an attendee's copy. */
export function organizersMeeting({ store }: Calendar, copy: Copy, code: string): Meeting {
  const meeting = store.meeting(copy.uid);
  if (meeting.organizer === copy.mailbox) return meeting;
  throw new GraphError(code === 'ErrorAccessDenied' ? 403 : 400, code, 'Only the meeting organizer can do this.');
}

function changeSeries({ world, store, mails }: Calendar, meeting: Meeting, changes: Partial<MeetingContent>): void {
  const now = world.clock.now().getTime();
  const moved = changes.start !== undefined || changes.end !== undefined || changes.recurrence !== undefined;
  const before = meeting.content.attendees;
  const { added, stayed, gone } = compareAttendees(before, changes.attendees ?? before);
  store.inTransaction(() => {
    store.update(meeting.uid, { ...meeting.content, ...changes }, now);
    if (moved) {
      store.dropExceptions(meeting.uid);
      store.dropReplies(meeting.uid);
    } else if (added.length + gone.length > 0) {
      changeExceptionsAttendees(store, meeting, changes.attendees ?? before, now);
    }
    for (const address of gone) {
      store.dropRepliesOf(meeting.uid, address);
      if (findMailbox(world, address)) store.saveCopy(meeting.uid, address, 'cancelled');
    }
    const told = tellsEverybody(changes) ? [...added, ...stayed] : added;
    // An update brings the meeting back to whoever had deleted it without an answer.
    for (const address of told) if (findMailbox(world, address)) store.saveCopy(meeting.uid, address, 'active');
    for (const original of [null, ...(moved ? [] : differingAhead(meeting, now))]) {
      mails.fromOrganizer(meeting, added, 'invitation', original, now);
      mails.fromOrganizer(meeting, gone, 'cancellation', original, now);
      if (tellsEverybody(changes)) mails.fromOrganizer(meeting, stayed, 'update', original, now);
    }
  });
}

/**
 * The occurrences ahead whose content is their own: a mail about the series goes out once more for each of them
 * (MS-OXOCAL 3.1.4.9, learn.microsoft.com/answers 499823). One that is an exception by a reply alone has nothing to say.
 */
export function differingAhead(meeting: Meeting, now: number): number[] {
  return [...meeting.exceptions]
    .filter(([original, { cancelled, changes }]) => {
      const start = changes.start === undefined ? original : instantOf(changes.start, 'start');
      return !cancelled && start > now && Object.keys(changes).length > 0;
    })
    .map(([original]) => original);
}

/** Whoever joins or leaves a series joins or leaves the occurrences that have a list of their own. */
function changeExceptionsAttendees(store: EventStore, meeting: Meeting, after: Attendee[], now: number): void {
  const { added, gone } = compareAttendees(meeting.content.attendees, after);
  for (const [original, exception] of meeting.exceptions) {
    const own = exception.changes.attendees;
    if (own === undefined) continue;
    const kept = own.filter(({ emailAddress }) => !gone.includes(emailAddress.address));
    const joining = after.filter(
      ({ emailAddress: { address } }) =>
        added.includes(address) && !kept.some(({ emailAddress }) => emailAddress.address === address),
    );
    const changes = { ...exception.changes, attendees: [...kept, ...joining] };
    store.saveException(meeting.uid, original, { ...exception, changes }, now);
  }
}

function changeOccurrence(
  { world, store, mails }: Calendar,
  meeting: Meeting,
  original: number,
  contentOf: (content: MeetingContent) => Partial<MeetingContent>,
): void {
  const now = world.clock.now().getTime();
  const occurrence = occurrenceAt(meeting, original);
  if (occurrence === undefined || occurrence.cancelled) throw itemNotFound();
  const zone = seriesZone(meeting.content);
  const wall = (at: number) => ({
    dateTime: zoned(at, zone).toPlainDateTime().toString({ fractionalSecondDigits: 7 }),
    timeZone: meeting.content.recurrence?.range.recurrenceTimeZone ?? meeting.content.start.timeZone,
  });
  const { recurrence, ...changes } = contentOf({
    ...occurrence.content,
    start: wall(occurrence.start),
    end: wall(occurrence.end),
    recurrence: null,
  });
  if (recurrence) throw new GraphError(400, 'ErrorPropertyValidationFailure', 'An occurrence has no recurrence.');
  const start = changes.start ? instantOf(changes.start, 'start') : occurrence.start;
  const end = changes.end ? instantOf(changes.end, 'end') : occurrence.end;
  const moved = start !== occurrence.start || end !== occurrence.end;
  if (moved) refuseCrossing(meeting, occurrence, start, end);
  const earlier = meeting.exceptions.get(original)?.changes ?? {};
  const exception: Exception = { cancelled: false, changes: { ...earlier, ...changes } };
  const before = occurrence.content.attendees;
  const { added, stayed, gone } = compareAttendees(before, changes.attendees ?? before);
  store.inTransaction(() => {
    store.saveException(meeting.uid, original, exception, now);
    if (moved) for (const address of stayed) store.saveReply(meeting.uid, address, original, notResponded(now));
    for (const address of tellsEverybody(changes) ? [...added, ...stayed] : added) {
      if (!findMailbox(world, address)) continue;
      const kept = store.copy(copyId(meeting.uid, address));
      const hidden = (kept?.hidden ?? []).filter((other) => other !== original);
      // Whoever is invited to this one alone gets a copy in which nothing else stands: see isInvited.
      store.saveCopy(meeting.uid, address, 'active', hidden);
    }
    mails.fromOrganizer(meeting, added, 'invitation', original, now);
    mails.fromOrganizer(meeting, gone, 'cancellation', original, now);
    if (tellsEverybody(changes)) mails.fromOrganizer(meeting, stayed, 'update', original, now);
  });
}

const notResponded = (at: number) => ({ response: 'notResponded', at, comment: '', proposedNewTime: null }) as const;

/** When nothing but the attendees changed, Graph tells only those that come or go (api/event-update.md). */
function tellsEverybody(changes: Partial<MeetingContent>): boolean {
  return Object.keys(changes).some((name) => name !== 'attendees' && !PRIVATE.has(name));
}

/** Outlook's rule: an occurrence stays after its predecessor's day and before its successor's (api/event-update.md). */
function refuseCrossing(meeting: Meeting, occurrence: Occurrence, start: number, end: number): void {
  const zone = seriesZone(meeting.content);
  const day = (at: number) => zoned(at, zone).toPlainDate().toString();
  const horizon = Math.max(start, occurrence.original ?? 0) + 400 * 86_400_000;
  const standing = occurrencesOf(meeting, horizon).filter((other) => !other.cancelled);
  const index = standing.findIndex((other) => other.original === occurrence.original);
  const before = standing[index - 1];
  const after = standing[index + 1];
  const crosses =
    (before && day(start) <= day(before.start)) || (after && day(Math.max(start, end - 1)) >= day(after.start));
  if (!crosses) return;
  throw new GraphError(
    400,
    'ErrorOccurrenceCrossingBoundary',
    'Modified occurrence is crossing or overlapping adjacent occurrence.',
  );
}

function compareAttendees(before: Attendee[], after: Attendee[]) {
  const addresses = (attendees: Attendee[]) => attendees.map(({ emailAddress }) => emailAddress.address);
  const [old, now] = [addresses(before), addresses(after)];
  return {
    added: now.filter((address) => !old.includes(address)),
    stayed: now.filter((address) => old.includes(address)),
    gone: old.filter((address) => !now.includes(address)),
  };
}
