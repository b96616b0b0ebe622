import type { PairId, PersonId } from '../kernel/ids.ts';
import type { FeedbackStore } from '../feedback/ports.ts';
import type { PairStore } from '../matching/ports.ts';
import type { AssistantStore } from '../meetings/new-times/assistants.ts';
import type { CalendarStore } from '../meetings/calendar/calendar-changes.ts';
import type { MeetingStore } from '../meetings/ports.ts';
import type { TimeProposalStore } from '../meetings/new-times/time-proposals.ts';
import type { AlertStore } from '../pairs/ports.ts';
import type { ParticipantStore } from '../people/ports.ts';
import type { EnrolmentStore, InvitationStore, ProgrammeStore } from '../programme/ports.ts';
import { alertFacts } from './alert-facts.ts';
import type { LetterFacts, StoredLetter } from './letters.ts';
import { newTimesFacts } from './new-times-facts.ts';

export type FactStores = {
  programmes: ProgrammeStore;
  invitations: InvitationStore;
  enrolments: EnrolmentStore;
  pairs: PairStore;
  participants: ParticipantStore;
  meetings: MeetingStore;
  calendar: CalendarStore;
  feedback: FeedbackStore;
  timeProposals: TimeProposalStore;
  assistants: AssistantStore;
  alerts: AlertStore;
};

/**
 * Collects what a letter says at the moment of sending. Null when it has nothing to say any more: the pair has ended,
 * the invitation was answered in the tab, the reader has left.
 */
export async function letterFacts(stores: FactStores, letter: StoredLetter): Promise<LetterFacts | null> {
  const { about, to, programmeId } = letter;
  if (about.kind === 'alert') return alertFacts(stores, about.alertId, to);
  // An assistant has not joined; whether it is the reader's business is looked up there.
  if (about.kind === 'new-times') {
    const facts = await newTimesFacts(stores, about.proposalId, about.round, to);
    return facts && { ...facts, isReminder: about.reminder ?? false };
  }
  if (about.kind !== 'welcome' && about.kind !== 'invitation' && programmeId !== null) {
    if ((await stores.enrolments.get(programmeId, to))?.state !== 'active') return null;
  }
  switch (about.kind) {
    case 'welcome': {
      const reader = await stores.participants.get(to);
      return { kind: 'welcome', name: reader?.displayName ?? '' };
    }
    case 'invitation': {
      const programme = await stores.programmes.get(about.programmeId);
      const invitation = await stores.invitations.get(about.programmeId, to);
      if (!programme || !invitation) return null;
      if (invitation.answer !== null) {
        const enrolment = await stores.enrolments.get(about.programmeId, to);
        const joinedAs = enrolment?.state === 'active' ? enrolment.role : null;
        return { kind: 'invitation-answered', state: 'answered', programmeName: programme.name, joinedAs };
      }
      if (programme.state !== 'enrolling') return null;
      const { name, goal, topics, sessions, gapWeeks, startsOn, largestCapacity } = programme;
      const { role } = invitation;
      return {
        kind: 'invitation',
        programmeId: programme.id,
        programmeName: name,
        goal,
        topics,
        sessions,
        gapWeeks,
        startsOn,
        largestCapacity,
        role,
      };
    }
    case 'unmatched': {
      const programme = await stores.programmes.get(about.programmeId);
      return programme ? { kind: 'unmatched', programmeName: programme.name } : null;
    }
    case 'introduction': {
      const found = await pairFacts(stores, about.pairId, to);
      if (!found || found.pair.state === 'ended' || !found.partner) return null;
      const { displayName, jobTitle, department } = found.partner;
      return {
        kind: 'introduction',
        pairId: about.pairId,
        programmeName: found.programme.name,
        partner: { name: displayName, title: jobTitle, department },
        myRole: found.pair.mentorId === to ? 'mentor' : 'mentee',
        reasons: found.pair.reasons,
        sessions: found.programme.sessions,
        gapWeeks: found.programme.gapWeeks,
      };
    }
    case 'no-common-hour': {
      const found = await pairFacts(stores, about.pairId, to);
      if (!found || found.pair.state === 'ended' || !found.partner) return null;
      return {
        kind: 'no-common-hour',
        pairId: about.pairId,
        programmeName: found.programme.name,
        partnerName: found.partner.displayName,
      };
    }
    case 'no-new-hour': {
      const proposal = await stores.timeProposals.get(about.proposalId);
      const found = proposal && (await pairFacts(stores, proposal.pairId, to));
      if (!proposal || !found?.partner || found.pair.state === 'ended') return null;
      const meeting = proposal.occurrenceId === null ? null : await stores.meetings.occurrence(proposal.occurrenceId);
      if (meeting === undefined || meeting?.state === 'cancelled') return null;
      return {
        kind: 'no-new-hour',
        pairId: found.pair.id,
        partnerName: found.partner.displayName,
        meetingAt: meeting?.startsAt ?? null,
        timeZone: found.reader?.timeZone ?? found.programme.timeZone,
      };
    }
    case 'forwarded-invitation': {
      const found = await pairFacts(stores, about.pairId, to);
      const other = await stores.calendar.uninvited(about.uninvitedId);
      if (!found?.partner || found.pair.state === 'ended' || !other) return null;
      return {
        kind: 'forwarded-invitation',
        pairId: about.pairId,
        programmeName: found.programme.name,
        partnerName: found.partner.displayName,
        otherName: other.name,
      };
    }
    case 'pair-ended': {
      const found = await pairFacts(stores, about.pairId, to);
      if (!found) return null;
      return {
        kind: 'pair-ended',
        programmeName: found.programme.name,
        partnerName: found.partner?.displayName ?? '',
        partnerId: found.partnerId,
      };
    }
    case 'feedback-request': {
      const meeting = await stores.meetings.occurrence(about.occurrenceId);
      const found = meeting && (await pairFacts(stores, meeting.pairId, to));
      if (!meeting || !found?.partner) return null;
      const given = (await stores.feedback.ofPerson(to)).find((one) => one.occurrenceId === meeting.id);
      if (given) {
        return { kind: 'feedback-given', state: 'answered', noteFor: given.note === null ? null : given.noteFor };
      }
      return {
        kind: 'feedback-request',
        occurrenceId: meeting.id,
        programmeName: found.programme.name,
        partnerName: found.partner.displayName,
        position: meeting.position,
        of: found.programme.sessions,
        startsAt: meeting.startsAt,
        timeZone: found.reader?.timeZone ?? found.programme.timeZone,
      };
    }
  }
}

async function pairFacts(stores: FactStores, pairId: PairId, reader: PersonId) {
  const pair = await stores.pairs.get(pairId);
  const programme = pair && (await stores.programmes.get(pair.programmeId));
  if (!pair || !programme) return null;
  const partnerId = pair.mentorId === reader ? pair.menteeId : pair.mentorId;
  return {
    pair,
    programme,
    partnerId,
    partner: await stores.participants.get(partnerId),
    reader: await stores.participants.get(reader),
  };
}
