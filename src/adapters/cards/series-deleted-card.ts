import type { LetterFacts } from '../../domain/letters/letters.ts';
import { card, openPairButton, says, type AdaptiveCard, type CardLinks } from './card-elements.ts';

type Facts = Extract<LetterFacts, { kind: 'series-deleted' }>;

/** Tells a coordinator that somebody took all meetings of a pair out of the programme's calendar. */
export function buildSeriesDeletedCard(it: Facts, links: CardLinks): AdaptiveCard {
  const both = `${it.mentorName} and ${it.menteeName}`;
  const open = openPairButton(links, it);
  if (it.state !== 'open') return card(`Settled: ${both}`, [says('There is nothing left to do.')], [open]);
  return card(
    `Meetings of ${both} were deleted`,
    [
      says(`Somebody took them all out of Outlook, in ${it.programmeName}. Both were told by Outlook.`),
      says(
        'I have not made them again, since it may have been meant. The two are still a pair: ask them how to go on. On their page you can have what is left booked again.',
      ),
    ],
    [open],
  );
}
