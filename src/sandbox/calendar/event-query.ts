import { GraphError } from '../graph/errors.ts';
import type { EventStore } from './event-store.ts';
import { eventJson, shownOccurrence, type EventStyle, type EventView } from './event-json.ts';
import { sameProperty } from './event-input.ts';
import { isInvited, occurrenceAt, occurrencesOf, type Occurrence } from './occurrences.ts';
import { replyOf, type Copy } from './meeting.ts';

export type Query = Record<string, unknown>;

/** Outlook's own page size, smaller than what `$top` may ask for. */
const PAGE = 10;
const MAX_PAGE = 1000;

const text = (query: Query, name: string): string | undefined =>
  typeof query[name] === 'string' ? query[name] : undefined;

/** The single meetings and series of a mailbox; declined ones are in its Deleted Items. */
export function eventsIn(store: EventStore, mailbox: string): EventView[] {
  return store
    .copiesIn(mailbox)
    .map((copy) => ({ copy, meeting: store.meeting(copy.uid), occurrence: null }))
    .filter(({ copy, meeting }) => replyOf(meeting, copy.mailbox, null)?.response !== 'declined');
}

/** The occurrences of one copy that overlap the window, as they are to be seen in that mailbox. */
export function instancesOf(store: EventStore, copy: Copy, from: number, to: number): EventView[] {
  const meeting = store.meeting(copy.uid);
  const isOrganizer = copy.mailbox === meeting.organizer;
  const seen = (occurrence: Occurrence) => {
    const { original, start, end, cancelled } = occurrence;
    const isInWindow = (start < to && end > from) || (start === end && start >= from && start < to);
    if (!isInWindow || (cancelled && isOrganizer)) return false;
    if (original !== null && copy.hidden.includes(original)) return false;
    const declined = replyOf(meeting, copy.mailbox, original)?.response === 'declined';
    return !declined && isInvited(meeting, copy, occurrence);
  };
  return occurrencesOf(meeting, to)
    .filter(seen)
    .map((occurrence) => ({ copy, meeting, occurrence }));
}

/** Everything in a mailbox that overlaps the window, series expanded, by start. */
export function calendarView(store: EventStore, mailbox: string, from: number, to: number): EventView[] {
  const views = store.copiesIn(mailbox).flatMap((copy) => instancesOf(store, copy, from, to));
  return views.sort((a, b) => shownOccurrence(a).start - shownOccurrence(b).start);
}

/** `$filter` by our own extended property or by iCalUId; throws Graph's refusal for any other. */
export function filtered(views: EventView[], query: Query): EventView[] {
  const filter = text(query, '$filter');
  if (filter === undefined) return views;
  const quoted = "'((?:[^']|'')*)'";
  const property = new RegExp(
    `^singleValueExtendedProperties/any\\(\\s*(\\w+)\\s*:\\s*\\1/id eq ${quoted} and \\1/value eq ${quoted}\\s*\\)$`,
    'i',
  ).exec(filter.trim());
  const unquote = (value: string | undefined) => (value ?? '').replaceAll("''", "'");
  if (property !== null) {
    const [id, value] = [unquote(property[2]), unquote(property[3])];
    return views.filter(({ copy, meeting }) => {
      const own = copy.mailbox === meeting.organizer ? meeting.content.extendedProperties : [];
      return own.some((candidate) => sameProperty(candidate.id, id) && candidate.value === value);
    });
  }
  const uid = new RegExp(`^iCalUId eq ${quoted}$`, 'i').exec(filter.trim());
  if (uid !== null) return views.filter(({ meeting }) => meeting.uid === unquote(uid[1]));
  throw new GraphError(400, 'ErrorInvalidUrlQueryFilter', `The query filter '${filter}' is not supported.`);
}

/** `$orderby` start/dateTime, createdDateTime or lastModifiedDateTime; the given order without it. */
export function ordered(views: EventView[], query: Query): EventView[] {
  const orderby = text(query, '$orderby');
  if (orderby === undefined) return views;
  const [, name, direction] = /^\s*([\w/]+)(?:\s+(asc|desc))?\s*$/i.exec(orderby) ?? [];
  const key = {
    'start/dateTime': (view: EventView) => shownOccurrence(view).start,
    createdDateTime: ({ meeting }: EventView) => meeting.createdAt,
    lastModifiedDateTime: ({ meeting }: EventView) => meeting.modifiedAt,
  }[name ?? ''];
  if (key === undefined) {
    throw new GraphError(400, 'ErrorInvalidUrlQuery', `The query orderby '${orderby}' is not supported.`);
  }
  const sign = direction?.toLowerCase() === 'desc' ? -1 : 1;
  return [...views].sort((a, b) => sign * (key(a) - key(b)));
}

/** One page by `$top` (or Prefer: odata.maxpagesize) and `$skip`; `nextSkip` is null on the last. */
export function pageOf<T>(items: T[], query: Query, maxPageSize: number | null) {
  const top = Number(text(query, '$top') ?? maxPageSize ?? PAGE);
  const skip = Number(text(query, '$skip') ?? 0);
  if (!Number.isInteger(top) || top < 1 || top > MAX_PAGE || !Number.isInteger(skip) || skip < 0) {
    throw new GraphError(400, 'ErrorInvalidUrlQuery', `$top must be from 1 to ${MAX_PAGE}, $skip 0 or more.`);
  }
  const page = items.slice(skip, skip + top);
  return { page, nextSkip: skip + top < items.length ? skip + top : null };
}

/** An event with `$select` and `$expand` applied. `inList` leaves out what Outlook leaves out of lists. */
export function projected(view: EventView, query: Query, style: EventStyle, inList: boolean): Record<string, unknown> {
  const event = eventJson(view, style);
  const select = text(query, '$select')
    ?.split(',')
    .map((name) => name.trim());
  const expand = text(query, '$expand');
  const own = view.copy.mailbox === view.meeting.organizer;
  const isMaster = event['type'] === 'seriesMaster';
  const chosen =
    select === undefined
      ? event
      : Object.fromEntries(
          ['@odata.etag', 'id', ...select].filter((name) => name in event).map((name) => [name, event[name]]),
        );
  // Seen on a live tenant: a list gives the link only where isOnlineMeeting is selected too.
  if (inList && select?.includes('onlineMeeting') && !select.includes('isOnlineMeeting'))
    chosen['onlineMeeting'] = null;
  if (isMaster && select?.includes('cancelledOccurrences')) {
    chosen['cancelledOccurrences'] = cancelledOccurrences(view);
  }
  const property = /singleValueExtendedProperties\(\s*\$filter\s*=\s*(.*)\)/i.exec(expand ?? '')?.[1];
  if (property !== undefined && own) {
    const ids = [...property.matchAll(/id eq '((?:[^']|'')*)'/gi)].map(([, id]) => (id ?? '').replaceAll("''", "'"));
    const found = view.meeting.content.extendedProperties.filter(({ id }) =>
      ids.some((wanted) => sameProperty(wanted, id)),
    );
    if (found.length > 0) chosen['singleValueExtendedProperties'] = found;
  }
  if (isMaster && expand?.includes('exceptionOccurrences')) {
    const exceptions = [...view.meeting.exceptions.keys()].flatMap((at) => occurrenceAt(view.meeting, at) ?? []);
    chosen['exceptionOccurrences'] = exceptions
      .filter(({ cancelled }) => !cancelled)
      .map((occurrence) => eventJson({ ...view, occurrence }, style));
  }
  return chosen;
}

/** Graph's form: `OID.<id of the series>.<local day on which the occurrence would have been>`. */
function cancelledOccurrences({ copy, meeting }: EventView): string[] {
  const cancelled = [...meeting.exceptions]
    .filter(([, exception]) => exception.cancelled)
    .map(([original]) => original);
  return [...cancelled, ...copy.hidden].map(
    (original) => `OID.${copy.id}.${new Date(original).toISOString().slice(0, 10)}`,
  );
}
