import { Temporal } from 'temporal-polyfill';
import { CalendarUnavailable } from '../../domain/meetings/ports.ts';
import type { Calendar, SeriesOrder } from '../../domain/meetings/ports.ts';
import { DirectoryUnavailable } from '../../domain/people/ports.ts';
import type { WorkingHours } from '../../domain/people/ports.ts';
import type { Clock } from '../../domain/kernel/clock.ts';
import type { Graph } from './client.ts';
import { readDiaries, toInstant } from './get-schedule.ts';
import { createMeetingChanges } from './change-meeting.ts';
import { createSeriesCut } from './cut-series.ts';
import { GraphFault, isMeetingGone } from './graph-fault.ts';
import { instancesOf } from './instances.ts';
import { onMailbox } from './on-mailbox.ts';
import { path, quoted } from './path.ts';

// Our own property set: an event carries the id of our series, so that it is found again after a crash.
const SERIES_PROPERTY = 'String {6d2f3c1e-5b0a-4c38-9f4e-2a7b9c0d1e55} Name CounterpartSeriesId';
const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const WEEK_MS = 7 * 24 * 60 * 60_000;
// A list that selects `onlineMeeting` without `isOnlineMeeting` answers null there.
const LINK = 'id,isOnlineMeeting,onlineMeeting';
const REMINDER_MINUTES = 15;
/** Each of them looked for first; then the job comes again. */
const MOST_ATTEMPTS = 4;

type GraphEvent = {
  id: string;
  isCancelled?: boolean;
  onlineMeeting?: { joinUrl?: string | null } | null;
};

export type CalendarOptions = {
  /** The programme mailbox through which working hours are asked. */
  mailbox: string;
  /** All programme mailboxes, which share the reading of diaries. */
  pool?: string[];
  clock: Clock;
};

/** Outlook through Graph. Every call is on a programme mailbox: the app's calendar permission ends there. */
export function createCalendar(graph: Graph, options: CalendarOptions): Calendar & WorkingHours {
  const findEvent = async (mailbox: string, seriesId: string): Promise<GraphEvent | null> => {
    const property = `ep/id eq ${quoted(SERIES_PROPERTY)} and ep/value eq ${quoted(seriesId)}`;
    const { value } = await graph.send<{ value: GraphEvent[] }>({
      ...onMailbox(mailbox, 'find a series'),
      path: path`/users/${mailbox}/events?$filter=${`singleValueExtendedProperties/any(ep: ${property})`}&$select=${`${LINK},isCancelled`}`,
    });
    return value.find((one) => one.isCancelled !== true) ?? null;
  };

  const find: Calendar['findSeries'] = async (mailbox, seriesId) => {
    const event = await findEvent(mailbox, seriesId);
    return event && toSeries(event);
  };

  const post = (order: SeriesOrder): Promise<GraphEvent> =>
    graph.send<GraphEvent>({
      ...onMailbox(order.mailbox, 'create a series'),
      path: path`/users/${order.mailbox}/events`,
      body: toEvent(order),
    });

  /**
   * Outlook keeps a transactionId for a while that nobody tells, so after a lost answer the series is looked for by our
   * own id before it is asked for again.
   */
  const make = async (order: SeriesOrder): Promise<GraphEvent> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await post(order);
      } catch (error) {
        const mayStand = isUsedBefore(error) || isUncertain(error);
        const made = mayStand ? await findEvent(order.mailbox, order.seriesId) : null;
        if (made) return made;
        if (isUsedBefore(error)) throw new GraphFault('create a series', 409, 'made-but-not-found');
        if (!mayStand || attempt === MOST_ATTEMPTS) throw error;
      }
    }
  };

  const create: Calendar['createSeries'] = async (order) => {
    const made = toSeries(await make(order));
    // The link can come a moment after the event; 201 may also mean that there will never be one.
    return made.joinUrl === null ? { ...made, joinUrl: await readJoinUrl(order.mailbox, made.eventId) } : made;
  };

  const readJoinUrl = async (mailbox: string, eventId: string): Promise<string | null> => {
    const event = await graph.send<GraphEvent>({
      ...onMailbox(mailbox, 'read a series'),
      path: path`/users/${mailbox}/events/${eventId}?$select=${LINK}`,
    });
    return toSeries(event).joinUrl;
  };

  const askForLink = async (mailbox: string, eventId: string): Promise<string | null> => {
    await graph.send({
      ...onMailbox(mailbox, 'ask for a Teams link'),
      method: 'PATCH',
      path: path`/users/${mailbox}/events/${eventId}`,
      body: { isOnlineMeeting: true, onlineMeetingProvider: 'teamsForBusiness' },
    });
    return readJoinUrl(mailbox, eventId);
  };

  const cancel = async (mailbox: string, eventId: string, comment: string): Promise<void> => {
    await graph
      .send({
        ...onMailbox(mailbox, 'cancel a meeting'),
        path: path`/users/${mailbox}/events/${eventId}/cancel`,
        // A cancelled event is gone: the second call answers 404.
        repeatable: true,
        body: { comment },
      })
      .catch((error: unknown) => {
        if (!isMeetingGone(error)) throw error;
      });
  };

  const cancelAfter: Calendar['cancelAfter'] = async (mailbox, eventId, after, until, comment) => {
    const ahead = await instancesOf(graph, mailbox, eventId, after, until);
    // The window also holds a meeting that is running: it stays.
    const future = (ahead ?? []).filter((one) => one.isCancelled !== true && (toInstant(one.start) ?? until) > after);
    for (const meeting of future) await cancel(mailbox, meeting.id, comment);
  };

  /** The one that is named comes first: what takes one request is asked through it. */
  const through = (mailbox: string): string[] => [...new Set([mailbox, ...(options.pool ?? [])])];

  const changes = createMeetingChanges(graph);
  const cut = createSeriesCut(graph);

  const workingHours: WorkingHours['of'] = async (people) => {
    const from = options.clock.now();
    const addresses = people.map((person) => person.mail);
    const diaries = await readDiaries(
      graph,
      through(options.mailbox),
      addresses,
      from,
      new Date(from.getTime() + WEEK_MS),
    );
    return people.flatMap(({ id, mail }) => {
      const diary = diaries.get(mail.toLowerCase());
      if (!diary?.known) return [];
      return [{ id, timeZone: diary.timeZone, worksFrom: diary.worksFrom, worksTo: diary.worksTo }];
    });
  };

  return {
    async diaries(mailbox, addresses, from, to) {
      const found = await readDiaries(graph, through(mailbox), addresses, from, to).catch(giveUp);
      return new Map(addresses.map((address) => [address, found.get(address.toLowerCase())!]));
    },
    createSeries: (order) => create(order).catch(giveUp),
    findLink: (mailbox, eventId) => readJoinUrl(mailbox, eventId).catch(giveUp),
    askForLink: (mailbox, eventId) => askForLink(mailbox, eventId).catch(giveUp),
    findSeries: (mailbox, seriesId) => find(mailbox, seriesId).catch(giveUp),
    cancelSeries: (mailbox, eventId, comment) => cancel(mailbox, eventId, comment).catch(giveUp),
    cancelAfter: (...order) => cancelAfter(...order).catch(giveUp),
    cutSeries: (...order) => cut(...order).catch(giveUp),
    moveOccurrence: (order) => changes.moveOccurrence(order).catch(giveUp),
    cancelOccurrence: (...order) => changes.cancelOccurrence(...order).catch(giveUp),
    removeAttendee: (...order) => changes.removeAttendee(...order).catch(giveUp),
    addAttendee: (...order) => changes.addAttendee(...order).catch(giveUp),
    of: (people) =>
      workingHours(people).catch((error: unknown) => {
        if (error instanceof GraphFault) throw new DirectoryUnavailable(error.message, error.code, error.retryAfterMs);
        throw error;
      }),
  };
}

/** Outlook made an event with this transactionId from another body, for example before a name changed: that one counts. */
const isUsedBefore = (error: unknown): boolean =>
  error instanceof GraphFault && (error.status === 409 || error.code === 'ErrorDuplicateTransactionId');

/** Whether Outlook may have done it: no answer came, or a gateway's. */
const isUncertain = (error: unknown): boolean =>
  error instanceof GraphFault && (error.code === 'answer-lost' || error.status === 502 || error.status === 504);

const toSeries = (event: GraphEvent) => ({ eventId: event.id, joinUrl: event.onlineMeeting?.joinUrl ?? null });

function giveUp(error: unknown): never {
  if (error instanceof GraphFault) throw new CalendarUnavailable(error.message, error.code, error.retryAfterMs);
  throw error;
}

function toEvent(order: SeriesOrder) {
  const start = Temporal.PlainDateTime.from(order.firstStart);
  const local = (moment: Temporal.PlainDateTime) => ({ dateTime: moment.toString(), timeZone: order.timeZone });
  return {
    subject: order.subject,
    body: { contentType: 'html', content: order.bodyHtml },
    start: local(start),
    end: local(start.add({ minutes: order.minutes })),
    recurrence: {
      pattern: {
        type: 'weekly',
        interval: order.everyWeeks,
        daysOfWeek: [DAYS[start.dayOfWeek - 1]],
        firstDayOfWeek: 'monday',
      },
      range: {
        type: 'numbered',
        // Graph wants the day of `start` itself.
        startDate: start.toPlainDate().toString(),
        numberOfOccurrences: order.count,
        recurrenceTimeZone: order.timeZone,
      },
    },
    attendees: order.attendees.map(({ mail, name }) => ({
      type: 'required',
      emailAddress: { address: mail, name },
    })),
    isOnlineMeeting: true,
    onlineMeetingProvider: 'teamsForBusiness',
    isReminderOn: true,
    reminderMinutesBeforeStart: REMINDER_MINUTES,
    allowNewTimeProposals: true,
    responseRequested: true,
    transactionId: order.transactionId,
    singleValueExtendedProperties: [{ id: SERIES_PROPERTY, value: order.seriesId }],
  };
}
