import type { Calendar } from '../../domain/meetings/ports.ts';
import type { Graph } from './client.ts';
import { isMeetingGone } from './graph-fault.ts';
import { onMailbox } from './on-mailbox.ts';
import { path } from './path.ts';

type Recurrence = {
  pattern: { type: string; interval: number; daysOfWeek?: string[]; firstDayOfWeek?: string };
  range: { type: string; startDate: string; numberOfOccurrences?: number; recurrenceTimeZone?: string };
};

/** Ends a numbered series after its first meetings, with one mail to each attendee. Throws a `GraphFault`. */
export const createSeriesCut =
  (graph: Graph): Calendar['cutSeries'] =>
  async (mailbox, eventId, keep) => {
    const event = path`/users/${mailbox}/events/${eventId}`;
    try {
      const { recurrence } = await graph.send<{ recurrence: Recurrence }>({
        ...onMailbox(mailbox, 'read a series'),
        path: `${event}?$select=recurrence`,
      });
      // A run before this one: Exchange would tell everybody again.
      if ((recurrence.range.numberOfOccurrences ?? Infinity) <= keep) return 'cut';
      // Exchange writes properties that this pattern does not know, and refuses them when they are written back.
      const { type, interval, daysOfWeek, firstDayOfWeek } = recurrence.pattern;
      const { startDate, recurrenceTimeZone } = recurrence.range;
      await graph.send({
        ...onMailbox(mailbox, 'end a series'),
        method: 'PATCH',
        path: event,
        // The same change once more changes nothing.
        repeatable: true,
        body: {
          recurrence: {
            pattern: { type, interval, daysOfWeek, firstDayOfWeek },
            range: { type: 'numbered', startDate, numberOfOccurrences: keep, recurrenceTimeZone },
          },
        },
      });
      return 'cut';
    } catch (error) {
      if (isMeetingGone(error)) return 'gone';
      throw error;
    }
  };
