import { shownAs } from './free-busy.ts';
import { occurrenceId } from './event-ids.ts';
import { wallTime, type WallTime } from './local-time.ts';
import { replyOf, type Attendee, type Copy, type Meeting, type Reply } from './meeting.ts';
import { firstOccurrence, type Occurrence } from './occurrences.ts';
import type { Recurrence } from './recurrence.ts';

/** One event as one mailbox sees it: a single meeting or a series as a whole (`occurrence` null), or one occurrence. */
export type EventView = { copy: Copy; meeting: Meeting; occurrence: Occurrence | null };

/** How the caller wants events written (header Prefer); `names` gives display names by address. */
export type EventStyle = { zoneName: string; bodyType: 'html' | 'text'; names: (address: string) => string };

const NEVER = '0001-01-01T00:00:00Z';

/** What an event's own id is in this mailbox. */
export function eventId({ copy, occurrence }: EventView): string {
  return occurrence?.original == null ? copy.id : occurrenceId(copy.id, occurrence.original);
}

/** The first occurrence stands for a single meeting and for the times of a series. */
export function shownOccurrence({ meeting, occurrence }: EventView): Occurrence {
  const first = occurrence ?? firstOccurrence(meeting);
  if (first === undefined) throw new Error(`calendar: meeting ${meeting.uid} has no occurrence`);
  return first;
}

/** The version as ETag and change key. */
export function changeKey({ meeting }: EventView): string {
  return Buffer.from(`${meeting.uid.slice(-16)} ${meeting.version}`).toString('base64');
}

/** Graph's event, every property that the contract names and that is not asked for by `$expand` alone. */
export function eventJson(view: EventView, style: EventStyle): Record<string, unknown> {
  const { copy, meeting, occurrence } = view;
  const shown = shownOccurrence(view);
  const { content } = shown;
  const isOrganizer = copy.mailbox === meeting.organizer;
  const isCancelled = copy.state === 'cancelled' || shown.cancelled;
  const time = (at: number, wall: WallTime) =>
    // All-day events float: midnight on their own dates in whatever zone they are asked for.
    content.isAllDay ? { dateTime: wall.dateTime, timeZone: style.zoneName } : wallTime(at, style.zoneName);
  return {
    '@odata.etag': `W/"${changeKey(view)}"`,
    id: eventId(view),
    createdDateTime: instant(meeting.createdAt),
    lastModifiedDateTime: instant(meeting.modifiedAt),
    changeKey: changeKey(view),
    categories: isOrganizer ? content.categories : [],
    transactionId: isOrganizer ? meeting.transactionId : null,
    originalStartTimeZone: meeting.content.start.timeZone,
    originalEndTimeZone: meeting.content.end.timeZone,
    iCalUId: meeting.uid,
    reminderMinutesBeforeStart: content.reminderMinutesBeforeStart,
    isReminderOn: content.isReminderOn,
    hasAttachments: false,
    hideAttendees: content.hideAttendees,
    subject: isCancelled ? `Canceled: ${content.subject}` : content.subject,
    bodyPreview: preview(content.body.content),
    importance: content.importance,
    sensitivity: content.sensitivity,
    originalStart: occurrence?.original == null ? null : instant(occurrence.original),
    isAllDay: content.isAllDay,
    isCancelled,
    isDraft: false,
    isOrganizer,
    responseRequested: content.responseRequested,
    seriesMasterId: occurrence?.original == null ? null : copy.id,
    showAs: shownAs(meeting, copy, shown),
    type: eventType(view),
    webLink: `https://outlook.office365.com/owa/?itemid=${encodeURIComponent(eventId(view))}&exvsurl=1&path=/calendar/item`,
    onlineMeetingUrl: null,
    isOnlineMeeting: content.joinUrl !== null,
    onlineMeetingProvider: content.joinUrl === null ? 'unknown' : 'teamsForBusiness',
    onlineMeeting: content.joinUrl === null ? null : { joinUrl: content.joinUrl },
    allowNewTimeProposals: content.allowNewTimeProposals,
    recurrence: occurrence?.original == null ? recurrenceJson(content.recurrence) : null,
    responseStatus: isOrganizer
      ? { response: 'organizer', time: NEVER }
      : status(replyOf(meeting, copy.mailbox, occurrence?.original ?? null), 'notResponded'),
    body: bodyJson(content.body, style.bodyType),
    start: time(shown.start, content.start),
    end: time(shown.end, content.end),
    location: content.location,
    locations: content.location['displayName'] ? [content.location] : [],
    attendees: content.attendees.map((attendee) => attendeeJson(view, attendee)),
    organizer: { emailAddress: { name: style.names(meeting.organizer), address: meeting.organizer } },
  };
}

function eventType({ meeting, occurrence }: EventView): string {
  if (meeting.content.recurrence === null) return 'singleInstance';
  if (occurrence?.original == null) return 'seriesMaster';
  return occurrence.isException ? 'exception' : 'occurrence';
}

/** Answers and proposals are collected in the organizer's copy; an attendee doesn't see those of the others. */
function attendeeJson({ copy, meeting, occurrence }: EventView, attendee: Attendee): Record<string, unknown> {
  const isOrganizer = copy.mailbox === meeting.organizer;
  const reply = replyOf(meeting, attendee.emailAddress.address, occurrence?.original ?? null);
  const proposal = isOrganizer ? reply?.proposedNewTime : null;
  return {
    type: attendee.type,
    status: isOrganizer ? status(reply, 'none') : { response: 'none', time: NEVER },
    ...(proposal ? { proposedNewTime: proposal } : {}),
    emailAddress: attendee.emailAddress,
  };
}

function status(reply: Reply | undefined, before: 'none' | 'notResponded') {
  if (reply === undefined || reply.response === 'notResponded') return { response: before, time: NEVER };
  return { response: reply.response, time: instant(reply.at) };
}

/** Exchange writes every property of a pattern, with neutral values where the type knows none. */
function recurrenceJson(recurrence: Recurrence | null) {
  if (recurrence === null) return null;
  const { pattern, range } = recurrence;
  return {
    pattern: { month: 0, dayOfMonth: 0, firstDayOfWeek: 'sunday', index: 'first', ...pattern },
    range: { recurrenceTimeZone: '', numberOfOccurrences: 0, endDate: '0001-01-01', ...range },
  };
}

function bodyJson({ contentType, content }: { contentType: string; content: string }, wanted: 'html' | 'text') {
  if (wanted === 'text') return { contentType: 'text', content: contentType === 'text' ? content : plainText(content) };
  const html = contentType === 'html' ? content : escapeHtml(content);
  const head = '<meta http-equiv="Content-Type" content="text/html; charset=utf-8">';
  return {
    contentType: 'html',
    content: `<html>\r\n<head>\r\n${head}\r\n</head>\r\n<body>\r\n${html}\r\n</body>\r\n</html>\r\n`,
  };
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\n', '<br>\n');
}

function plainText(html: string): string {
  return html
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

function preview(content: string): string {
  return plainText(content).slice(0, 255);
}

function instant(epochMs: number): string {
  return new Date(epochMs).toISOString();
}
