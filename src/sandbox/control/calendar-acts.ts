import { Router } from 'express';
import type { Calendar } from '../calendar/calendar.ts';
import { changeMeeting } from '../calendar/change-meeting.ts';
import type { BusyStatus } from '../calendar/diary-habits.ts';
import { cancelMeeting, deleteEvent } from '../calendar/end-meeting.ts';
import { forwardMeeting } from '../calendar/forward.ts';
import { wallTime, zoned } from '../calendar/local-time.ts';
import { ownHours } from '../calendar/own-hours.ts';
import { respond, type Response } from '../calendar/respond.ts';
import { toIana } from '../calendar/windows-zones.ts';
import { asControlError, eventIn, knownMailbox, organizersEvent, requiredInstant } from './calendar-input.ts';
import { ControlError, knownPerson, text } from './input.ts';

const ANSWERS: Record<string, Response['response']> = {
  accept: 'accepted',
  decline: 'declined',
  tentative: 'tentativelyAccepted',
};
const STATUSES: BusyStatus[] = ['free', 'tentative', 'busy', 'oof', 'workingElsewhere'];

/** What people do in Outlook by hand, below /_sandbox/calendar; `eventId` may be any mailbox's id of the meeting. */
export function calendarActRoutes(calendar: Calendar): Router {
  const { world } = calendar;
  const router = Router();

  /** `{personId, eventId, response: accept | decline | tentative, comment?, proposedNewTime?: {start, end}}` */
  router.post('/calendar/respond', (req, res) => {
    const { copy, original } = eventIn(calendar, knownMailbox(world, req.body as object, 'personId'), req.body);
    const { comment, proposedNewTime } = req.body as Pick<Response, 'comment' | 'proposedNewTime'>;
    const response = answer(req.body);
    if (response === 'accepted' && proposedNewTime) {
      throw new ControlError('proposedNewTime: goes with decline or tentative only');
    }
    asControlError(() => {
      respond(calendar, copy, original, {
        response,
        comment: comment ?? '',
        proposedNewTime: proposedNewTime ?? null,
      });
    });
    res.json({ ok: true });
  });

  /** `{personId, eventId, start, end, response?: tentative | decline, comment?}`: a new time for one occurrence. */
  router.post('/calendar/propose', (req, res) => {
    const body = req.body as Record<string, unknown>;
    const { copy, original } = eventIn(calendar, knownMailbox(world, body, 'personId'), body);
    const response = answer({ response: 'tentative', ...body });
    if (response === 'accepted') throw new ControlError('response: a new time goes with decline or tentative only');
    const proposedNewTime = {
      start: wallTime(requiredInstant(body, 'start'), 'UTC'),
      end: wallTime(requiredInstant(body, 'end'), 'UTC'),
    };
    asControlError(() => {
      respond(calendar, copy, original, { response, comment: comment(body), proposedNewTime });
    });
    res.json({ ok: true });
  });

  /** `{personId, eventId, to}`: `to` is a person's id or any mail address. */
  router.post('/calendar/forward', (req, res) => {
    const body = req.body as Record<string, unknown>;
    const { copy, original } = eventIn(calendar, knownMailbox(world, body, 'personId'), body);
    const to = text(body, 'to');
    const address = world.directory.get(to)?.mail ?? to;
    if (!/^[^\s@]+@[^\s@]+$/.test(address)) throw new ControlError('to: nobody has that id or address', 404);
    asControlError(() => forwardMeeting(calendar, copy, original, address));
    res.json({ ok: true });
  });

  /** `{eventId, start, end}`: somebody with the organizer's mailbox open moves a meeting, or one occurrence. */
  router.post('/calendar/move', (req, res) => {
    const body = req.body as Record<string, unknown>;
    const { copy, original } = organizersEvent(calendar, body);
    const zone = calendar.store.meeting(copy.uid).content.start.timeZone;
    const [start, end] = [requiredInstant(body, 'start'), requiredInstant(body, 'end')].map((at) => wallTime(at, zone));
    asControlError(() => changeMeeting(calendar, copy, original, { start, end }));
    res.json({ ok: true });
  });

  /** `{eventId, comment?}`: somebody with the organizer's mailbox open cancels a series, or one occurrence. */
  router.post('/calendar/cancel', (req, res) => {
    const { copy, original } = organizersEvent(calendar, req.body);
    asControlError(() => cancelMeeting(calendar, copy, original, comment(req.body)));
    res.json({ ok: true });
  });

  /** `{personId, eventId}`: an attendee deletes it from their own calendar and answers nothing. */
  router.post('/calendar/delete', (req, res) => {
    const mailbox = knownMailbox(world, req.body as object, 'personId');
    const { copy, original } = eventIn(calendar, mailbox, req.body);
    asControlError(() => deleteEvent(calendar, copy, original));
    res.json({ ok: true });
  });

  /** `{personId, start, end, subject?, showAs?, weeks?}`: an entry in their own diary, again for so many weeks. */
  router.post('/calendar/block', (req, res) => {
    const body = req.body as Record<string, unknown>;
    const mailbox = knownMailbox(world, body, 'personId');
    const { showAs = 'busy', subject = 'Meeting', weeks = 1 } = body;
    if (!STATUSES.includes(showAs as BusyStatus)) throw new ControlError(`showAs: expected ${STATUSES.join(', ')}`);
    if (!Number.isInteger(weeks) || (weeks as number) < 1 || (weeks as number) > 520) {
      throw new ControlError('weeks: expected a whole number from 1 to 520');
    }
    const [start, end] = [requiredInstant(body, 'start'), requiredInstant(body, 'end')];
    if (end <= start) throw new ControlError('end: must lie after start');
    const [from, until] = [zoned(start, mailbox.timeZone), zoned(end, mailbox.timeZone)];
    const ids = calendar.store.inTransaction(() =>
      Array.from({ length: weeks as number }, (_, week) =>
        calendar.diaryBlocks.add(
          mailbox.address,
          from.add({ weeks: week }).epochMilliseconds,
          until.add({ weeks: week }).epochMilliseconds,
          showAs as BusyStatus,
          String(subject),
        ),
      ),
    );
    res.json({ ids });
  });

  /** `{personId, from, to, subject?}`: away, from the first instant to the last. */
  router.post('/calendar/leave', (req, res) => {
    const body = req.body as Record<string, unknown>;
    const { address } = knownMailbox(world, body, 'personId');
    const [from, to] = [requiredInstant(body, 'from'), requiredInstant(body, 'to')];
    if (to <= from) throw new ControlError('to: must lie after from');
    const subject = typeof body['subject'] === 'string' ? body['subject'] : 'Out of office';
    res.json({ ids: [calendar.diaryBlocks.add(address, from, to, 'oof', subject)] });
  });

  /** `{id}`: takes such an entry out again. */
  router.post('/calendar/unblock', (req, res) => {
    if (!calendar.diaryBlocks.remove(text(req.body, 'id'))) throw new ControlError('id: there is no such entry', 404);
    res.json({ ok: true });
  });

  /** `{personId, timeZone?, worksFrom?, worksTo?}`: another zone (IANA or Windows name) or working hours, `HH:MM`. */
  router.post('/calendar/hours', (req, res) => {
    const body = req.body as Record<string, unknown>;
    const person = knownPerson(world, body, 'personId');
    const { timeZone, worksFrom, worksTo } = ownHours(world).of(person.id) ?? person;
    const zone = toIana(typeof body['timeZone'] === 'string' ? body['timeZone'] : timeZone);
    if (zone === null) throw new ControlError(`timeZone: no zone is called "${text(body, 'timeZone')}"`);
    const hours = {
      timeZone: zone,
      worksFrom: clockTime(body, 'worksFrom', worksFrom),
      worksTo: clockTime(body, 'worksTo', worksTo),
    };
    if (hours.worksTo <= hours.worksFrom) throw new ControlError('worksTo: must lie after worksFrom');
    ownHours(world).set(person.id, hours);
    res.json(hours);
  });

  /** `{personId, hidden: boolean}`: nobody sees this person's free/busy any more. */
  router.post('/calendar/hide', (req, res) => {
    const { address } = knownMailbox(world, req.body as object, 'personId');
    const { hidden } = req.body as { hidden?: unknown };
    if (typeof hidden !== 'boolean') throw new ControlError('hidden: expected true or false');
    const others = calendar.faults.read().hiddenCalendars.filter((other) => other.toLowerCase() !== address);
    res.json(calendar.faults.set({ hiddenCalendars: hidden ? [...others, address] : others }));
  });
  return router;
}

function answer(body: unknown): Response['response'] {
  const response = ANSWERS[text(body, 'response')];
  if (response === undefined) throw new ControlError('response: expected accept, decline or tentative');
  return response;
}

function comment(body: unknown): string {
  const value = (body as { comment?: unknown }).comment;
  return typeof value === 'string' ? value : '';
}

function clockTime(body: Record<string, unknown>, name: string, before: string): string {
  const value = body[name] ?? before;
  if (typeof value !== 'string' || !/^([01]\d|2[0-3]):[0-5]\d$/.test(value)) {
    throw new ControlError(`${name}: expected a time, HH:MM`);
  }
  return value;
}
