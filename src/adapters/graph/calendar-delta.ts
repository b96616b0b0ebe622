import { CalendarUnavailable } from '../../domain/meetings/ports.ts';
import type {
  CalendarPage,
  CalendarReader,
  CalendarSpan,
  ReplyKind,
  SeenAttendee,
  SeenOccurrence,
  SeenSeries,
} from '../../domain/meetings/calendar/calendar-changes.ts';
import type { Clock } from '../../domain/kernel/clock.ts';
import type { Graph } from './client.ts';
import { toInstant } from './get-schedule.ts';
import { GraphFault, isMeetingGone } from './graph-fault.ts';
import { path } from './path.ts';

type DateTimeTimeZone = { dateTime: string; timeZone?: string | null };

type GraphAttendee = {
  type?: string | null;
  status?: { response?: string | null; time?: string | null } | null;
  proposedNewTime?: { start?: DateTimeTimeZone | null; end?: DateTimeTimeZone | null } | null;
  emailAddress?: { name?: string | null; address?: string | null } | null;
};

type GraphOccurrence = {
  id: string;
  type?: string | null;
  seriesMasterId?: string | null;
  isCancelled?: boolean | null;
  start?: DateTimeTimeZone | null;
  end?: DateTimeTimeZone | null;
  originalStart?: string | null;
  attendees?: GraphAttendee[] | null;
};

type DeltaPage = {
  value: { id: string; seriesMasterId?: string | null }[];
  '@odata.nextLink'?: string;
  '@odata.deltaLink'?: string;
};

const SELECTED = 'id,type,seriesMasterId,isCancelled,start,end,originalStart,attendees';
// calendarView and instances take a window of at most 1,825 days, and 1,000 events a page (Microsoft Graph, 'List calendarView').
const PAGE = 500;
const BACK_MS = 400 * 24 * 60 * 60_000;
const AHEAD_MS = 1200 * 24 * 60 * 60_000;

/**
 * A programme mailbox's calendar, read. A delta only tells which series to look at: an occurrence in it may have no
 * attendees, and one that was deleted may not be in it at all, so that what is true is always read from the series.
 */
export function createCalendarReader(graph: Graph, clock: Clock): CalendarReader {
  const list = async (mailbox: string, operation: string, first: string): Promise<GraphOccurrence[]> => {
    const found: GraphOccurrence[] = [];
    let next: string | undefined = first;
    while (next !== undefined) {
      const page: { value: GraphOccurrence[]; '@odata.nextLink'?: string } = await graph.send({
        ...reading(mailbox, operation),
        path: next,
      });
      found.push(...page.value);
      next = page['@odata.nextLink'];
    }
    return found.filter((one) => one.isCancelled !== true);
  };

  const changes = async (mailbox: string, since: string | CalendarSpan): Promise<CalendarPage | 'expired'> => {
    const page = await graph
      .send<DeltaPage>({
        ...reading(mailbox, 'read calendar changes', 'odata.maxpagesize=200'),
        path:
          typeof since === 'string'
            ? since
            : path`/users/${mailbox}/calendarView/delta?startDateTime=${since.from.toISOString()}&endDateTime=${since.to.toISOString()}`,
      })
      .catch((error: unknown) => {
        if (isForgotten(error)) return 'expired' as const;
        throw error;
      });
    if (page === 'expired') return page;
    const { '@odata.nextLink': next, '@odata.deltaLink': last } = page;
    const link = next ?? last;
    if (link === undefined) throw new GraphFault('read calendar changes', 200, 'no-link');
    const touched = [
      ...new Set(page.value.flatMap(({ id, seriesMasterId }) => [id, ...(seriesMasterId ? [seriesMasterId] : [])])),
    ];
    return { touched, link, isLast: next === undefined };
  };

  const series = async (mailbox: string, eventId: string): Promise<SeenSeries | null> => {
    const now = clock.now().getTime();
    const span = path`startDateTime=${new Date(now - BACK_MS).toISOString()}&endDateTime=${new Date(now + AHEAD_MS).toISOString()}`;
    const first = path`/users/${mailbox}/events/${eventId}/instances?` + span + path`&$select=${SELECTED}&$top=${PAGE}`;
    try {
      return { eventId, occurrences: (await list(mailbox, 'read a series', first)).flatMap(toOccurrence) };
    } catch (error) {
      if (isMeetingGone(error)) return null;
      throw error;
    }
  };

  const all = async (mailbox: string, { from, to }: CalendarSpan): Promise<Map<string, SeenSeries>> => {
    const span = path`startDateTime=${from.toISOString()}&endDateTime=${to.toISOString()}`;
    const first = path`/users/${mailbox}/calendarView?` + span + path`&$select=${SELECTED}&$top=${PAGE}`;
    const found = new Map<string, SeenSeries>();
    for (const event of await list(mailbox, 'read a calendar', first)) {
      const eventId = event.seriesMasterId;
      if (!eventId) continue;
      const one = found.get(eventId) ?? { eventId, occurrences: [] };
      one.occurrences.push(...toOccurrence(event));
      found.set(eventId, one);
    }
    return found;
  };

  return {
    changes: (...asked) => changes(...asked).catch(giveUp),
    series: (...asked) => series(...asked).catch(giveUp),
    all: (...asked) => all(...asked).catch(giveUp),
  };
}

/** Outlook does not know the link any more (410), or can't read it: either way it must be asked from the start. */
const isForgotten = (error: unknown): boolean =>
  error instanceof GraphFault &&
  (error.status === 410 || (error.status === 400 && /syncstate|resync/i.test(error.code)));

const reading = (mailbox: string, operation: string, more = '') => ({
  operation,
  lane: mailbox,
  headers: { Prefer: ['IdType="ImmutableId"', 'outlook.timezone="UTC"', ...(more ? [more] : [])].join(', ') },
});

/** None when its times can't be read. */
function toOccurrence(event: GraphOccurrence): SeenOccurrence[] {
  const startsAt = toInstant(event.start);
  const endsAt = toInstant(event.end);
  if (!startsAt || !endsAt) return [];
  // An occurrence that nothing was done to stands where the rule puts it.
  const originalStart = event.originalStart ? new Date(event.originalStart) : startsAt;
  return [
    { eventId: event.id, originalStart, startsAt, endsAt, attendees: (event.attendees ?? []).flatMap(toAttendee) },
  ];
}

const REPLIES: Record<string, ReplyKind> = {
  accepted: 'accepted',
  tentativelyAccepted: 'tentative',
  declined: 'declined',
};

function toAttendee({ type, status, proposedNewTime, emailAddress }: GraphAttendee): SeenAttendee[] {
  const mail = emailAddress?.address?.toLowerCase();
  if (!mail) return [];
  const reply = REPLIES[status?.response ?? ''] ?? 'none';
  const startsAt = toInstant(proposedNewTime?.start);
  const endsAt = toInstant(proposedNewTime?.end);
  return [
    {
      mail,
      name: emailAddress?.name ?? mail,
      kind: type === 'optional' || type === 'resource' ? type : 'required',
      reply,
      repliedAt: reply === 'none' || !status?.time ? null : new Date(status.time),
      proposed: startsAt && endsAt ? { startsAt, endsAt } : null,
    },
  ];
}

function giveUp(error: unknown): never {
  if (error instanceof GraphFault) throw new CalendarUnavailable(error.message, error.code, error.retryAfterMs);
  throw error;
}
