import { z } from 'zod';
import { day, endpoint, instant, nothing, person, programmeParams } from './endpoint.ts';

export const meeting = z.object({
  id: z.uuid(),
  position: z.number(),
  startsAt: instant,
  endsAt: instant,
  diary: z.enum(['free', 'clash', 'unknown']),
  state: z.enum(['planned', 'cancelled']),
  /** It is at another time than the series' rule gives it. */
  moved: z.boolean(),
});
export type MeetingView = z.infer<typeof meeting>;

export const pair = z.object({
  id: z.uuid(),
  mentor: person,
  mentee: person,
  state: z.enum(['live', 'ended']),
  reasons: z.string(),
  booking: z.enum(['waiting', 'chosen', 'booked', 'no-common-hour', 'deleted', 'ended']),
  /** No hour is known to be free, and both are being asked which suit. */
  isAsked: z.boolean(),
  explanation: z.string().nullable(),
  timeZone: z.string().nullable(),
  meetings: z.array(meeting),
  nextMeetingId: z.uuid().nullable(),
  /** Meetings that somebody has declined, those that are over too. */
  declined: z.array(z.object({ meetingId: z.uuid(), by: person })),
  /** Rules that the pair has come to break, in sentences; `decided` when a coordinator lets the two stay together. */
  broken: z.array(
    z.object({
      alertId: z.uuid(),
      reasons: z.array(z.string()),
      decided: z.object({ by: person, at: instant }).nullable(),
    }),
  ),
  /** What about the meetings is open: two in a row not kept, all of them deleted in Outlook, no other hour agreed. */
  alerts: z.array(
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('cancelled-in-a-row'), by: person, meetingIds: z.array(z.uuid()) }),
      z.object({ kind: z.literal('series-deleted') }),
      z.object({ kind: z.literal('no-agreed-hour'), meetingId: z.uuid().nullable() }),
    ]),
  ),
  /** Who has a pause, and its last day. */
  pauses: z.array(z.object({ by: person, until: day })),
  /** Names of people to whom an invitation was forwarded, and who were taken off it. */
  forwardedTo: z.array(z.string()),
  /** Who of the two has left the organisation, which ended the pair. */
  leavers: z.array(z.string()),
  /** A card whose delivery could not be confirmed, or failed; empty when all is well. */
  cardTroubles: z.array(z.object({ person, card: z.string(), state: z.enum(['unknown', 'failed']) })),
});
export type PairView = z.infer<typeof pair>;
export type PairAlertView = PairView['alerts'][number];

/** For coordinators: who meets whom and when. Nothing of what anybody said. */
export const listPairs = endpoint({
  method: 'GET',
  path: '/api/programmes/:programmeId/pairs',
  params: programmeParams,
  body: nothing,
  answer: z.object({ pairs: z.array(pair) }),
});

/** For coordinators: how far the invitations are, and what the mailboxes that send them may still send. */
export const booking = z.object({
  state: z.enum(['running', 'paused', 'stopped', 'done']),
  booked: z.number(),
  /** Booked, chosen, and still to be chosen. */
  total: z.number(),
  /** Pairs for whom no hour was found; not in `total`. */
  withoutHour: z.number(),
  /** Pairs whose meetings somebody took out of Outlook; not in `total`. */
  deleted: z.number(),
  /** Booked without a Teams link, which can be asked for again. */
  withoutLink: z.number(),
  /** Null while nothing is under way. */
  doneAbout: instant.nullable(),
  mailboxes: z.array(
    z.object({
      mailbox: z.string(),
      /** In the last 24 hours, for all programmes. */
      recipientsInDay: z.number(),
      recipientsADay: z.number(),
      messagesAMinute: z.number(),
      messagesWaiting: z.number(),
    }),
  ),
});
export type BookingView = z.infer<typeof booking>;

export const showBooking = endpoint({
  method: 'GET',
  path: '/api/programmes/:programmeId/booking',
  params: programmeParams,
  body: nothing,
  answer: booking,
});

const bookingChange = (verb: 'pause' | 'resume' | 'stop') =>
  endpoint({
    method: 'POST',
    path: `/api/programmes/:programmeId/booking/${verb}`,
    params: programmeParams,
    body: nothing,
    answer: booking,
  });
/** Sends nothing more until it is resumed. */
export const pauseBooking = bookingChange('pause');
/** Goes on; after a stop, hours are chosen anew. */
export const resumeBooking = bookingChange('resume');
/** Sends nothing more, and lets go of the hours that were chosen and not sent. */
export const stopBooking = bookingChange('stop');

/** Has Outlook asked once more for the Teams links that are missing. */
export const requestLinks = endpoint({
  method: 'POST',
  path: '/api/programmes/:programmeId/booking/links',
  params: programmeParams,
  body: nothing,
  answer: booking,
});

/**
 * Has what is left of a pair's meetings booked again, after somebody took them out of Outlook; `stands`: they are back
 * there, and nobody is written to.
 */
export const bookAgain = endpoint({
  method: 'POST',
  path: '/api/programmes/:programmeId/pairs/:pairId/book-again',
  params: programmeParams.extend({ pairId: z.uuid() }),
  body: nothing,
  answer: z.object({ outcome: z.enum(['ordered', 'stands', 'not-needed']) }),
});

/** Lets a pair stay together although it now breaks rules; the answer says what holds, should somebody have been first. */
export const keepTogether = endpoint({
  method: 'POST',
  path: '/api/programmes/:programmeId/alerts/:alertId/keep',
  params: programmeParams.extend({ alertId: z.uuid() }),
  body: nothing,
  answer: z.object({ state: z.enum(['open', 'mended', 'kept', 'replaced', 'pair-ended']) }),
});
