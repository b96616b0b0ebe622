import type { PersonId, ProgrammeId } from '../kernel/ids.ts';

/** What a coordinator has said of the booking of a programme; before anybody says anything it runs. */
export type BookingRow = {
  programmeId: ProgrammeId;
  /** paused: what is chosen waits · stopped: what was not sent was dropped, and nothing is chosen until it is started */
  state: 'running' | 'paused' | 'stopped';
  changedBy: PersonId | null;
  changedAt: Date;
};
