import { z } from 'zod';
import { day, endpoint, instant, nothing, person, personId, programmeParams } from './endpoint.ts';

const line = (max: number) => z.string().trim().min(1).max(max);

export const role = z.enum(['mentor', 'mentee']);
export type RoleName = z.infer<typeof role>;

export const programmeState = z.enum(['draft', 'enrolling', 'matching', 'running', 'closed', 'archived']);

/** How many partners at most somebody in a role may say yes to. */
const partners = z.number().int().min(1).max(5);

/** How senior somebody is: by their place in the org chart, or by a grade of the directory, the most senior first. */
export const levels = z.discriminatedUnion('from', [
  z.object({ from: z.literal('depth') }).strict(),
  z.object({ from: z.literal('grade'), order: z.array(line(60)).min(1).max(60) }).strict(),
]);

export const programmeSettings = z
  .object({
    name: line(80),
    /** Shown in calendars; says nothing of mentoring unless the coordinator wants it to. */
    calendarName: line(60),
    goal: z.string().trim().max(500),
    topics: z.array(line(60)).min(1).max(20),
    startsOn: day,
    endsOn: day,
    sessions: z.number().int().min(1).max(12),
    gapWeeks: z.union([z.literal(4), z.literal(5), z.literal(6)]),
    timeZone: line(64),
    largestCapacity: z.object({ mentor: partners, mentee: partners }).strict().default({ mentor: 1, mentee: 1 }),
    levels: levels.default({ from: 'depth' }),
  })
  .strict();
export type ProgrammeSettings = z.infer<typeof programmeSettings>;

export const programme = programmeSettings.extend({
  id: z.uuid(),
  state: programmeState,
  sessionMinutes: z.number(),
  organizerMailbox: z.string(),
  coordinators: z.array(person),
  counts: z.object({
    invited: z.number(),
    mentors: z.number(),
    mentees: z.number(),
    pairs: z.number(),
    meetingsBooked: z.number(),
  }),
  createdAt: instant,
});
export type ProgrammeView = z.infer<typeof programme>;

const one = z.object({ programme });

export const listProgrammes = endpoint({
  method: 'GET',
  path: '/api/programmes',
  params: nothing,
  body: nothing,
  answer: z.object({ programmes: z.array(programme) }),
});
export const createProgramme = endpoint({
  method: 'POST',
  path: '/api/programmes',
  params: nothing,
  body: programmeSettings,
  answer: one,
});
export const getProgramme = endpoint({
  method: 'GET',
  path: '/api/programmes/:programmeId',
  params: programmeParams,
  body: nothing,
  answer: one,
});
export const changeProgramme = endpoint({
  method: 'PUT',
  path: '/api/programmes/:programmeId',
  params: programmeParams,
  body: programmeSettings,
  answer: one,
});
/** draft → enrolling; also back from matching, while nothing is published. */
export const openProgramme = endpoint({
  method: 'POST',
  path: '/api/programmes/:programmeId/open',
  params: programmeParams,
  body: nothing,
  answer: one,
});
/** enrolling → matching, once both sides have someone. */
export const closeEnrolment = endpoint({
  method: 'POST',
  path: '/api/programmes/:programmeId/close-enrolment',
  params: programmeParams,
  body: nothing,
  answer: one,
});

export const invitationView = z.object({
  person,
  role: role.nullable(),
  invitedAt: instant,
  answer: z.enum(['joined', 'declined']).nullable(),
  /** What became of the card; 'unknown' means that its delivery could not be confirmed and it was not sent again. */
  card: z.enum(['waiting', 'sent', 'unknown', 'failed']).nullable(),
});
export type InvitationView = z.infer<typeof invitationView>;

export const enrolmentView = z.object({
  person,
  role,
  offers: z.array(z.string()),
  wants: z.array(z.string()),
  area: z.string().nullable(),
  languages: z.array(z.string()),
  capacity: z.number(),
  enrolledAt: instant,
  via: z.enum(['card', 'tab']),
  waitingSince: instant.nullable(),
});
export type EnrolmentView = z.infer<typeof enrolmentView>;

/** With what only its author is ever shown: whom they would like to be paired with, best first, and whom not. */
export const ownEnrolment = enrolmentView.extend({
  requests: z.object({ avoid: z.array(person), wishes: z.array(person) }),
  /** The last day of a pause. */
  pausedUntil: day.nullable(),
});
export type OwnEnrolment = z.infer<typeof ownEnrolment>;

export const listPeople = endpoint({
  method: 'GET',
  path: '/api/programmes/:programmeId/people',
  params: programmeParams,
  body: nothing,
  answer: z.object({ invitations: z.array(invitationView), enrolments: z.array(enrolmentView) }),
});

/** A list as CSV with a header `email,role` (role may be empty); all of it is accepted, or nothing and each fault named. */
export const invitePeople = endpoint({
  method: 'POST',
  path: '/api/programmes/:programmeId/invitations',
  params: programmeParams,
  body: z.union([
    z.object({ csv: z.string().min(1).max(1_000_000) }).strict(),
    z
      .object({
        people: z
          .array(z.object({ personId, role: role.nullable() }).strict())
          .min(1)
          .max(2000),
      })
      .strict(),
  ]),
  answer: z.object({ invited: z.number(), alreadyInvited: z.number() }),
});

export const profile = z
  .object({
    role,
    offers: z.array(line(60)).max(20),
    wants: z.array(line(60)).max(20),
    area: z.string().trim().max(60).nullable(),
    languages: z.array(line(40)).max(10),
    /** Left out: as before, at first one. */
    capacity: partners.optional(),
    /** For the matcher alone. Left out: as before. */
    requests: z
      .object({ avoid: z.array(personId).max(20), wishes: z.array(personId).max(3) })
      .strict()
      .optional(),
  })
  .strict();
export type Profile = z.infer<typeof profile>;

/** The reader joins, or changes what they said; possible while the programme is enrolling. */
export const enrol = endpoint({
  method: 'PUT',
  path: '/api/programmes/:programmeId/enrolment',
  params: programmeParams,
  body: profile,
  answer: z.object({ enrolment: enrolmentView }),
});
/** Deletes what the reader told the matcher alone; possible at any time. */
export const withdrawRequests = endpoint({
  method: 'DELETE',
  path: '/api/programmes/:programmeId/enrolment/requests',
  params: programmeParams,
  body: nothing,
  answer: nothing,
});
/**
 * Colleagues by name, for someone who says whom they would like to be paired with, or would rather not: a few, with no
 * more than is needed to tell them apart. A POST, so that no address and no log of addresses holds a name.
 */
export const findColleagues = endpoint({
  method: 'POST',
  path: '/api/programmes/:programmeId/colleagues',
  params: programmeParams,
  body: z.object({ query: z.string().trim().min(2).max(100) }).strict(),
  answer: z.object({ people: z.array(person) }),
});
export const decline = endpoint({
  method: 'POST',
  path: '/api/programmes/:programmeId/decline',
  params: programmeParams,
  body: nothing,
  answer: nothing,
});
/**
 * Calls off the reader's own meetings up to and including a day, and keeps that time clear, in place of a pause that there
 * is. It ends by itself, and nobody is asked why.
 */
export const pause = endpoint({
  method: 'POST',
  path: '/api/programmes/:programmeId/pause',
  params: programmeParams,
  body: z.object({ until: day }).strict(),
  answer: z.object({ /** How many meetings were called off. */ meetings: z.number() }),
});
/** Ends the reader's pause before its day; what was called off stays so. */
export const endPause = endpoint({
  method: 'DELETE',
  path: '/api/programmes/:programmeId/pause',
  params: programmeParams,
  body: nothing,
  answer: nothing,
});
/** One click: leaves the programme, ends the pair if there is one, cancels what is booked. */
export const leave = endpoint({
  method: 'DELETE',
  path: '/api/programmes/:programmeId/enrolment',
  params: programmeParams,
  body: nothing,
  answer: nothing,
});
