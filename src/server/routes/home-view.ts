import type { Participation } from '../../contract/home.ts';
import type { Occurrence, Series } from '../../domain/meetings/meetings.ts';
import { isToBookAgain } from '../../domain/meetings/booking/plan-series.ts';
import { reasonsForReader } from '../../domain/matching/reasons-for-people.ts';
import type { Participation as OwnProgramme } from '../../domain/overview/show-home.ts';
import type { PersonDetails } from '../../domain/people/people.ts';
import { instantOf, personView } from './person-view.ts';
import { ownEnrolment } from './programme-view.ts';

/** One programme on the Home tab. */
export function homeView({ programme, invitation, help, enrolment, pair }: OwnProgramme): Participation {
  const { id, name, goal, state, topics, sessions, gapWeeks, startsOn, largestCapacity } = programme;
  return {
    programme: { id, name, goal, state, topics, sessions, gapWeeks, startsOn, largestCapacity },
    help: { contacts: help.contacts.map(reachable), coordinators: help.coordinators.map(reachable) },
    invitation: invitation && { role: invitation.role, answer: invitation.answer },
    enrolment: enrolment && ownEnrolment(enrolment),
    pair: pair && {
      id: pair.id,
      partner: personView(pair.partner),
      myRole: pair.myRole,
      reasons: reasonsForReader(pair.reasons, pair.myRole, pair.partner.displayName),
      booking: bookingOf(pair.series, pair.state),
      joinUrl: pair.series?.joinUrl ?? null,
      timeZone: pair.series?.timeZone ?? null,
      meetings: pair.meetings.map((one) => ({ ...meetingView(one), feedback: one.feedback })),
      notesForMe: pair.notesForMe.map(({ position, note, commitment, givenAt }) => ({
        position,
        note,
        commitment,
        at: instantOf(givenAt),
      })),
    },
  };
}

/** Somebody who may be written to: their address is shown for that. */
const reachable = (person: PersonDetails) => ({ ...personView(person), mail: person.mail });

/** A pair whose series is not chosen yet is waiting for it; one that goes on without it has had it taken out of Outlook. */
export function bookingOf(series: Series | null, pair: 'live' | 'ended') {
  if (series === null || series.state === 'dropped' || isToBookAgain(series)) return 'waiting';
  return series.state === 'ended' && pair === 'live' ? 'deleted' : series.state;
}

export const meetingView = (occurrence: Occurrence) => ({
  id: occurrence.id,
  position: occurrence.position,
  startsAt: instantOf(occurrence.startsAt),
  endsAt: instantOf(occurrence.endsAt),
  diary: occurrence.diary,
  state: occurrence.state,
  moved: occurrence.startsAt.getTime() !== occurrence.regularStart.getTime(),
});
