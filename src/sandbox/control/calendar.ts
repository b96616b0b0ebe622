import { Router } from 'express';
import { calendarOf, type Calendar } from '../calendar/calendar.ts';
import { diaryOf } from '../calendar/diary.ts';
import { readEventId } from '../calendar/event-ids.ts';
import { eventId, eventJson, shownOccurrence, type EventView } from '../calendar/event-json.ts';
import { shownAs } from '../calendar/free-busy.ts';
import { instantOfParameter } from '../calendar/local-time.ts';
import { findMailbox, type Mailbox } from '../calendar/mailbox.ts';
import { replyOf } from '../calendar/meeting.ts';
import { occurrencesOf } from '../calendar/occurrences.ts';
import { respond, type Response } from '../calendar/respond.ts';
import { GraphError } from '../graph/errors.ts';
import type { World } from '../world.ts';
import { ControlError, knownPerson, text } from './input.ts';

const ANSWERS: Record<string, Response['response']> = {
  accept: 'accepted',
  decline: 'declined',
  tentative: 'tentativelyAccepted',
};
const WEEK_MS = 7 * 86_400_000;

/** The host page's calendar, below /_sandbox: everything that a person has in theirs, and their answers to meetings. */
export function calendarControlRoutes(world: World): Router {
  const calendar = calendarOf(world);
  const router = Router();
  world.featured.push(() => {
    const addresses = calendar.store.invited().map((address) => world.directory.get(address)?.id);
    return addresses.filter((id) => id !== undefined);
  });

  router.get('/calendar', (req, res) => {
    const mailbox = knownMailbox(world, req.query, 'person');
    const from = parameter(req.query, 'from') ?? world.clock.now().getTime();
    const to = parameter(req.query, 'to') ?? from + WEEK_MS;
    if (to - from > 60 * WEEK_MS) throw new ControlError('to: at most 60 weeks after from');
    const events = [...meetings(calendar, mailbox, from, to), ...diary(world, mailbox, from, to)];
    res.json({ events: events.sort((a, b) => (a.start < b.start ? -1 : 1)) });
  });

  router.post('/calendar/respond', (req, res) => {
    const person = knownPerson(world, req.body, 'personId');
    const id = readEventId(text(req.body, 'eventId'));
    const response = ANSWERS[text(req.body, 'response')];
    if (response === undefined) throw new ControlError('response: expected accept, decline or tentative');
    const copy = id === null ? undefined : calendar.store.copy(id.copyId);
    if (id === null || copy === undefined || copy.mailbox !== person.mail.toLowerCase() || copy.state === 'removed') {
      throw new ControlError(`eventId: ${person.displayName} has no such meeting`, 404);
    }
    const { comment, proposedNewTime } = req.body as Pick<Response, 'comment' | 'proposedNewTime'>;
    asControlError(() => {
      respond(calendar, copy, id.original, {
        response,
        comment: comment ?? '',
        proposedNewTime: proposedNewTime ?? null,
      });
    });
    res.json({ ok: true });
  });

  /** Mails that Exchange would have sent, per recipient and meeting. */
  router.get('/calendar/mails', (req, res) => {
    const person = req.query['person'];
    const recipient = typeof person === 'string' ? knownMailbox(world, req.query, 'person').address : null;
    const mails = calendar.mails.counts(recipient).map((count) => ({
      ...count,
      subject: calendar.store.meeting(count.uid).content.subject,
    }));
    res.json({ mails });
  });

  /** Outlook forgets every delta link, of one mailbox or of all: the next use is answered 410. */
  router.post('/calendar/forget-deltas', (req, res) => {
    const body = (req.body ?? {}) as object;
    calendar.syncs.forget('mailbox' in body ? knownMailbox(world, body, 'mailbox').address : null);
    res.json({ ok: true });
  });

  router.get('/calendar/faults', (_req, res) => {
    res.json(calendar.faults.read());
  });
  router.post('/calendar/faults', (req, res) => {
    try {
      res.json(calendar.faults.set((req.body ?? {}) as Record<string, unknown>));
    } catch (error) {
      throw new ControlError((error as Error).message);
    }
  });
  return router;
}

type ShownEvent = { id: string; start: string } & Record<string, unknown>;

function diary(world: World, mailbox: Mailbox, from: number, to: number): ShownEvent[] {
  if (mailbox.person === null) return [];
  return diaryOf(mailbox.person, world.config.seed, from, to).map(({ start, end, subject, status, isPrivate }) => ({
    id: `diary-${start}-${subject}`,
    subject,
    start: new Date(start).toISOString(),
    end: new Date(end).toISOString(),
    timeZone: mailbox.timeZone,
    organizer: mailbox.name,
    isCancelled: false,
    showAs: status,
    response: 'organizer',
    isOnlineMeeting: false,
    joinUrl: null,
    seriesMasterId: null,
    type: 'singleInstance',
    body: '',
    attendees: [],
    isPrivate,
    own: true,
  }));
}

function meetings({ world, store }: Calendar, mailbox: Mailbox, from: number, to: number): ShownEvent[] {
  const views = store.copiesIn(mailbox.address).flatMap((copy): EventView[] => {
    const meeting = store.meeting(copy.uid);
    return occurrencesOf(meeting, to)
      .filter(({ original, start, end }) => start < to && end > from && !copy.hidden.includes(original ?? -1))
      .filter(({ cancelled }) => !cancelled || copy.mailbox !== meeting.organizer)
      .map((occurrence) => ({ copy, meeting, occurrence }));
  });
  const names = (address: string) => findMailbox(world, address)?.name ?? address;
  return views.map((view) => shown(view, mailbox, names));
}

function shown(view: EventView, mailbox: Mailbox, names: (address: string) => string): ShownEvent {
  const { copy, meeting } = view;
  const occurrence = shownOccurrence(view);
  const event = eventJson(view, { zoneName: 'UTC', bodyType: 'html', names });
  const answer = (address: string) => replyOf(meeting, address, occurrence.original)?.response ?? 'notResponded';
  return {
    id: eventId(view),
    subject: event['subject'],
    start: new Date(occurrence.start).toISOString(),
    end: new Date(occurrence.end).toISOString(),
    timeZone: mailbox.timeZone,
    organizer: names(meeting.organizer),
    isCancelled: event['isCancelled'],
    showAs: shownAs(meeting, copy, occurrence),
    response: copy.mailbox === meeting.organizer ? 'organizer' : answer(copy.mailbox),
    isOnlineMeeting: event['isOnlineMeeting'],
    joinUrl: occurrence.content.joinUrl,
    seriesMasterId: event['seriesMasterId'],
    type: event['type'],
    body: occurrence.content.body.content,
    attendees: occurrence.content.attendees.map(({ emailAddress: { address } }) => {
      return { name: names(address), address, response: answer(address) };
    }),
    own: false,
  };
}

function knownMailbox(world: World, query: object, name: string): Mailbox {
  const mailbox = findMailbox(world, text(query, name));
  if (mailbox === undefined) throw new ControlError(`${name}: nobody with a mailbox has that id or address`, 404);
  return mailbox;
}

/** An instant of the query as epoch milliseconds; undefined when it isn't given. */
function parameter(query: Record<string, unknown>, name: string): number | undefined {
  return query[name] === undefined ? undefined : asControlError(() => instantOfParameter(text(query, name), name));
}

function asControlError<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof GraphError) throw new ControlError(error.message, error.status);
    throw error;
  }
}
