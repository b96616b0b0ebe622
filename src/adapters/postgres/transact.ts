import { sql } from 'kysely';
import type { FeedbackStore } from '../../domain/feedback/ports.ts';
import type { Clock } from '../../domain/kernel/clock.ts';
import type { AuditLog, JobQueue, Outbox } from '../../domain/kernel/jobs.ts';
import type { Scope, Transact } from '../../domain/kernel/unit-of-work.ts';
import type { ChatStore, LetterStore } from '../../domain/letters/ports.ts';
import type { PairStore, ScenarioStore } from '../../domain/matching/ports.ts';
import type { AssistantStore } from '../../domain/meetings/new-times/assistants.ts';
import type { CalendarStore } from '../../domain/meetings/calendar/calendar-changes.ts';
import type { BookingStore, SendStore } from '../../domain/meetings/booking/booking.ts';
import type { PauseStore } from '../../domain/meetings/pauses.ts';
import type { MeetingStore } from '../../domain/meetings/ports.ts';
import type { TimeProposalStore } from '../../domain/meetings/new-times/time-proposals.ts';
import type { SubscriptionStore } from '../../domain/meetings/subscriptions/subscriptions.ts';
import type { AlertStore, SupportStore } from '../../domain/pairs/ports.ts';
import type { ChartStore, ParticipantStore } from '../../domain/people/ports.ts';
import type {
  EnrolmentStore,
  InvitationStore,
  PairListStore,
  PartnerRequestStore,
  ProgrammeStore,
} from '../../domain/programme/ports.ts';
import { createAlertStore } from './alert-store.ts';
import { createAssistantStore } from './assistant-store.ts';
import { createAuditLog } from './audit-log.ts';
import { createCalendarStore } from './calendar-store.ts';
import { createBookingStore } from './booking-store.ts';
import { createChartStore } from './chart-store.ts';
import { createChatStore } from './chat-store.ts';
import { createEnrolmentStore } from './enrolment-store.ts';
import { createFeedbackStore } from './feedback-store.ts';
import { createInvitationStore } from './invitation-store.ts';
import { createLetterStore } from './letter-store.ts';
import { createMeetingStore } from './meeting-store.ts';
import { createOutbox } from './outbox.ts';
import { createPairListStore } from './pair-list-store.ts';
import { createPairStore } from './pair-store.ts';
import { createParticipantStore } from './participant-store.ts';
import { createPartnerRequestStore } from './partner-request-store.ts';
import { createPauseStore } from './pause-store.ts';
import { createProgrammeStore } from './programme-store.ts';
import { createScenarioStore } from './scenario-store.ts';
import type { Database } from './schema.ts';
import { createSendStore } from './send-store.ts';
import { createSubscriptionStore } from './subscription-store.ts';
import { createSupportStore } from './support-store.ts';
import { createTimeProposalStore } from './time-proposal-store.ts';

/** All that a transaction offers to a use case; each use case names the few that it needs. */
export type Stores = {
  chart: ChartStore;
  participants: ParticipantStore;
  programmes: ProgrammeStore;
  enrolments: EnrolmentStore;
  invitations: InvitationStore;
  partnerRequests: PartnerRequestStore;
  pairLists: PairListStore;
  scenarios: ScenarioStore;
  pairs: PairStore;
  alerts: AlertStore;
  support: SupportStore;
  meetings: MeetingStore;
  bookings: BookingStore;
  sends: SendStore;
  calendar: CalendarStore;
  timeProposals: TimeProposalStore;
  assistants: AssistantStore;
  pauses: PauseStore;
  feedback: FeedbackStore;
  letters: LetterStore;
  chats: ChatStore;
  subscriptions: SubscriptionStore;
  outbox: Outbox;
  jobs: JobQueue;
  audit: AuditLog;
};

/** Makes the queue whose jobs are committed, or not, with a transaction of this database. */
export type QueueInTransaction = { queue(tx: Database): JobQueue };

/** `transact` on this database: read committed, held to its scope by row-level security, all or nothing. */
export function createTransact(db: Database, clock: Clock, jobs: QueueInTransaction): Transact<Stores> {
  return (scope, work) =>
    db.transaction().execute(async (tx) => {
      await enterScope(tx, scope);
      return work(storesIn(tx, scope, clock, jobs.queue(tx)));
    });
}

async function enterScope(tx: Database, scope: Scope): Promise<void> {
  const id = scope.kind === 'programme' ? scope.programmeId : scope.kind === 'person' ? scope.personId : '';
  await sql`
    select set_config('counterpart.scope', ${scope.kind}, true), set_config('counterpart.scope_id', ${id}, true)
  `.execute(tx);
}

function storesIn(tx: Database, scope: Scope, clock: Clock, jobs: JobQueue): Stores {
  return {
    chart: createChartStore(tx),
    participants: createParticipantStore(tx),
    programmes: createProgrammeStore(tx),
    enrolments: createEnrolmentStore(tx),
    invitations: createInvitationStore(tx),
    partnerRequests: createPartnerRequestStore(tx, scope),
    pairLists: createPairListStore(tx),
    scenarios: createScenarioStore(tx),
    pairs: createPairStore(tx, scope),
    alerts: createAlertStore(tx),
    support: createSupportStore(tx),
    meetings: createMeetingStore(tx, scope),
    bookings: createBookingStore(tx),
    sends: createSendStore(tx, scope),
    calendar: createCalendarStore(tx, scope),
    timeProposals: createTimeProposalStore(tx, scope),
    assistants: createAssistantStore(tx),
    pauses: createPauseStore(tx),
    feedback: createFeedbackStore(tx),
    letters: createLetterStore(tx),
    chats: createChatStore(tx),
    subscriptions: createSubscriptionStore(tx),
    outbox: createOutbox(tx, clock, jobs),
    jobs,
    audit: createAuditLog(tx, clock),
  };
}
