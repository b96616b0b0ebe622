import type { LetterFacts } from '../../domain/letters/letters.ts';
import { card, openButton, says, type AdaptiveCard, type CardLinks } from './card-elements.ts';

type Facts = Extract<LetterFacts, { kind: 'pair-ended' }>;

/** No reason is asked for, so none is told. */
export const pairEndedWords = (it: { programmeName: string; partnerName: string }) => ({
  heading: `Your meetings with ${it.partnerName} have ended`,
  text: `This happens in ${it.programmeName} for many reasons, and none of them is asked for. The meetings to come have been taken out of your calendar.`,
});

/** The partner has left. */
export function buildPairEndedCard(it: Facts, links: CardLinks): AdaptiveCard {
  const { heading, text } = pairEndedWords(it);
  return card(heading, [says(text)], [openButton('Open Home', links.home)]);
}
