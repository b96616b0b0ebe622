import type { LetterFacts } from '../../domain/letters/letters.ts';
import { card, openButton, plainButton, says, type AdaptiveCard, type CardLinks } from './card-elements.ts';

type Facts = Extract<LetterFacts, { kind: 'forwarded-invitation' }>;

/** Warns both people that somebody else had their invitation, and says that it was put right. */
export function buildForwardedInvitationCard(it: Facts, links: CardLinks): AdaptiveCard {
  return card(
    `Your invitation was forwarded to ${it.otherName}`,
    [
      says(
        `Your meetings with ${it.partnerName} in ${it.programmeName} are for the two of you, so I am taking ${it.otherName} off the invitation. Forwarding happens quickly, and nothing else has changed.`,
      ),
      says('If they keep your diary, name them as your assistant on Home.'),
    ],
    [openButton('Open Home', links.home), plainButton('I need help', { action: 'help', pairId: it.pairId })],
  );
}
