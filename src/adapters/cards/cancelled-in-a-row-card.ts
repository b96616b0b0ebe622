import type { LetterFacts } from '../../domain/letters/letters.ts';
import { card, openPairButton, says, type AdaptiveCard, type CardLinks } from './card-elements.ts';
import { weekdayAndDay } from './card-times.ts';

type Facts = Extract<LetterFacts, { kind: 'cancelled-in-a-row' }>;

/** Nudges a coordinator when somebody senior did not keep two meetings in a row. */
export function buildCancelledInARowCard(it: Facts, links: CardLinks): AdaptiveCard {
  const open = openPairButton(links, it);
  if (it.state !== 'open') {
    return card(
      `All is well again: ${it.personName} and ${it.partnerName}`,
      [says('There is nothing left to do.')],
      [open],
    );
  }
  const days = new Intl.ListFormat('en-GB').format(it.meetingsAt.map((at) => weekdayAndDay(at, it.timeZone)));
  return card(
    `${it.personName} could not keep two meetings in a row`,
    [
      says(
        `Those with ${it.partnerName} in ${it.programmeName} of ${days}. Other hours are offered to them each time.`,
      ),
      says('A friendly word helps most: is the hour wrong, or is it too much just now?'),
    ],
    [open],
  );
}
