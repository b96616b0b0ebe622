import { Temporal } from 'temporal-polyfill';
import type { Calendar, OccurrenceMove, OccurrenceRef } from '../../domain/meetings/ports.ts';
import type { Graph } from './client.ts';
import { toInstant } from './get-schedule.ts';
import { GraphFault, isMeetingGone } from './graph-fault.ts';
import { instancesOf } from './instances.ts';
import type { GraphInstance } from './instances.ts';
import { onMailbox } from './on-mailbox.ts';
import { path } from './path.ts';

type Changes = Pick<Calendar, 'moveOccurrence' | 'cancelOccurrence' | 'removeAttendee' | 'addAttendee'>;
type GraphAttendee = { type?: string; emailAddress?: { address?: string; name?: string } };

/** An occurrence may have been moved: never past its neighbours, which are at most six weeks away. */
const REACH_MS = 42 * 24 * 60 * 60_000;
/** How often a change whose answer was lost is looked at again before the job gives up. */
const MOST_LOOKS = 3;

/** Changes to meetings that are in the calendar. They throw a `GraphFault`. */
export function createMeetingChanges(graph: Graph): Changes {
  const find = async ({ mailbox, seriesEventId, regularStart }: OccurrenceRef): Promise<GraphInstance | undefined> => {
    const from = new Date(regularStart.getTime() - REACH_MS);
    const to = new Date(regularStart.getTime() + REACH_MS);
    const found = await instancesOf(graph, mailbox, seriesEventId, from, to);
    return found?.find((one) => one.isCancelled !== true && isAt(one.originalStart, regularStart));
  };

  /** Null when there is no such event. */
  const attendeesOf = async (mailbox: string, eventId: string): Promise<GraphAttendee[] | null> => {
    const event = await graph
      .send<{ attendees?: GraphAttendee[]; isCancelled?: boolean }>({
        ...onMailbox(mailbox, 'read who is invited'),
        path: path`/users/${mailbox}/events/${eventId}?$select=${'attendees,isCancelled'}`,
      })
      .catch(nullIfGone);
    return event === null || event.isCancelled === true ? null : (event.attendees ?? []);
  };

  const change = (mailbox: string, eventId: string, operation: string, body: unknown) =>
    graph.send({
      ...onMailbox(mailbox, operation),
      method: 'PATCH',
      path: path`/users/${mailbox}/events/${eventId}`,
      body,
    });

  const invite = async (mailbox: string, eventId: string, attendees: GraphAttendee[]): Promise<boolean> => {
    // What they answered is theirs: only who they are is written back.
    const body = { attendees: attendees.map(({ type, emailAddress }) => ({ type, emailAddress })) };
    return (await change(mailbox, eventId, 'change who is invited', body).catch(nullIfGone)) !== null;
  };

  return {
    moveOccurrence: (order) =>
      untilAnswered(async () => {
        const instance = await find(order);
        if (!instance) return 'gone';
        // A run before this one, whose answer was lost, or a person: Exchange would tell both again.
        if (isWhere(instance, order)) return 'moved';
        const body = { start: local(order.startsAt, order.timeZone), end: local(order.endsAt, order.timeZone) };
        return change(order.mailbox, instance.id, 'move a meeting', body).then(
          () => 'moved' as const,
          (error: unknown) => {
            if (isMeetingGone(error)) return 'gone' as const;
            if (error instanceof GraphFault && error.code === 'ErrorOccurrenceCrossingBoundary') {
              return 'crosses-boundary' as const;
            }
            throw error;
          },
        );
      }),

    async cancelOccurrence(occurrence, comment) {
      const instance = await find(occurrence);
      if (!instance) return 'gone';
      const { mailbox } = occurrence;
      const answer = await graph
        .send({
          ...onMailbox(mailbox, 'cancel a meeting'),
          path: path`/users/${mailbox}/events/${instance.id}/cancel`,
          // A cancelled event is gone: the second call answers 404.
          repeatable: true,
          body: { comment },
        })
        .catch(nullIfGone);
      return answer === null ? 'gone' : 'cancelled';
    },

    removeAttendee: (mailbox, eventId, mail) =>
      untilAnswered(async () => {
        const attendees = await attendeesOf(mailbox, eventId);
        if (!attendees) return 'gone';
        const others = attendees.filter((one) => !isOf(one, mail));
        if (others.length === attendees.length) return 'not-on-it';
        return (await invite(mailbox, eventId, others)) ? 'removed' : 'gone';
      }),

    addAttendee: (mailbox, eventId, { mail, name, kind }) =>
      untilAnswered(async () => {
        const attendees = await attendeesOf(mailbox, eventId);
        if (!attendees) return 'gone';
        if (attendees.some((one) => isOf(one, mail))) return 'added';
        const all = [...attendees, { type: kind, emailAddress: { address: mail, name } }];
        return (await invite(mailbox, eventId, all)) ? 'added' : 'gone';
      }),
  };
}

/** After a lost answer nobody knows whether it was done: `work` looks first, so it may run again. */
async function untilAnswered<T>(work: () => Promise<T>): Promise<T> {
  for (let looks = 1; ; looks += 1) {
    try {
      return await work();
    } catch (error) {
      const isLost = error instanceof GraphFault && (error.code === 'answer-lost' || (error.status ?? 0) >= 502);
      if (!isLost || looks === MOST_LOOKS) throw error;
    }
  }
}

function nullIfGone(error: unknown): null {
  if (isMeetingGone(error)) return null;
  throw error;
}

const isAt = (moment: string | null | undefined, wanted: Date): boolean =>
  typeof moment === 'string' && Date.parse(moment) === wanted.getTime();

const isWhere = ({ start, end }: GraphInstance, { startsAt, endsAt }: OccurrenceMove): boolean =>
  toInstant(start)?.getTime() === startsAt.getTime() && toInstant(end)?.getTime() === endsAt.getTime();

const isOf = (attendee: GraphAttendee, mail: string): boolean =>
  attendee.emailAddress?.address?.toLowerCase() === mail.toLowerCase();

const local = (moment: Date, timeZone: string) => ({
  dateTime: Temporal.Instant.fromEpochMilliseconds(moment.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'second' }),
  timeZone,
});
