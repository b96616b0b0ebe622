import { Router, type Request, type RequestHandler, type Response } from 'express';
import { errorBody, GraphError } from '../graph/errors.ts';
import type { World } from '../world.ts';
import { bookMeeting } from './book-meeting.ts';
import { calendarOf, type Calendar } from './calendar.ts';
import { changeMeeting } from './change-meeting.ts';
import { cancelMeeting, deleteEvent } from './end-meeting.ts';
import { calendarViewDelta } from './event-delta.ts';
import { readEventId } from './event-ids.ts';
import { changeKey, type EventStyle, type EventView } from './event-json.ts';
import {
  calendarView,
  eventsIn,
  filtered,
  instancesOf,
  ordered,
  pageOf,
  projected,
  type Query,
} from './event-query.ts';
import { getSchedule, type ScheduleRequest } from './free-busy.ts';
import { mailboxOf, styleOf, windowOf } from './graph-request.ts';
import type { Mailbox } from './mailbox.ts';
import { replyOf } from './meeting.ts';
import { occurrenceAt } from './occurrences.ts';
import { DuplicateTransaction, itemNotFound } from './refusals.ts';
import { SendingLimit } from './sending.ts';
import { respond, type Response as Answer } from './respond.ts';

const GRAPH = 'https://graph.microsoft.com/v1.0';

/** Outlook's calendars below /v1.0, behind the front door, which has checked token, mailbox scope, contract and limits. */
export function graphCalendarRoutes(world: World): Router {
  const calendar = calendarOf(world);
  const { store } = calendar;
  const router = Router();
  const at = (path: string) => [`/me/${path}`, `/users/:mailbox/${path}`];

  router.post(at('calendar/getSchedule'), (req, res) => {
    mailboxOf(world, req);
    const { zoneName } = styleOf(world, req, res);
    const value = getSchedule(calendar, req.body as ScheduleRequest, zoneName);
    res.json({ '@odata.context': `${GRAPH}/$metadata#Collection(microsoft.graph.scheduleInformation)`, value });
  });

  router.post(at('events'), (req, res) => {
    const mailbox = mailboxOf(world, req);
    const style = styleOf(world, req, res);
    const copy = bookMeeting(calendar, mailbox, req.body);
    res.status(201).json(single(mailbox, { copy, meeting: store.meeting(copy.uid), occurrence: null }, {}, style));
  });
  router.get(at('events'), (req, res) => {
    const mailbox = mailboxOf(world, req);
    list(world, req, res, mailbox, eventsIn(store, mailbox.address));
  });
  router.get(at('calendarView'), (req, res) => {
    const mailbox = mailboxOf(world, req);
    const { from, to } = windowOf(req.query);
    list(world, req, res, mailbox, calendarView(store, mailbox.address, from, to));
  });

  router.get(at('calendarView/delta'), (req, res) => {
    const mailbox = mailboxOf(world, req);
    const style = styleOf(world, req, res);
    const { value, token, isLast } = calendarViewDelta(calendar, mailbox, req.query, () => windowOf(req.query), style);
    const link = `${GRAPH}${req.path}?$${isLast ? 'deltatoken' : 'skiptoken'}=${token}`;
    res.json({
      '@odata.context': `${GRAPH}/$metadata#Collection(event)`,
      [isLast ? '@odata.deltaLink' : '@odata.nextLink']: link,
      value,
    });
  });

  router.get(at('events/:event'), (req, res) => {
    const mailbox = mailboxOf(world, req);
    res.json(single(mailbox, viewOf(calendar, mailbox, req), req.query, styleOf(world, req, res)));
  });
  router.patch(at('events/:event'), (req, res) => {
    const mailbox = mailboxOf(world, req);
    const style = styleOf(world, req, res);
    const view = viewOf(calendar, mailbox, req);
    refuseStale(req, view);
    changeMeeting(calendar, view.copy, view.occurrence?.original ?? null, req.body);
    res.json(single(mailbox, viewOf(calendar, mailbox, req), {}, style));
  });
  router.delete(at('events/:event'), (req, res) => {
    const view = viewOf(calendar, mailboxOf(world, req), req);
    refuseStale(req, view);
    deleteEvent(calendar, view.copy, view.occurrence?.original ?? null);
    res.status(204).end();
  });
  router.get(at('events/:event/instances'), (req, res) => {
    const mailbox = mailboxOf(world, req);
    const { copy, meeting, occurrence } = viewOf(calendar, mailbox, req);
    if (meeting.content.recurrence === null || occurrence !== null) {
      throw new GraphError(400, 'ErrorInvalidRequest', 'Only a series master has instances.');
    }
    const { from, to } = windowOf(req.query);
    const views = instancesOf(store, copy, from, to);
    list(world, req, res, mailbox, views);
  });
  router.post(at('events/:event/cancel'), (req, res) => {
    const { copy, occurrence } = viewOf(calendar, mailboxOf(world, req), req);
    const { comment } = (req.body ?? {}) as { comment?: string | null };
    cancelMeeting(calendar, copy, occurrence?.original ?? null, comment ?? '');
    res.status(202).end();
  });

  const answering = (response: Answer['response']): RequestHandler => {
    return (req, res) => {
      const { copy, occurrence } = viewOf(calendar, mailboxOf(world, req), req);
      const body = (req.body ?? {}) as Omit<Answer, 'response'>;
      respond(calendar, copy, occurrence?.original ?? null, { ...body, response });
      res.status(202).end();
    };
  };
  router.post(at('events/:event/accept'), answering('accepted'));
  router.post(at('events/:event/decline'), answering('declined'));
  router.post(at('events/:event/tentativelyAccept'), answering('tentativelyAccepted'));

  router.use((error: unknown, _req: Request, res: Response, next: (error: unknown) => void) => {
    if (error instanceof SendingLimit) calendar.sending.refused(error.mailbox);
    if (!(error instanceof DuplicateTransaction)) return next(error);
    const { error: body } = errorBody(res, world.clock.now(), error.code, error.message) as { error: object };
    res.status(error.status).json({ error: { ...body, '@event.existingEventId': error.existingEventId } });
  });
  return router;
}

/** The addressed event as that mailbox sees it. Throws ErrorItemNotFound when it isn't there, or not any more. */
function viewOf({ store }: Calendar, mailbox: Mailbox, req: Request): EventView {
  const id = readEventId((req.params as { event: string }).event);
  if (id === null) throw new GraphError(400, 'ErrorInvalidIdMalformed', 'Id is malformed.');
  const copy = store.copy(id.copyId);
  if (copy === undefined || copy.mailbox !== mailbox.address || copy.state === 'removed') throw itemNotFound();
  const meeting = store.meeting(copy.uid);
  if (replyOf(meeting, copy.mailbox, id.original)?.response === 'declined') throw itemNotFound();
  if (id.original === null) return { copy, meeting, occurrence: null };
  const occurrence = occurrenceAt(meeting, id.original);
  const gone = occurrence?.cancelled === true && copy.mailbox === meeting.organizer;
  if (occurrence === undefined || gone || copy.hidden.includes(id.original)) throw itemNotFound();
  return { copy, meeting, occurrence };
}

function single(mailbox: Mailbox, view: EventView, query: Query, style: EventStyle): Record<string, unknown> {
  const context = `${GRAPH}/$metadata#users('${encodeURIComponent(mailbox.id)}')/events/$entity`;
  return { '@odata.context': context, ...projected(view, query, style, false) };
}

/** Answers one page of events with `$filter`, `$orderby`, `$select`, `$expand`, `$top`, `$skip` and `$count`. */
function list(world: World, req: Request, res: Response, mailbox: Mailbox, views: EventView[]): void {
  const style = styleOf(world, req, res);
  const all = ordered(filtered(views, req.query), req.query);
  const { page, nextSkip } = pageOf(all, req.query, style.maxPageSize);
  const next = new URL(GRAPH + req.url);
  next.searchParams.set('$skip', String(nextSkip));
  res.json({
    '@odata.context': `${GRAPH}/$metadata#users('${encodeURIComponent(mailbox.id)}')/events`,
    ...(req.query['$count'] === 'true' ? { '@odata.count': all.length } : {}),
    value: page.map((view) => projected(view, req.query, style, true)),
    ...(nextSkip === null ? {} : { '@odata.nextLink': next.href }),
  });
}

/** If-Match: a change may be meant for an older version of the event. */
function refuseStale(req: Request, view: EventView): void {
  const expected = req.get('if-match');
  if (expected === undefined || expected === '*' || expected === `W/"${changeKey(view)}"`) return;
  throw new GraphError(
    412,
    'ErrorIrresolvableConflict',
    'The send or update operation could not be performed because the change key passed in the request does not match the current change key for the item.',
  );
}
