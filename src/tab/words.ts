import { bookingWords } from './words/booking.ts';
import { invitationCard, introductionCard, pairEndedCard, unmatchedCard } from './words/cards.ts';
import { feedbackWords } from './words/feedback.ts';
import { generalWords } from './words/general.ts';
import { homeWords } from './words/home.ts';
import { listWords } from './words/lists.ts';
import { matchDecisionWords } from './words/match-decisions.ts';
import { matchRulesWords } from './words/match-rules.ts';
import { matchingWords } from './words/matching.ts';
import { meetingWords } from './words/meetings.ts';
import { newTimesWords } from './words/new-times.ts';
import { peopleWords } from './words/people.ts';
import { privacyWords } from './words/privacy.ts';
import { programmeWords } from './words/programmes.ts';
import { supportWords } from './words/support.ts';

/** Every word that the tab shows, by topic, in British English. A second language is a second object of this type. */
export const words = {
  general: generalWords,
  home: homeWords,
  programmes: programmeWords,
  people: peopleWords,
  lists: listWords,
  matching: matchingWords,
  matchRules: matchRulesWords,
  matchDecisions: matchDecisionWords,
  meetings: meetingWords,
  booking: bookingWords,
  newTimes: newTimesWords,
  feedback: feedbackWords,
  privacy: privacyWords,
  support: supportWords,
  /** The messages that the bot sends, to be shown before they are. */
  cards: {
    invitation: invitationCard,
    introduction: introductionCard,
    unmatched: unmatchedCard,
    pairEnded: pairEndedCard,
  },
};

export type Words = typeof words;
