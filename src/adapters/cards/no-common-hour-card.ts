import type { LetterFacts } from '../../domain/letters/letters.ts';
import { card, openButton, plainButton, says, type AdaptiveCard, type CardLinks } from './card-elements.ts';

type Facts = Extract<LetterFacts, { kind: 'no-common-hour' }>;

/** No series could be booked; nothing is put in anybody's diary. */
export function buildNoCommonHourCard(it: Facts, links: CardLinks): AdaptiveCard {
  return card(
    `No hour suits both you and ${it.partnerName} yet`,
    [
      says(
        `I looked through both diaries and found no hour that repeats for your meetings in ${it.programmeName}. Nothing was booked, and your coordinator knows.`,
      ),
      says(`The quickest way on: write to ${it.partnerName} and agree on a first date.`),
    ],
    [
      openButton('Open Home', links.home),
      plainButton('I need help', { action: 'help', pairId: it.pairId }),
      plainButton('Leave', { action: 'ask-to-leave', pairId: it.pairId }),
    ],
  );
}
