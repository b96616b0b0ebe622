import type { Calendar } from './calendar.ts';
import { eventJson, type EventStyle, type EventView } from './event-json.ts';
import { instancesOf, type Query } from './event-query.ts';
import type { Mailbox } from './mailbox.ts';
import type { Copy } from './meeting.ts';
import { replyOf } from './meeting.ts';
import type { SyncPosition } from './sync-states.ts';
import type { TimeWindow } from './graph-request.ts';

export type DeltaPage = { value: Record<string, unknown>[]; token: string; isLast: boolean };

/** Outlook's own page size; a series is never divided, so a page may hold more (microsoft-graph-docs pull request 4501). */
const PAGE = 10;
const TYPE = { '@odata.type': '#microsoft.graph.event' };

/**
 * One page of `calendarView/delta`. First everything in the window, afterwards each meeting that changed; a series is
 * told whole again whatever changed of it: its master, its exceptions in full, and of plain occurrences only id, type,
 * series and times (microsoft-graph-docs-contrib issue 34). A deleted occurrence is merely missing from that, nothing
 * names it. What was deleted, and what changed outside the window, comes as `@removed` (api/event-delta.md).
 */
export function calendarViewDelta(
  calendar: Calendar,
  mailbox: Mailbox,
  query: Query,
  window: () => TimeWindow,
  style: EventStyle & { maxPageSize: number | null },
): DeltaPage {
  const { world, store, syncs } = calendar;
  const now = world.clock.now().getTime();
  const given = query['$skiptoken'] ?? query['$deltatoken'];
  const position =
    typeof given === 'string'
      ? syncs.resume(given, mailbox.address, now, calendar.faults.read().deltaTokenLifetimeMs)
      : begin(window());
  const size = style.maxPageSize ?? PAGE;
  const value: Record<string, unknown>[] = [];
  let { after } = position;
  let isLast = true;
  for (const { copyId, sequence } of store.changes.since(mailbox.address, after)) {
    if (value.length >= size) {
      isLast = false;
      break;
    }
    const copy = store.copy(copyId);
    if (copy !== undefined) value.push(...told(calendar, copy, position, style));
    after = sequence;
  }
  const initial = position.initial && !isLast;
  return { value, token: syncs.issue({ ...position, initial, after }, now), isLast };

  function begin({ from, to }: TimeWindow): SyncPosition {
    return syncs.begin(mailbox.address, from, to, now);
  }
}

/** What a delta says of one meeting. */
function told({ store }: Calendar, copy: Copy, position: SyncPosition, style: EventStyle): Record<string, unknown>[] {
  const { from, to, initial } = position;
  const meeting = store.meeting(copy.uid);
  const declined = replyOf(meeting, copy.mailbox, null)?.response === 'declined';
  const instances = copy.state === 'removed' || declined ? [] : instancesOf(store, copy, from, to);
  if (instances.length === 0) return initial ? [] : [{ ...TYPE, id: copy.id, '@removed': { reason: 'deleted' } }];
  const master: EventView = { copy, meeting, occurrence: null };
  const views = meeting.content.recurrence === null ? [master] : [master, ...instances];
  return views.map((view) => {
    const event: Record<string, unknown> = { ...TYPE, ...eventJson(view, style) };
    return event['type'] === 'occurrence' ? bare(event) : event;
  });
}

function bare(event: Record<string, unknown>): Record<string, unknown> {
  const names = ['@odata.type', '@odata.etag', 'id', 'seriesMasterId', 'type', 'start', 'end'];
  return Object.fromEntries(names.map((name) => [name, event[name]]));
}
