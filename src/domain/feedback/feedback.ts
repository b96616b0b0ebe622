import type { OccurrenceId, PersonId, ProgrammeId } from '../kernel/ids.ts';

export type NoteAudience = 'private' | 'partner' | 'coordinator';

/** One person's answer about one meeting. Ratings are 1–5 and are shown to nobody one by one. */
export type Feedback = {
  occurrenceId: OccurrenceId;
  programmeId: ProgrammeId;
  personId: PersonId;
  held: 'yes' | 'no' | 'partner-away';
  worth: number | null;
  spokeFreely: number | null;
  taught: 'me' | 'partner' | 'both' | null;
  commitment: string | null;
  note: string | null;
  noteFor: NoteAudience;
  via: 'card' | 'tab';
  givenAt: Date;
};
