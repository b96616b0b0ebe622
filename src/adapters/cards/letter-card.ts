import type { LetterFacts } from '../../domain/letters/letters.ts';
import type { AdaptiveCard, CardLinks } from './card-elements.ts';
import { buildCancelledInARowCard } from './cancelled-in-a-row-card.ts';
import { buildFeedbackRequestCard } from './feedback-request-card.ts';
import { buildForwardedInvitationCard } from './forwarded-invitation-card.ts';
import { buildIntroductionCard } from './introduction-card.ts';
import { buildInvitationCard } from './invitation-card.ts';
import { buildLeftOrganisationCard } from './left-organisation-card.ts';
import { buildNoCommonHourCard } from './no-common-hour-card.ts';
import { buildNewTimesCard } from './new-times-card.ts';
import { buildNoAgreedHourCard, buildNoNewHourCard } from './no-new-hour-card.ts';
import { buildPairEndedCard } from './pair-ended-card.ts';
import { declinedReceipt, feedbackReceipt, joinedReceipt } from './receipt-cards.ts';
import { buildRulesBrokenCard } from './rules-broken-card.ts';
import { buildSeriesDeletedCard } from './series-deleted-card.ts';
import { buildSupportGapCard } from './support-gap-card.ts';
import { buildUnmatchedCard } from './unmatched-card.ts';
import { buildWelcomeCard } from './welcome-card.ts';

/** The card that says what a letter has to say. */
export function letterCard(facts: LetterFacts, links: CardLinks): AdaptiveCard {
  switch (facts.kind) {
    case 'welcome':
      return buildWelcomeCard(
        facts.name === '' ? 'Hello, I’m Counterpart' : `Hello ${facts.name}, I’m Counterpart`,
        links,
      );
    case 'invitation':
      return buildInvitationCard(facts);
    case 'invitation-answered': {
      const { joinedAs: role, programmeName } = facts;
      return role === null ? declinedReceipt({ programmeName }, links) : joinedReceipt({ programmeName, role }, links);
    }
    case 'feedback-given':
      return feedbackReceipt({ outcome: 'stored', noteFor: facts.noteFor }, links);
    case 'introduction':
      return buildIntroductionCard(facts, links);
    case 'no-common-hour':
      return buildNoCommonHourCard(facts, links);
    case 'unmatched':
      return buildUnmatchedCard(facts, links);
    case 'feedback-request':
      return buildFeedbackRequestCard(facts);
    case 'pair-ended':
      return buildPairEndedCard(facts, links);
    case 'forwarded-invitation':
      return buildForwardedInvitationCard(facts, links);
    case 'cancelled-in-a-row':
      return buildCancelledInARowCard(facts, links);
    case 'series-deleted':
      return buildSeriesDeletedCard(facts, links);
    case 'rules-broken':
      return buildRulesBrokenCard(facts, links);
    case 'left-organisation':
      return buildLeftOrganisationCard(facts, links);
    case 'new-times':
      return buildNewTimesCard(facts, links);
    case 'no-new-hour':
      return buildNoNewHourCard(facts, links);
    case 'no-agreed-hour':
      return buildNoAgreedHourCard(facts, links);
    case 'support-gap':
      return buildSupportGapCard(facts, links);
  }
}
