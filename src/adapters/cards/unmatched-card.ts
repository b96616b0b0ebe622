import type { LetterFacts } from '../../domain/letters/letters.ts';
import { card, openButton, says, type AdaptiveCard, type CardLinks } from './card-elements.ts';

type Facts = Extract<LetterFacts, { kind: 'unmatched' }>;

/** Whoever is left over is told, and comes first in the next round. Home has the way out. */
export function buildUnmatchedCard(it: Facts, links: CardLinks): AdaptiveCard {
  return card(
    'No partner for you this time; you are first in the next round',
    [
      says(
        `In ${it.programmeName} nobody suited you well enough, and we would rather wait than guess. There is nothing for you to do.`,
      ),
    ],
    [openButton('Open Home', links.home)],
  );
}
