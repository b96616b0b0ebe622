import type { EnrolmentView, InvitationView, OwnEnrolment, ProgrammeView } from '../../contract/programmes.ts';
import type { PersonDetails } from '../../domain/people/people.ts';
import type { ProgrammeCounts } from '../../domain/overview/show-programme.ts';
import type { LetterState } from '../../domain/letters/letters.ts';
import type { Enrolment, Invitation, Programme } from '../../domain/programme/programme.ts';
import { instantOf, instantOrNull, memberView, personView } from './person-view.ts';

/** A programme with its numbers, as coordinators and sponsors see it. */
export function programmeView(
  { createdAt, coordinators, matchSettings: _internal, ...programme }: Programme,
  counts: ProgrammeCounts,
  name: (id: string) => PersonDetails,
): ProgrammeView {
  return {
    ...programme,
    counts,
    coordinators: coordinators.map((id) => personView(name(id))),
    createdAt: instantOf(createdAt),
  };
}

export const enrolmentView = (one: Enrolment & { person: PersonDetails }): EnrolmentView => ({
  person: memberView(one.person),
  role: one.role,
  offers: one.offers,
  wants: one.wants,
  area: one.area,
  languages: one.languages,
  capacity: one.capacity,
  enrolledAt: instantOf(one.enrolledAt),
  via: one.via,
  waitingSince: instantOrNull(one.waitingSince),
});

export const ownEnrolment = (
  one: Enrolment & {
    person: PersonDetails;
    requests: { avoid: PersonDetails[]; wishes: PersonDetails[] };
    pausedUntil: string | null;
  },
): OwnEnrolment => ({
  ...enrolmentView(one),
  requests: { avoid: one.requests.avoid.map(personView), wishes: one.requests.wishes.map(personView) },
  pausedUntil: one.pausedUntil,
});

export const invitationView = (
  one: Invitation & { person: PersonDetails; card: LetterState | null },
): InvitationView => ({
  person: memberView(one.person),
  role: one.role,
  invitedAt: instantOf(one.invitedAt),
  answer: one.answer,
  card: one.card === 'sending' ? 'waiting' : one.card,
});
