import { randomUUID } from 'node:crypto';
import type { Feedback } from '../../../src/domain/feedback/feedback.ts';
import { systemScope } from '../../../src/domain/kernel/unit-of-work.ts';
import type { Pair } from '../../../src/domain/matching/ports.ts';
import { firstSettings, type Scenario, type ScenarioResult } from '../../../src/domain/matching/scenario.ts';
import type { Reply } from '../../../src/domain/meetings/calendar/calendar-changes.ts';
import type { Occurrence, Series } from '../../../src/domain/meetings/meetings.ts';
import type { TimeProposal } from '../../../src/domain/meetings/new-times/time-proposals.ts';
import type { Alert } from '../../../src/domain/pairs/alerts.ts';
import type { Participant } from '../../../src/domain/people/people.ts';
import type { Enrolment, Invitation, PartnerRequests, Programme } from '../../../src/domain/programme/programme.ts';
import type { TestDatabase } from '../../support/database.ts';

export const at = new Date('2026-11-22T09:00:00.000Z');
const days = (count: number): Date => new Date(at.getTime() + count * 86_400_000);

export const programmeOf = (coordinator: string): Programme => ({
  id: randomUUID(),
  name: 'Inclusion pilot',
  calendarName: 'Counterpart conversation',
  goal: 'Hear what work is like at the other end of the chart.',
  topics: ['Data', 'Inclusion'],
  state: 'running',
  startsOn: '2027-01-11',
  endsOn: '2027-12-17',
  sessions: 6,
  sessionMinutes: 60,
  gapWeeks: 5,
  timeZone: 'Europe/London',
  organizerMailbox: 'mentoring@contoso.example',
  coordinators: [coordinator],
  largestCapacity: { mentor: 2, mentee: 1 },
  levels: { from: 'grade', order: ['Director', 'Grade 7'] },
  matchSettings: { rules: { minDistance: 4 } },
  createdAt: at,
});

export const enrolmentOf = (programmeId: string, personId: string, role: Enrolment['role']): Enrolment => ({
  programmeId,
  personId,
  role,
  offers: ['Data'],
  wants: ['Inclusion', 'a "quoted", odd {topic}'],
  area: null,
  languages: ['English'],
  capacity: 1,
  state: 'active',
  via: 'card',
  enrolledAt: at,
  waitingSince: null,
});

export const invitationOf = (programmeId: string, personId: string): Invitation => ({
  programmeId,
  personId,
  role: null,
  invitedAt: at,
  answer: 'joined',
  isGuest: false,
});

export const requestsOf = (programmeId: string, personId: string): PartnerRequests => ({
  programmeId,
  personId,
  avoid: [randomUUID()],
  wishes: [randomUUID()],
  toldAt: at,
});

export const participantOf = (id: string): Participant => ({
  id,
  displayName: `Person ${id.slice(0, 4)}`,
  mail: `${id}@contoso.example`,
  jobTitle: null,
  department: 'Borders',
  officeLocation: null,
  preferredLanguage: null,
  grade: 'Grade 7',
  isGuest: false,
  timeZone: 'Europe/London',
  worksFrom: '08:00',
  worksTo: '16:00',
  refreshedAt: at,
});

export const scenarioOf = (programme: Programme, createdBy: string): Scenario => ({
  id: randomUUID(),
  programmeId: programme.id,
  name: 'Scenario A',
  version: 1,
  settings: firstSettings(programme),
  locked: [],
  forbidden: [],
  state: 'draft',
  runId: null,
  attempts: 0,
  progress: null,
  fault: null,
  figures: null,
  inputDigest: null,
  stale: false,
  createdBy,
  createdAt: at,
  editedBy: null,
  editedAt: null,
  ranBy: null,
  ranAt: null,
  endedAt: null,
  publishedBy: null,
  publishedAt: null,
});

export const lockOf = (mentorId: string, menteeId: string, by: string): Scenario['locked'][number] => ({
  mentorId,
  menteeId,
  by,
  at: at.toISOString(),
  reason: 'They asked for it',
  overrides: [],
});

/** A result as far as the database looks at one. */
export const resultWith = (pairs: Pair[]): ScenarioResult =>
  ({ outcome: { pairs, unmatched: [] }, alreadyMeeting: [] }) as unknown as ScenarioResult;

export const pairOf = (programmeId: string, mentorId: string, menteeId: string): Pair => ({
  id: randomUUID(),
  programmeId,
  mentorId,
  menteeId,
  score: 7.25,
  distance: 5,
  reasons: 'Data',
  state: 'live',
  publishedAt: at,
  endedAt: null,
});

export function seriesOf(pair: Pair): { series: Series; occurrences: Occurrence[] } {
  const series: Series = {
    id: randomUUID(),
    pairId: pair.id,
    programmeId: pair.programmeId,
    organizerMailbox: 'mentoring@contoso.example',
    timeZone: 'Europe/London',
    everyWeeks: 5,
    sessionMinutes: 60,
    state: 'chosen',
    transactionId: randomUUID(),
    eventId: null,
    joinUrl: null,
    explanation: 'Tuesday 10:00',
    createdAt: at,
  };
  const occurrences = [1, 2, 3].map((position): Occurrence => ({
    id: randomUUID(),
    seriesId: series.id,
    position,
    regularStart: days(35 * position),
    startsAt: days(35 * position),
    endsAt: new Date(days(35 * position).getTime() + 3_600_000),
    diary: 'free',
    eventId: null,
    state: 'planned',
    feedbackAskedAt: null,
  }));
  return { series, occurrences };
}

export const feedbackOf = (occurrence: Occurrence, programmeId: string, personId: string): Feedback => ({
  occurrenceId: occurrence.id,
  programmeId,
  personId,
  held: 'yes',
  worth: 4,
  spokeFreely: 5,
  taught: 'both',
  commitment: 'Read the paper',
  note: 'Thank you',
  noteFor: 'partner',
  via: 'card',
  givenAt: at,
});

/** What somebody answered to one meeting, in Outlook. */
export const replyOf = (occurrenceId: string, personId: string): Reply => ({
  occurrenceId,
  personId,
  reply: 'declined',
  repliedAt: at,
  proposedStart: null,
  proposedEnd: null,
});

export const alertOf = (programmeId: string): Alert => ({
  id: randomUUID(),
  programmeId,
  matter: { kind: 'support-gap', gaps: [] },
  state: 'open',
  raisedAt: at,
  closedAt: null,
  closedBy: null,
});

export const proposalOf = (pair: Pair, occurrence: Occurrence): TimeProposal => ({
  id: randomUUID(),
  programmeId: pair.programmeId,
  pairId: pair.id,
  occurrenceId: occurrence.id,
  because: 'asked',
  raisedBy: pair.menteeId,
  raisedAt: at,
  movedFrom: occurrence.startsAt,
  wished: null,
  state: 'open',
  round: 1,
  hours: [{ startsAt: days(36), endsAt: new Date(days(36).getTime() + 3_600_000), checked: true }],
  refused: [days(37)],
  agreedStart: null,
  askedAt: null,
  closedAt: null,
});

export type FilledProgramme = {
  programme: Programme;
  coordinator: string;
  pairs: Pair[];
  series: Series[];
  occurrences: Occurrence[];
  proposals: TimeProposal[];
  alert: Alert;
  scenario: Scenario;
};

/** A programme with a row in every table that a programme has, for these people: mentors and mentees in turn. */
export async function fillProgramme(database: TestDatabase, people: string[]): Promise<FilledProgramme> {
  const coordinator = randomUUID();
  const programme = programmeOf(coordinator);
  const scenario: Scenario = {
    ...scenarioOf(programme, coordinator),
    state: 'running',
    runId: randomUUID(),
    attempts: 1,
    progress: { phase: 'reading', share: 0.05 },
    locked: [lockOf(people[0] ?? '', people[1] ?? '', coordinator)],
  };
  const pairs = people.flatMap((mentor, position) => {
    const mentee = people[position + 1];
    return position % 2 === 0 && mentee !== undefined ? [pairOf(programme.id, mentor, mentee)] : [];
  });
  const alert = alertOf(programme.id);
  const meetings = pairs.map(seriesOf);
  const proposals = pairs.map((pair, position) => proposalOf(pair, meetings[position]!.occurrences[0]!));
  await database.transact(systemScope, async (stores) => {
    await stores.programmes.add(programme);
    await stores.participants.save(people.map(participantOf));
    await stores.invitations.add(people.map((person) => invitationOf(programme.id, person)));
    for (const [position, person] of people.entries()) {
      await stores.enrolments.save(enrolmentOf(programme.id, person, position % 2 === 0 ? 'mentor' : 'mentee'));
    }
    for (const person of people) await stores.partnerRequests.save(requestsOf(programme.id, person));
    const [one = '', other = ''] = people.toSorted();
    await stores.pairLists.add(programme.id, 'never-pair', [{ one, other }], at);
    await stores.scenarios.add(scenario);
    await stores.scenarios.saveResult(programme.id, scenario.id, resultWith(pairs));
    await stores.pairs.add(pairs);
    await stores.alerts.add(alert);
    await stores.bookings.save({ programmeId: programme.id, state: 'running', changedBy: coordinator, changedAt: at });
    await stores.support.setContacts(programme.id, [{ personId: coordinator, awayUntil: '2027-02-01' }]);
    await stores.support.setChoices(
      programme.id,
      pairs.map(({ id }) => ({ pairId: id, first: coordinator, second: null })),
    );
    for (const { series, occurrences } of meetings) {
      await stores.meetings.addSeries(series, occurrences);
      await stores.meetings.markBooked(series.id, `event of ${series.id}`, null);
    }
    for (const [position, proposal] of proposals.entries()) {
      await stores.timeProposals.add(proposal);
      const personId = pairs[position]!.mentorId;
      const said = { round: 1, suits: [days(36)], via: 'tab' as const, at };
      await stores.timeProposals.saveChoice(
        { proposalId: proposal.id, personId, answeredBy: personId, ...said },
        programme.id,
      );
    }
    await stores.pauses.save({
      programmeId: programme.id,
      personId: people[0] ?? randomUUID(),
      until: '2027-02-01',
      setAt: at,
    });
    await stores.assistants.save({
      programmeId: programme.id,
      personId: people[1] ?? randomUUID(),
      assistantId: coordinator,
      namedAt: at,
    });
    for (const [position, pair] of pairs.entries()) {
      const [first] = meetings[position]?.occurrences ?? [];
      if (first) {
        const about = { programmeId: programme.id, occurrenceId: first.id, personId: pair.menteeId };
        await stores.feedback.addOnce(feedbackOf(first, programme.id, pair.mentorId));
        await stores.calendar.saveReply({ ...replyOf(first.id, pair.menteeId), programmeId: programme.id });
        await stores.calendar.setConflicts([first.id], [{ ...about, kind: 'busy' }]);
        await stores.calendar.addCancellation({ ...about, because: 'declined', at });
        await stores.calendar.addInvited({ id: first.seriesId, programmeId: programme.id }, ['one@contoso.example']);
        await stores.calendar.addUninvited({
          id: randomUUID(),
          seriesId: first.seriesId,
          programmeId: programme.id,
          mail: 'other@contoso.example',
          name: 'Other',
          seenAt: at,
        });
      }
      await stores.outbox.add({
        key: `introduction:${pair.id}`,
        to: pair.menteeId,
        programmeId: programme.id,
        about: { kind: 'introduction', pairId: pair.id },
      });
    }
    await stores.audit.add({ actor: coordinator, action: 'match-published', programmeId: programme.id });
  });
  return {
    programme,
    coordinator,
    scenario,
    pairs,
    alert,
    series: meetings.map(({ series }): Series => ({ ...series, state: 'booked', eventId: `event of ${series.id}` })),
    occurrences: meetings.flatMap(({ occurrences }) => occurrences),
    proposals,
  };
}
