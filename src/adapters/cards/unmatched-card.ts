import type { LetterFacts } from '../../domain/letters/letters.ts';
import { card, openButton, says, type AdaptiveCard, type CardLinks } from './card-elements.ts';

type Facts = Extract<LetterFacts, { kind: 'unmatched' }>;

/** Whoever is left over is told, and comes first in the next round. Home has the way out. */
export function buildUnmatchedCard(it: Facts, links: CardLinks): AdaptiveCard {
  return card(
    `No partner in ${it.programmeName} this time`,
    [says('There was no suitable partner for you yet. You are at the front of the waiting list.')],
    [openButton('Open Home', links.home)],
  );
}
