import type { FeedbackAnswer } from '../../contract/feedback.ts';

/** What became of an answer; `noteFor` is null when no note was written. */
export type SentFeedback = {
  meetingId: string;
  outcome: 'stored' | 'already-given';
  noteFor: FeedbackAnswer['noteFor'] | null;
};
