import type { OccurrenceId, PersonId, ProgrammeId } from '../kernel/ids.ts';
import type { Feedback } from './feedback.ts';

export type FeedbackStore = {
  /** False when the person had already answered for this meeting: the first answer stays. */
  addOnce(feedback: Feedback): Promise<boolean>;
  ofPerson(personId: PersonId): Promise<Feedback[]>;
  /** Notes and commitments that their authors left for this reader: their partner's for a participant. */
  forPartner(occurrenceIds: OccurrenceId[], reader: PersonId): Promise<Feedback[]>;
  /** Only notes marked for the coordinator, without ratings. */
  notesForCoordinator(
    programmeId: ProgrammeId,
  ): Promise<{ occurrenceId: OccurrenceId; personId: PersonId; note: string; givenAt: Date }[]>;
  /** Ratings without names, for aggregates; the caller suppresses groups under five people. */
  ratings(
    programmeId: ProgrammeId,
  ): Promise<{ respondent: PersonId; worth: number | null; spokeFreely: number | null; held: string }[]>;
};
