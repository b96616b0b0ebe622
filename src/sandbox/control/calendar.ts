import { Router } from 'express';
import { calendarOf, type Calendar } from '../calendar/calendar.ts';
import { ownEntries } from '../calendar/diary-blocks.ts';
import { eventId, eventJson, shownOccurrence, type EventView } from '../calendar/event-json.ts';
import { shownAs } from '../calendar/free-busy.ts';
import { findMailbox, type Mailbox } from '../calendar/mailbox.ts';
import { replyOf, type Copy, type Meeting } from '../calendar/meeting.ts';
import { isInvited, occurrencesOf, seriesZone, type Occurrence } from '../calendar/occurrences.ts';
import type { World } from '../world.ts';
import { calendarActRoutes } from './calendar-acts.ts';
import { eventIn, knownMailbox, optionalInstant } from './calendar-input.ts';
import { ControlError, knownPerson } from './input.ts';

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
    const from = optionalInstant(req.query, 'from') ?? world.clock.now().getTime();
    const to = optionalInstant(req.query, 'to') ?? from + WEEK_MS;
    if (to - from > 60 * WEEK_MS) throw new ControlError('to: at most 60 weeks after from');
    const events = [...meetings(calendar, mailbox, from, to), ...diary(calendar, mailbox, from, to)];
    res.json({ events: events.sort((a, b) => (a.start < b.start ? -1 : 1)) });
  });

  /** All meetings of the series to which `eventId` belongs, as this person has them. */
  router.get('/calendar/series', (req, res) => {
    const mailbox = knownMailbox(world, req.query, 'person');
    const { copy } = eventIn(calendar, mailbox, req.query);
    res.json(series(calendar, mailbox, copy));
  });

  /**
   * When the next programme meeting of somebody ends; null when there is none. As its organizer has it, since a guest has
   * no calendar here.
   */
  router.get('/calendar/next', (req, res) => {
    const address = knownPerson(world, req.query, 'person').mail.toLowerCase();
    const now = world.clock.now().getTime();
    const { store } = calendar;
    const ends = world.config.organizerMailboxes
      .flatMap((mailbox) => store.copiesIn(mailbox.toLowerCase()))
      .filter(({ state }) => state === 'active')
      .flatMap(({ uid }) => occurrencesOf(store.meeting(uid), now + 52 * WEEK_MS))
      .filter(({ end, cancelled }) => !cancelled && end > now)
      .filter(({ content }) => content.attendees.some(({ emailAddress }) => emailAddress.address === address))
      .map(({ end }) => end);
    res.json({ end: ends.length === 0 ? null : new Date(Math.min(...ends)).toISOString() });
  });

  router.use(calendarActRoutes(calendar));

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

  /** What a mailbox has sent of what Exchange lets it send, and how often it asked for more. */
  router.get('/calendar/sending', (req, res) => {
    const { address } = knownMailbox(world, req.query, 'mailbox');
    res.json(calendar.sending.state(address, world.clock.now().getTime()));
  });

  /** The mails to one person or mailbox one by one, latest first, with what was written in them. */
  router.get('/calendar/inbox', (req, res) => {
    const { address } = knownMailbox(world, req.query, 'person');
    const limit = Math.min(Number(req.query['limit'] ?? 50) || 50, 1000);
    const mails = calendar.mails.latest(address, limit).map(({ uid, kind, original, at, comment }) => ({
      uid,
      kind,
      at: new Date(at).toISOString(),
      original: original === null ? null : new Date(original).toISOString(),
      comment,
      subject: calendar.store.meeting(uid).content.subject,
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

function diary({ world, diaryBlocks }: Calendar, mailbox: Mailbox, from: number, to: number): ShownEvent[] {
  return ownEntries(world, diaryBlocks, mailbox, from, to).map(({ start, end, subject, status, isPrivate }) => ({
    id: `diary-${start}-${subject}`,
    subject,
    start: new Date(start).toISOString(),
    end: new Date(end).toISOString(),
    timeZone: mailbox.timeZone,
    movedFrom: null,
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
    return standing(meeting, copy, to)
      .filter(({ start, end }) => start < to && end > from)
      .filter(({ cancelled }) => !cancelled || copy.mailbox !== meeting.organizer)
      .map((occurrence) => ({ copy, meeting, occurrence }));
  });
  const names = (address: string) => findMailbox(world, address)?.name ?? address;
  return views.map((view) => shown(view, mailbox, names));
}

/** The occurrences that stand in a mailbox, cancelled ones included, but not what its owner deleted. */
function standing(meeting: Meeting, copy: Copy, before: number): Occurrence[] {
  return occurrencesOf(meeting, before)
    .filter(({ original }) => !copy.hidden.includes(original ?? -1))
    .filter((occurrence) => isInvited(meeting, copy, occurrence));
}

/** The most that a series without an end shows. */
const MOST_SHOWN = 60;

function series({ world, store }: Calendar, mailbox: Mailbox, copy: Copy) {
  const meeting = store.meeting(copy.uid);
  const names = (address: string) => findMailbox(world, address)?.name ?? address;
  return {
    // The zone in which the hour stays the same when clocks change.
    timeZone: seriesZone(meeting.content),
    meetings: standing(meeting, copy, world.clock.now().getTime() + 60 * WEEK_MS)
      .slice(0, MOST_SHOWN)
      .map((occurrence) => {
        const view = { copy, meeting, occurrence };
        return { ...shown(view, mailbox, names), isCancelled: copy.state === 'cancelled' || occurrence.cancelled };
      }),
  };
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
    movedFrom:
      occurrence.original === null || occurrence.original === occurrence.start
        ? null
        : new Date(occurrence.original).toISOString(),
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
