import type { Calendar } from '../calendar/calendar.ts';
import { copyId, readEventId } from '../calendar/event-ids.ts';
import { instantOfParameter } from '../calendar/local-time.ts';
import { findMailbox, type Mailbox } from '../calendar/mailbox.ts';
import type { Copy } from '../calendar/meeting.ts';
import { GraphError } from '../graph/errors.ts';
import type { World } from '../world.ts';
import { ControlError, text } from './input.ts';

/** The mailbox whose person's id, or whose address, is the part `name`. Throws a ControlError, 404 for nobody's. */
export function knownMailbox(world: World, part: object, name: string): Mailbox {
  const mailbox = findMailbox(world, text(part, name));
  if (mailbox === undefined) throw new ControlError(`${name}: nobody with a mailbox has that id or address`, 404);
  return mailbox;
}

/** An instant as epoch milliseconds; undefined when it isn't given. */
export function optionalInstant(part: Record<string, unknown>, name: string): number | undefined {
  return part[name] === undefined ? undefined : asControlError(() => instantOfParameter(text(part, name), name));
}

/** An instant as epoch milliseconds. Throws a ControlError when it isn't given. */
export function requiredInstant(part: Record<string, unknown>, name: string): number {
  return optionalInstant(part, name) ?? asControlError(() => instantOfParameter(text(part, name), name));
}

export type Addressed = { copy: Copy; original: number | null };

/**
 * The meeting, or the occurrence, whose id is the body's `eventId`, as `mailbox` has it. The id may be any mailbox's:
 * a test that knows the organizer's ids need not look up everybody else's. Throws a ControlError, 404, when it isn't
 * in that mailbox, or not any more.
 */
export function eventIn({ store }: Calendar, mailbox: Mailbox, body: unknown): Addressed {
  const id = readEventId(text(body, 'eventId'));
  const named = id === null ? undefined : store.copy(id.copyId);
  const copy = named && store.copy(copyId(named.uid, mailbox.address));
  if (id === null || copy === undefined || copy.state === 'removed') {
    throw new ControlError(`eventId: ${mailbox.name} has no such meeting`, 404);
  }
  return { copy, original: id.original };
}

/** The same as `eventIn` for the mailbox that organises the meeting. */
export function organizersEvent(calendar: Calendar, body: unknown): Addressed {
  const { world, store } = calendar;
  const id = readEventId(text(body, 'eventId'));
  const named = id === null ? undefined : store.copy(id.copyId);
  const organizer = named && findMailbox(world, store.meeting(named.uid).organizer);
  if (organizer === undefined) throw new ControlError('eventId: there is no such meeting', 404);
  return eventIn(calendar, organizer, body);
}

/** Does what Graph would refuse with an error of the host page's own form. */
export function asControlError<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof GraphError) throw new ControlError(`${error.code}: ${error.message}`, error.status);
    throw error;
  }
}
