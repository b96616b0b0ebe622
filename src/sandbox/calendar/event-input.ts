import { GraphError } from '../graph/errors.ts';
import { instantOf, plainDateTime, zoneNamed, type WallTime } from './local-time.ts';
import type { Attendee, ExtendedProperty, MeetingContent } from './meeting.ts';
import { seriesStart } from './occurrences.ts';
import { checkRecurrence, type Recurrence } from './recurrence.ts';

const MAX_ATTENDEES = 500;
const PROPERTY_ID =
  /^(String|Integer|Boolean|Double|SystemTime|CLSID|Binary)\s+(\{[0-9a-f-]{36}\}\s+(Name\s+.+|Id\s+0x[0-9a-f]+)|0x[0-9a-f]+)$/i;

const invalid = (message: string) => new GraphError(400, 'ErrorPropertyValidationFailure', message);

/** A body as the contract lets it through: only names that an app may write. */
export type EventBody = {
  subject?: string | null;
  body?: { contentType?: 'html' | 'text' | null; content?: string | null } | null;
  start?: WallTime | null;
  end?: WallTime | null;
  isAllDay?: boolean | null;
  recurrence?: Recurrence | null;
  attendees?: { type?: Attendee['type']; emailAddress: { name?: string | null; address: string } }[];
  location?: Record<string, unknown> | null;
  categories?: string[];
  importance?: string | null;
  sensitivity?: string | null;
  showAs?: MeetingContent['showAs'] | null;
  isReminderOn?: boolean | null;
  reminderMinutesBeforeStart?: number | null;
  allowNewTimeProposals?: boolean | null;
  responseRequested?: boolean | null;
  hideAttendees?: boolean | null;
  isOnlineMeeting?: boolean | null;
  onlineMeetingProvider?: string | null;
  transactionId?: string | null;
  singleValueExtendedProperties?: ExtendedProperty[];
};

const WRITABLE = new Set([
  ...['subject', 'body', 'start', 'end', 'isAllDay', 'recurrence', 'attendees', 'location', 'locations', 'categories'],
  ...['importance', 'sensitivity', 'showAs', 'isReminderOn', 'reminderMinutesBeforeStart', 'allowNewTimeProposals'],
  ...[
    'responseRequested',
    'hideAttendees',
    'isOnlineMeeting',
    'onlineMeetingProvider',
    'singleValueExtendedProperties',
  ],
]);

/** What a body changes. Throws where Exchange refuses it; `transactionId` may be sent at creation only. */
export function readEventBody(input: unknown, creating: boolean): EventBody {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    throw new GraphError(400, 'BadRequest', 'Empty Payload. JSON content expected.');
  }
  for (const name of Object.keys(input)) {
    if (WRITABLE.has(name) || name.includes('@') || (creating && name === 'transactionId')) continue;
    throw new GraphError(400, 'ErrorInvalidPropertySet', `The property '${name}' can't be set by the caller.`);
  }
  const body = input as EventBody;
  if (creating && (!body.start || !body.end)) throw invalid('An event needs start and end.');
  return body;
}

/** The content of a new meeting: the body over Outlook's defaults. */
export function newContent(body: EventBody, organizer: string): MeetingContent {
  const defaults: Omit<MeetingContent, 'start' | 'end'> = {
    subject: '',
    body: { contentType: 'html', content: '' },
    isAllDay: false,
    recurrence: null,
    attendees: [],
    location: { displayName: '', locationType: 'default', uniqueIdType: 'unknown', address: {}, coordinates: {} },
    categories: [],
    importance: 'normal',
    sensitivity: 'normal',
    showAs: 'busy',
    isReminderOn: true,
    reminderMinutesBeforeStart: 15,
    allowNewTimeProposals: true,
    responseRequested: true,
    hideAttendees: false,
    joinUrl: null,
    extendedProperties: [],
  };
  const changes = contentChanges(body, organizer, []);
  if (changes.start === undefined || changes.end === undefined) throw invalid('An event needs start and end.');
  return checked({ ...defaults, ...changes, start: changes.start, end: changes.end });
}

/** The content of a meeting, or of one occurrence, after a change. */
export function changedContent(content: MeetingContent, body: EventBody): Partial<MeetingContent> {
  const changes = contentChanges(body, '', content.extendedProperties);
  checked({ ...content, ...changes });
  return changes;
}

function contentChanges(body: EventBody, organizer: string, properties: ExtendedProperty[]): Partial<MeetingContent> {
  const { subject, attendees, start, end, recurrence, location, categories, showAs, importance, sensitivity } = body;
  const { singleValueExtendedProperties } = body;
  return {
    ...(subject !== undefined && { subject: subject ?? '' }),
    ...(body.body && { body: { contentType: body.body.contentType ?? 'text', content: body.body.content ?? '' } }),
    ...(start && { start: normalised(start, 'start') }),
    ...(end && { end: normalised(end, 'end') }),
    ...(recurrence !== undefined && { recurrence }),
    ...(attendees && { attendees: readAttendees(attendees, organizer) }),
    ...(location && { location: { locationType: 'default', uniqueIdType: 'unknown', ...location } }),
    ...(categories && { categories }),
    ...(showAs && { showAs }),
    ...(importance && { importance }),
    ...(sensitivity && { sensitivity }),
    ...(singleValueExtendedProperties && {
      extendedProperties: mergeProperties(properties, singleValueExtendedProperties),
    }),
    ...flags(body),
  };
}

function flags(body: EventBody): Partial<MeetingContent> {
  const { isAllDay, isReminderOn, reminderMinutesBeforeStart, allowNewTimeProposals, responseRequested } = body;
  return {
    ...(isAllDay != null && { isAllDay }),
    ...(isReminderOn != null && { isReminderOn }),
    ...(reminderMinutesBeforeStart != null && { reminderMinutesBeforeStart }),
    ...(allowNewTimeProposals != null && { allowNewTimeProposals }),
    ...(responseRequested != null && { responseRequested }),
    ...(body.hideAttendees != null && { hideAttendees: body.hideAttendees }),
  };
}

/** A wall time without offset, in a zone that Outlook knows. */
function normalised(wall: WallTime, where: string): WallTime {
  const zone = zoneNamed(wall.timeZone ?? 'UTC');
  const plain = /(Z|[+-]\d\d:\d\d)$/.test(wall.dateTime)
    ? new Date(instantOf(wall, where)).toISOString().slice(0, -1)
    : wall.dateTime;
  if (plain !== wall.dateTime && zone !== 'UTC') {
    throw new GraphError(400, 'ErrorInvalidRequest', `${where}: send dateTime without an offset beside timeZone.`);
  }
  const dateTime = plainDateTime(plain, where).toString({ fractionalSecondDigits: 7 });
  return { dateTime, timeZone: wall.timeZone ?? 'UTC' };
}

function readAttendees(attendees: NonNullable<EventBody['attendees']>, organizer: string): Attendee[] {
  if (attendees.length > MAX_ATTENDEES) {
    throw invalid(`attendees: at most ${MAX_ATTENDEES} are allowed; the request has ${attendees.length}.`);
  }
  const byAddress = new Map<string, Attendee>();
  for (const { type, emailAddress } of attendees) {
    const address = emailAddress.address.trim().toLowerCase();
    if (!/^[^\s@]+@[^\s@]+$/.test(address)) {
      throw new GraphError(400, 'ErrorInvalidRecipients', `attendees: '${emailAddress.address}' is no mail address.`);
    }
    if (address === organizer) continue;
    byAddress.set(address, { type: type ?? 'required', emailAddress: { name: emailAddress.name ?? address, address } });
  }
  return [...byAddress.values()];
}

function mergeProperties(before: ExtendedProperty[], sent: ExtendedProperty[]): ExtendedProperty[] {
  const wrong = sent.find(({ id }) => !PROPERTY_ID.test(id));
  if (wrong !== undefined) {
    throw new GraphError(
      400,
      'ErrorInvalidProperty',
      `singleValueExtendedProperties: '${wrong.id}' is no property id.`,
    );
  }
  const kept = before.filter((old) => !sent.some(({ id }) => sameProperty(id, old.id)));
  return [...kept, ...sent.filter(({ value }) => value !== null).map(({ id, value }) => ({ id, value }))];
}

/** Ids of extended properties are compared without regard to letter case. */
export function sameProperty(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function checked(content: MeetingContent): MeetingContent {
  const start = instantOf(content.start, 'start');
  const end = instantOf(content.end, 'end');
  if (end < start) {
    throw new GraphError(400, 'ErrorCalendarEndDateIsEarlierThanStartDate', 'The end date lies before the start date.');
  }
  if (
    content.isAllDay &&
    [content.start, content.end].some(({ dateTime }) => !dateTime.includes('T00:00:00.0000000'))
  ) {
    throw new GraphError(400, 'ErrorInvalidRequest', 'An all-day event must start and end at midnight.');
  }
  if (content.recurrence !== null) {
    const first = seriesStart(content);
    checkRecurrence(content.recurrence, first.start.toPlainDate(), first.duration.total('days'));
  }
  return content;
}
