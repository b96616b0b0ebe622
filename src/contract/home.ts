import { z } from 'zod';
import { endpoint, instant, nothing, person } from './endpoint.ts';
import { meeting } from './meetings.ts';
import { ownEnrolment, programmeSettings, programmeState, role } from './programmes.ts';

const reachable = person.extend({ mail: z.string().nullable() });
export type ReachablePerson = z.infer<typeof reachable>;

/** One programme as its participant sees it; whoever has several partners in it sees it once for each. */
export const participation = z.object({
  programme: z.object({
    id: z.uuid(),
    name: z.string(),
    goal: z.string(),
    state: programmeState,
    topics: z.array(z.string()),
    sessions: z.number(),
    gapWeeks: z.number(),
    startsOn: z.string(),
    largestCapacity: programmeSettings.shape.largestCapacity.unwrap(),
  }),
  /** Whom the reader can turn to: in confidence first, then those who run the programme. */
  help: z.object({ contacts: z.array(reachable), coordinators: z.array(reachable) }),
  invitation: z.object({ role: role.nullable(), answer: z.enum(['joined', 'declined']).nullable() }).nullable(),
  enrolment: ownEnrolment.nullable(),
  pair: z
    .object({
      id: z.uuid(),
      partner: person,
      myRole: role,
      reasons: z.string(),
      booking: z.enum(['waiting', 'chosen', 'booked', 'no-common-hour', 'deleted', 'ended']),
      joinUrl: z.string().nullable(),
      timeZone: z.string().nullable(),
      meetings: z.array(meeting.extend({ feedback: z.enum(['not-due', 'due', 'given']) })),
      /** What the partner left for the reader. */
      notesForMe: z.array(
        z.object({ position: z.number(), note: z.string().nullable(), commitment: z.string().nullable(), at: instant }),
      ),
    })
    .nullable(),
});
export type Participation = z.infer<typeof participation>;

export const getHome = endpoint({
  method: 'GET',
  path: '/api/home',
  params: nothing,
  body: nothing,
  answer: z.object({ participations: z.array(participation) }),
});
